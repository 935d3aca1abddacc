import { sql } from 'kysely'
import type { Db } from '../../src/db/database.ts'
import type { Applicant, Change } from '../../src/features/applications/change.ts'
import { runChanges } from '../../src/features/applications/running.ts'
import type { Changes } from '../../src/http/changes.ts'
import { type Random, startRandom } from '../random.ts'
import { planRush } from './calendar.ts'
import { givenNames, surnames } from './names.ts'
import { inventOrganisation } from './organisations.ts'
import { romanise } from './romaji.ts'

/** How many applied for a seminar of the demo, and how many of them called off. */
const crowds = [
  { slug: 'forum-seminar', applied: 431, cancelled: 19, from: '2020-10-13T09:00:00+09:00' },
  { slug: 'seminar-tokyo', applied: 236, cancelled: 21, from: '2020-10-12T09:00:00+09:00' },
  { slug: 'seminar-nagoya', applied: 102, cancelled: 6, from: '2020-10-12T09:00:00+09:00' },
  { slug: 'ceremony', applied: 268, cancelled: 4, from: '2020-10-26T09:00:00+09:00' },
] as const

type Crowd = (typeof crowds)[number]
type Place = { pool: number; event: number; starts: Temporal.Instant; ends: Temporal.Instant }

/** Nobody listens while the demo is being loaded, and nobody is written to. */
const silent: Changes = { announce: async () => {}, hear() {} }

/**
 * Invented people apply for the seminars, call off, move up from the waiting list and attend, as far
 * as it has come to pass at `now`; all of it through the one door, each at its moment.
 */
export async function loadApplicants(
  trx: Db,
  editionId: number,
  now: Temporal.Instant,
): Promise<void> {
  for (const [at, crowd] of crowds.entries()) {
    const place = await findPlace(trx, editionId, crowd.slug)
    if (!place) continue
    await applyAndCallOff(trx, { crowd, place, random: startRandom(900 + at), now })
    if (Temporal.Instant.compare(place.ends, now) < 0)
      await attend(trx, place, startRandom(950 + at))
  }
  await sql`
    insert into application_reminders (application_id, kind, for_start, written_at)
    select a.id, r.kind, e.starts_at, ${now}::timestamptz
    from applications a join events e on e.id = a.event_id, unnest(array['week', 'reconfirm']) as r(kind)
    where e.edition_id = ${editionId} and e.starts_at > ${now}::timestamptz`.execute(trx)
  await trx
    .updateTable('application_notices')
    .set({ told_at: now })
    .where('told_at', 'is', null)
    .execute()
}

async function findPlace(trx: Db, editionId: number, slug: string): Promise<Place | undefined> {
  const row = await trx
    .selectFrom('pools')
    .innerJoin('events', 'events.id', 'pools.event_id')
    .select(['pools.id as pool', 'events.id as event', 'starts_at as starts', 'ends_at as ends'])
    .where('events.edition_id', '=', editionId)
    .where('events.slug', '=', slug)
    .executeTakeFirst()
  return row?.starts && row.ends ? { ...row, starts: row.starts, ends: row.ends } : undefined
}

/** Colleagues come together: a small group applies in one transaction, at one moment. */
async function applyAndCallOff(
  trx: Db,
  about: { crowd: Crowd; place: Place; random: Random; now: Temporal.Instant },
): Promise<void> {
  const { crowd, place, random } = about
  const rush = planRush(
    Temporal.Instant.from(crowd.from),
    earlier(about.now, place.starts.subtract({ hours: 25 })),
  )
  const groups = inventGroups(random, crowd)
  const seated: number[] = []
  for (const [at, group] of groups.entries()) {
    const ms = rush.momentOf((at + random.fraction()) / groups.length)
    const now = Temporal.Instant.fromEpochMilliseconds(ms)
    const leaves = isTurn(at, groups.length, crowd.cancelled) && seated.length > 0
    const changes = [...(leaves ? [callOff(random, seated)] : []), ...group.map(entering)]
    const services = { db: trx, clock: { now: () => now }, changes: silent }
    for (const outcome of await runChanges(services, place.pool, changes)) {
      if (!outcome.ok) throw new Error(`the demo's applicant was refused: ${outcome.reason}`)
      if (outcome.application?.state === 'confirmed') seated.push(outcome.application.id)
    }
  }
}

