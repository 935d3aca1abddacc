import type { Ctx } from '../../http/context.ts'
import type { OneEvent } from '../applicants/one-event.ts'
import type { ApplicantImport, Found, ImportedRow } from './queries.ts'

/** What the page about one file shows. */
export type ResultProps = {
  c: Ctx
  one: OneEvent
  found: ApplicantImport
  counts: Record<Found, number>
  rows: ImportedRow[]
  /** The last line shown, when there are more. */
  more: number | undefined
}
