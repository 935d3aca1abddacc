import type { Ctx } from '../../http/context.ts'
import { type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FileField } from '../../ui/select.tsx'
import { picturePath, type StoredPicture } from '../activities/pictures.ts'
import type { TypedValues } from './item-field.tsx'
import { pictureTicket } from './take-step.ts'

/** The picture of an activity: what is kept, a new file, its description, taking it away. */
export function PictureField(props: {
  c: Ctx
  picture: StoredPicture | undefined
  values: TypedValues
  mistakes: MistakeInWords[]
}) {
  const { t } = props.c.var
  const alt = props.values['imageAlt']?.[0] ?? ''
  const gone = props.values['imageGone']?.[0] === 'yes'
  const shared = { errorWord: t('site.error.prefix'), optional: t('site.form.optional') }
  return (
    <>
      {props.picture && <Kept c={props.c} picture={props.picture} alt={alt} gone={gone} />}
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
        value={alt}
      />
    </>
  )
}

type KeptProps = { c: Ctx; picture: StoredPicture; alt: string; gone: boolean }

function Kept({ c, picture, alt, gone }: KeptProps) {
  const { t } = c.var
  return (
    <div class="picture-kept">
      <input type="hidden" name="imageKept" value={pictureTicket(c, picture.id)} />
      <img
        src={picturePath(picture, 480, 'webp')}
        alt={alt}
        width={240}
        height={Math.round((240 * picture.height) / picture.width)}
      />
      <Choice
        name="imageGone"
        label={t('registration.field.image.kept')}
        type="checkbox"
        options={[{ value: 'yes', label: t('registration.field.image.remove'), checked: gone }]}
      />
    </div>
  )
}
