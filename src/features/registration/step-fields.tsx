import type { Ctx } from '../../http/context.ts'
import type { MistakeInWords } from '../../http/form.tsx'
import type { StoredPicture } from '../activities/pictures.ts'
import type { Edition } from '../editions/edition.ts'
import type { FormItem, FormStep } from '../editions/form-definition.ts'
import { ItemField, type TypedValues } from './item-field.tsx'
import { PictureField } from './picture-field.tsx'

export type StepViewProps = {
  c: Ctx
  edition: Edition
  step: FormStep
  items: FormItem[]
  participantKind: string
  values: TypedValues
  mistakes: MistakeInWords[]
  picture: StoredPicture | undefined
  lead?: string | undefined
}

/** The fields of a step; also used where an owner edits what is published. */
export function StepFields(props: StepViewProps) {
  const individual = props.participantKind === 'individual'
  return (
    <>
      {individual && props.step === 'who' && (
        <input type="hidden" name="participantKind" value="individual" />
      )}
      {props.items.map((item) => {
        if ('field' in item && item.field === 'participantKind' && individual) return null
        if ('field' in item && item.field === 'image')
          return (
            <PictureField
              c={props.c}
              picture={props.picture}
              values={props.values}
              mistakes={props.mistakes}
            />
          )
        return <ItemField {...props} item={item} individual={individual} />
      })}
    </>
  )
}
