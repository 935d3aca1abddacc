import type { Ctx } from '../../http/context.ts'
import { type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FileField } from '../../ui/select.tsx'
import { picturePath, type StoredPicture } from '../activities/pictures.ts'

/** The picture of an activity: what is kept, a new file, its description, taking it away. */
export function PictureField(props: {
  c: Ctx
  picture: StoredPicture | undefined
  alt: string
  mistakes: MistakeInWords[]
}) {
  const { t } = props.c.var
  const shared = { errorWord: t('site.error.prefix'), optional: t('site.form.optional') }
  return (
    <>
      {props.picture && <Kept c={props.c} picture={props.picture} alt={props.alt} />}
      <FileField
        {...shared}
        name="image"
        label={t('registration.field.image.label')}
        hint={t('registration.field.image.hint')}
        error={wordsAt(props.mistakes, 'image')}
        accept="image/jpeg,image/png,image/webp"
      />
      <Field
        {...shared}
        name="imageAlt"
        label={t('registration.field.imageAlt.label')}
        hint={t('registration.field.imageAlt.hint')}
        error={wordsAt(props.mistakes, 'imageAlt')}
        value={props.alt}
      />
    </>
  )
}

function Kept({ c, picture, alt }: { c: Ctx; picture: StoredPicture; alt: string }) {
  const { t } = c.var
  return (
    <div class="picture-kept">
      <img
        src={picturePath(picture, 480, 'webp')}
        alt={alt}
        width={240}
        height={Math.round((240 * picture.height) / picture.width)}
      />
      <Choice
        name="imageGone"
        label={t('registration.field.image.label')}
        type="checkbox"
        options={[{ value: 'yes', label: t('registration.field.image.remove') }]}
      />
    </div>
  )
}
