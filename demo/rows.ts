import type { Insertable } from 'kysely'
import type {
  ActivityRow,
  DecisionRow,
  ParticipantRow,
  ReportRow,
  VersionRow,
} from '../src/db/tables-registry.ts'
import { toRow } from '../src/features/activities/version.ts'
import { currentTerms, type Edition } from '../src/features/editions/edition.ts'
import { dayOf } from '../src/clock.ts'
import { nameKey } from '../src/lib/jp-name.ts'
import type { InventedRegistration } from './2020/registrations.ts'
import { newestOf } from './2020/rewording.ts'

/** Rows with their keys already dealt, ready to be written as they are. */
export type Keyed<Row> = Omit<Insertable<Row>, 'id'> & { id: number }
export type Rows = {
  participants: Keyed<ParticipantRow>[]
  activities: Keyed<ActivityRow>[]
  activity_versions: Keyed<VersionRow>[]
  activity_decisions: Keyed<DecisionRow>[]
  activity_reports: Insertable<ReportRow>[]
}

/** Deals the next key of a table. */
export type Keys = Record<
  'participants' | 'activities' | 'activity_versions' | 'activity_decisions',
  () => number
>

/** Remembers participants, so that an organisation that registers twice is one. */
export type Known = Map<string, number>

/** Turns registrations into rows of the edition. `number` is the last permanent number dealt. */
export function toRows(
  registrations: readonly InventedRegistration[],
  into: { edition: Edition; keys: Keys; known: Known; number: number },
): Rows {
  const rows: Rows = {
    participants: [],
    activities: [],
    activity_versions: [],
    activity_decisions: [],
    activity_reports: [],
  }
  let { number } = into
  for (const registration of registrations)
    addRows(rows, registration, { ...into, number: ++number })
  return rows
}

type Into = { edition: Edition; keys: Keys; known: Known; number: number }

function addRows(rows: Rows, it: InventedRegistration, into: Into): void {
  const id = into.keys.activities()
  const versionIds = it.versions.map(({ version, at }, index) => {
    const versionId = into.keys.activity_versions()
    const by = it.source === 'paper' ? 'staff' : 'owner'
    rows.activity_versions.push({
      ...toRow(version),
      // the rows travel as one JSON text, so what is jsonb is a value in it
      answers: version.answers as never,
      id: versionId,
      activity_id: id,
      version: index + 1,
      created_by: by,
      staff_id: null,
      created_at: at,
    })
    return versionId
  })
  const idOf = (index: number | null) => (index === null ? null : (versionIds[index] ?? null))
  rows.activities.push({
    id,
    ...activityRow(it, into.edition),
    participant_id: participantOf(rows, it, into),
    number: into.number,
    published_version_id: idOf(it.published),
    proposed_version_id: idOf(it.proposed),
  })
  for (const { decision, reasonCode, on, at } of it.decisions) {
    const checklist = decision === 'published' ? into.edition.checklist.map(({ code }) => code) : []
    rows.activity_decisions.push({
      id: into.keys.activity_decisions(),
      activity_id: id,
      version_id: idOf(on),
      decision,
      reason_code: reasonCode,
      reason_text: into.edition.reasons.find(({ code }) => code === reasonCode)?.text.ja ?? '',
      checklist,
      decided_by: null,
      decided_at: at,
      undone_at: null,
      undone_by: null,
    })
  }
  if (it.report) rows.activity_reports.push(reportRow(id, it.report))
}

function activityRow(it: InventedRegistration, edition: Edition) {
  return {
    edition_id: edition.id,
    profile: edition.profile,
    state: it.state,
    source: it.source,
    language: it.language,
    contact_name: it.contact.name,
    contact_department: it.contact.department,
    contact_email: it.contact.email,
    contact_phone: it.contact.phone,
    private_answers: (it.heardFrom ? { 'heard-from': it.heardFrom } : {}) as never,
    terms_version: currentTerms(edition, dayOf(it.submittedAt)).version,
    terms_accepted_at: it.createdAt,
    risk: it.risk,
    risk_reasons: it.riskReasons,
    claimed_by: null,
    claimed_at: null,
    duplicate_of: null,
    created_at: it.createdAt,
    changed_at: changedAt(it),
    submitted_at: it.submittedAt,
    published_at: it.publishedAt,
    withdrawn_at: it.withdrawnAt,
    reported_at: it.report?.at ?? null,
  }
}

function changedAt(it: InventedRegistration): Temporal.Instant {
  const times = [
    it.submittedAt,
    it.publishedAt,
    it.withdrawnAt,
    it.report?.at,
    it.versions.at(-1)?.at,
    it.decisions.at(-1)?.at,
  ]
  let newest = it.createdAt
  for (const time of times) if (time && Temporal.Instant.compare(time, newest) > 0) newest = time
  return newest
}

/** The same corporate number, or without one the same name in the same prefecture; never a person. */
function participantOf(rows: Rows, it: InventedRegistration, { keys, known }: Into): number {
  const version = newestOf(it)
  const key = nameKey(version.name)
  const identity = version.corporateNumber ?? `${key} ${version.prefecture}`
  const same = version.participantKind === 'individual' ? undefined : known.get(identity)
  if (same !== undefined) return same
  const id = keys.participants()
  if (version.participantKind !== 'individual') known.set(identity, id)
  rows.participants.push({
    id,
    kind: version.participantKind,
    legal_name: version.name,
    reading: version.reading,
    name_key: key,
    corporate_number: version.corporateNumber,
    industry: version.industry,
    size_class: version.size,
    prefecture: version.prefecture,
    merged_into: null,
    created_at: it.submittedAt,
  })
  return id
}

function reportRow(id: number, report: NonNullable<InventedRegistration['report']>) {
  return {
    activity_id: id,
    people: report.people,
    days: report.days,
    effects: report.effects,
    may_quote: report.mayQuote,
    may_contact: false,
    reported_at: report.at,
  }
}
