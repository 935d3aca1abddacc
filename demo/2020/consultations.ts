import type { Db } from '../../src/db/database.ts'
import { demoStaff } from '../../src/features/accounts/demo-staff.ts'
import type { Applicant } from '../../src/features/applications/change.ts'
import { bookAtOnce } from '../../src/features/consultations/booking.ts'
import {
  companyOf,
  type ConsultationDay,
  onceOnDay,
  type Slot,
} from '../../src/features/consultations/consultation.ts'
import { addWaitingPool, carryOut } from '../../src/features/consultations/planning.ts'
import { slotsOf } from '../../src/features/consultations/queries.ts'
import type { Changes } from '../../src/http/changes.ts'

const topics = [
  {
    code: 'labour',
    name: { ja: '労務管理', en: 'Labour management', 'zh-Hans': '劳务管理', ko: '노무 관리' },
  },
  {
    code: 'ict',
    name: { ja: 'ICT・情報の安全', en: 'ICT and security', 'zh-Hans': 'ICT与安全', ko: 'ICT·보안' },
  },
]

/** Invented people; the names say so. */
const advisers = [
  { name: '相談員 小暮(架空)', reading: 'こぐれ', topics: ['labour'], languages: ['ja', 'en'] },
  { name: '相談員 田無(架空)', reading: 'たなし', topics: ['labour', 'ict'], languages: ['ja'] },
]

const clients = [
  [
    '株式会社はまかぜ印刷(架空)',
    '浜田 さくら(架空)',
    'labour',
    '在宅の日の労働時間をどう記録するか知りたいです。',
  ],
  [
    '有限会社みどり会計(架空)',
    '緑川 一(架空)',
    'ict',
    '自宅の回線で会計の資料を扱うときの注意点を知りたいです。',
  ],
  [
    'あおば設備株式会社(架空)',
    '青葉 真(架空)',
    'labour',
    '現場の仕事がある会社の就業規則の例を見たいです。',
  ],
] as const

/** Nobody listens while the demo is being loaded. */
const silent: Changes = { announce: async () => {}, hear() {} }

/**
 * A day of consultations after the seminar in Nagoya, with two advisers and some bookings, all of
 * them invented. Does nothing when the seminar is not there.
 */
export async function loadConsultations(
  trx: Db,
  editionId: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const event = await trx
    .selectFrom('events')
    .select(['id', 'ends_at'])
    .where('edition_id', '=', editionId)
    .where('slug', '=', 'seminar-nagoya')
    .executeTakeFirst()
  if (!event?.ends_at) return false
  await addAdvisers(trx, editionId, now)
  const day = await addDay(trx, { editionId, eventId: event.id, endsAt: event.ends_at, now })
  await carryOut(trx, day)
  await addWaitingPool(trx, day)
  await book(trx, await slotsOf(trx, [day.id]), now)
  return true
}

/** The demo's officer is the first adviser, so that a newcomer can look at an adviser's side. */
async function addAdvisers(trx: Db, editionId: number, now: Temporal.Instant): Promise<void> {
  const officer = await demoStaff(trx, now)
  for (const [at, adviser] of advisers.entries())
    await trx
      .insertInto('advisers')
      .values({
        ...adviser,
        edition_id: editionId,
        staff_id: at === 0 ? officer : null,
        meeting_url: `https://kaigi.example.jp/adviser-${at + 1}`,
        created_at: now,
      })
      .execute()
}

function addDay(
  trx: Db,
  about: { editionId: number; eventId: number; endsAt: Temporal.Instant; now: Temporal.Instant },
): Promise<ConsultationDay> {
  const startsAt = about.endsAt.add({ minutes: 15 })
  return trx
    .insertInto('consultation_days')
    .values({
      edition_id: about.editionId,
      event_id: about.eventId,
      waiting_pool_id: null,
      starts_at: startsAt,
      ends_at: startsAt.add({ hours: 2 }),
      slot_minutes: 30,
      buffer_minutes: 10,
      topics: JSON.stringify(topics),
      published_at: about.now,
      created_at: about.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function book(trx: Db, slots: Slot[], now: Temporal.Instant): Promise<void> {
  const services = { db: trx, clock: { now: () => now }, changes: silent }
  for (const [at, [company, name, topic, question]] of clients.entries()) {
    const slot = slots[at]
    if (!slot) return
    const outcome = await bookAtOnce(services, slot.pool_id, {
      applicant: applicant(company, name, onceOnDay(slot.starts_at, key(company))),
      proven: true,
      asking: { topic, question },
      formKey: null,
      source: 'demo',
    })
    if (!outcome.ok) throw new Error(`the demo's consultation was refused: ${outcome.reason}`)
  }
  await trx
    .updateTable('application_notices')
    .set({ told_at: now })
    .where('told_at', 'is', null)
    .execute()
}

const key = (company: string) => companyOf({ name: company, corporateNumber: '' })

function applicant(company: string, name: string, onceKey: string): Applicant {
  const email = `sodan${clients.findIndex(([own]) => own === company) + 1}@kaisha.example.jp`
  return {
    email,
    emailKey: email,
    name,
    reading: '',
    organisation: company,
    onceKey,
    language: 'ja',
    answers: { language: 'ja', size: '30-99' },
  }
}
