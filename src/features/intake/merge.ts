import type { Selectable } from 'kysely'
import type { ParticipantRow } from '../../db/tables-registry.ts'
import { nameKey } from '../../lib/jp-name.ts'

export type Participant = Selectable<ParticipantRow>

/** The values of a participant that a person chooses between when two are merged. */
export const mergedFields = [
  'kind',
  'legal_name',
  'reading',
  'corporate_number',
  'industry',
  'size_class',
  'prefecture',
] as const
export type MergedField = (typeof mergedFields)[number]
export type Values = Pick<Participant, MergedField | 'name_key'>

/** Which of two participants stays, and from which each value is taken. */
export type Choice = {
  kept: Participant
  gone: Participant
  from: Partial<Record<MergedField, number>>
}

/** Why two participants cannot be merged. */
export type MergeFault = 'same' | 'gone' | 'individual'

/** Whether two participants may be merged; undefined when they may. */
export function mergeFault(kept: Participant, gone: Participant): MergeFault | undefined {
  if (kept.id === gone.id) return 'same'
  if (kept.merged_into !== null || gone.merged_into !== null) return 'gone'
  // a person and an organisation, or two persons of one name, are never told apart by a name
  if (kept.kind === 'individual' || gone.kind === 'individual') return 'individual'
  return undefined
}

/** The values that survive: each from the participant chosen, else the kept one's, else the other's. */
export function survivingValues({ kept, gone, from }: Choice): Values {
  const values: Record<string, unknown> = {}
  for (const field of mergedFields) {
    const chosen = from[field] === gone.id ? gone : kept
    const other = chosen === gone ? kept : gone
    values[field] =
      from[field] === undefined && isEmpty(chosen[field]) ? other[field] : chosen[field]
  }
  return {
    ...(values as Omit<Values, 'name_key'>),
    name_key: nameKey(String(values['legal_name'])),
  }
}

/** The present values of a participant, to be told in the log and put back by an undoing. */
export function valuesOf(participant: Participant): Values {
  const { name_key } = participant
  return {
    ...(Object.fromEntries(mergedFields.map((field) => [field, participant[field]])) as Omit<
      Values,
      'name_key'
    >),
    name_key,
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === ''
}