/** Whether something that happens `times` among `all` happens at this one, evenly spread. */
const isTurn = (at: number, all: number, times: number) =>
  Math.floor(((at + 1) * times) / all) > Math.floor((at * times) / all)

function callOff(random: Random, ids: number[]): Change {
  const [applicationId = 0] = ids.splice(random.below(ids.length), 1)
  return { door: 'cancel', applicationId, actor: { kind: 'visitor' } }
}

function inventGroups(random: Random, { applied, slug }: Crowd): Applicant[][] {
  const groups: Applicant[][] = []
  for (let count = 0; count < applied;) {
    const size = Math.min(random.pick([1, 1, 2, 2, 3, 4]), applied - count)
    const organisation = inventOrganisation(random, groups.length)
    const own = organisation.kind === 'individual' ? '' : organisation.name
    groups.push(
      Array.from({ length: size }, (_, at) =>
        inventApplicant(random, {
          organisation: own,
          domain: organisation.domain,
          slug,
          at: count + at,
        }),
      ),
    )
    count += size
  }
  return groups
}

function inventApplicant(
  random: Random,
  about: { organisation: string; domain: string; slug: string; at: number },
): Applicant {
  const [surname, given] = [random.pick(surnames), random.pick(givenNames)]
  const email = `${romanise(surname.kana)}.${about.slug}${about.at + 1}@${about.domain}`
  return {
    email,
    emailKey: email,
    name: `${surname.text} ${given.text}`,
    reading: `${surname.kana} ${given.kana}`,
    organisation: about.organisation,
    onceKey: null,
    language: random.chance(0.04) ? 'en' : 'ja',
    answers: {},
  }
}

const entering = (applicant: Applicant): Change => ({
  door: 'apply',
  applicant,
  source: 'demo',
  formKey: null,
  proven: true,
  actor: { kind: 'visitor' },
})

const earlier = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0 ? one : other

/** Four in five watch, most of them to the end. */
async function attend(trx: Db, { pool, starts, ends }: Place, random: Random): Promise<void> {
  const confirmed = await trx
    .selectFrom('applications')
    .select('id')
    .where('pool_id', '=', pool)
    .where('state', '=', 'confirmed')
    .orderBy('id')
    .execute()
  const length = starts.until(ends).total('seconds')
  const watched = new Map<number, Watched>()
  for (const { id } of confirmed) {
    const late = random.chance(0.7) ? 0 : random.below(1200)
    const seconds = random.chance(0.75) ? length - late : 600 + random.below(length - late - 600)
    if (random.chance(0.81)) watched.set(id, { began: starts.add({ seconds: late }), seconds })
  }
  const services = { db: trx, clock: { now: () => ends }, changes: silent }
  const actor = { kind: 'program' } as const
  // who saw less than half is not marked: the minutes speak for them
  const marks = confirmed.flatMap(({ id }): Change[] => {
    const seconds = watched.get(id)?.seconds ?? 0
    if (seconds > 0 && seconds < length / 2) return []
    const attendance = seconds > 0 ? 'came' : 'absent'
    return [{ door: 'mark', applicationId: id, attendance, actor }]
  })
  await runChanges(services, pool, marks)
  await notePresence(trx, watched)
}

type Watched = { began: Temporal.Instant; seconds: number }

async function notePresence(trx: Db, watched: Map<number, Watched>): Promise<void> {
  const spans = [...watched].map(([id, { began, seconds }]) => ({
    application_id: id,
    device: `demo-${id}`.padEnd(12, '0'),
    began_at: began,
    seen_at: began.add({ seconds }),
  }))
  for (const span of spans) await trx.insertInto('presence_spans').values(span).execute()
  await sql`update applications set attended_seconds = extract(epoch from seen_at - began_at)
    from presence_spans where application_id = applications.id`.execute(trx)
}
