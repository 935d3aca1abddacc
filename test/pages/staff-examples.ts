import { bookAtOnce } from '../../src/features/consultations/booking.ts'
import { client, makeDay } from '../support/consultations.ts'
import { makeDeskEvent } from '../support/event-desk.ts'
import { dryRun } from '../../src/features/applicant-import/dry-run.ts'
import { doorsOf } from '../../src/features/applications/queue.ts'
import { keepAnswers } from '../../src/features/surveys/answering.ts'
import { dayAfter, makeSurvey } from '../support/surveys.ts'
import { applying } from '../support/pools.ts'
import type { TestProgram } from '../support/program.ts'
import type { Examples } from './examples.ts'

/** Pages for staff, as the demo edition shows them to somebody who may do everything. */
export async function staffExamples(program: TestProgram, staffId: number): Promise<Examples> {
  const { db } = program.gekkan.services
  const idOf = async (where: 'waiting' | 'change' | 'published' | 'risky') => {
    let query = db.selectFrom('activities').select('id').limit(1)
    if (where === 'published') query = query.where('state', '=', 'published')
    if (where === 'change')
      query = query.where('state', '=', 'published').where('proposed_version_id', 'is not', null)
    if (where === 'waiting') query = query.where('state', '=', 'submitted')
    if (where === 'risky') query = query.where('state', '=', 'submitted').orderBy('risk', 'desc')
    return (await query.executeTakeFirstOrThrow()).id
  }
  const [waiting, change, published, risky] = await Promise.all(
    (['waiting', 'change', 'published', 'risky'] as const).map(idOf),
  )
  const consulting = await consultationExamples(program, staffId)
  const one = '/staff/activities/:id{[0-9]+}'
  return {
    '/staff': ['/staff'],
    '/staff/queue': ['/staff/queue'],
    '/staff/queue/publish': [`/staff/queue/publish?id=${waiting}`],
    '/staff/activities': ['/staff/activities', '/staff/activities?q=みつからないことば'],
    [one]: [waiting, change, published, risky].map((id) => `/staff/activities/${id}`),
    [`${one}/return`]: [`/staff/activities/${waiting}/return`],
    [`${one}/reject`]: [`/staff/activities/${waiting}/reject`],
    [`${one}/suspend`]: [`/staff/activities/${published}/suspend`],
    '/staff/concerns': ['/staff/concerns'],
    '/staff/enter': ['/staff/enter'],
    '/staff/import': ['/staff/import'],
    '/staff/participants/merge': ['/staff/participants/merge'],
    '/staff/reports': ['/staff/reports'],
    ...consulting,
    ...(await eventDeskExamples(program, staffId)),
    '/staff/audit': ['/staff/audit'],
    '/staff/mail': ['/staff/mail'],
    '/staff/accounts': ['/staff/accounts'],
    '/staff/accounts/:id{[0-9]+}': [`/staff/accounts/${staffId}`],
    '/staff/accounts/invite': ['/staff/accounts/invite'],
    '/staff/account': ['/staff/account'],
    '/staff/account/confirm': ['/staff/account/confirm'],
    '/staff/view-as': ['/staff/view-as'],
    '/staff/style': ['/staff/style'],
  }
}

/** A day of consultations whose adviser is the person who looks, with one booking. */
async function consultationExamples(program: TestProgram, staffId: number): Promise<Examples> {
  const { services } = program.gekkan
  const { day, slots, advisers } = await makeDay(services.db, { staffIds: [staffId], slots: 4 })
  const own = slots.find(({ adviser_id }) => adviser_id === advisers[0])
  const booked = await bookAtOnce(services, own?.pool_id as number, {
    applicant: client('shiken'),
    proven: true,
    asking: { topic: 'labour', question: '就業規則はどう変えますか。' },
    formKey: null,
    source: 'hand',
  })
  const id = booked.ok && booked.application?.id
  const one = '/staff/consultations/days/:id{[0-9]+}'
  return {
    '/staff/consultations': ['/staff/consultations'],
    '/staff/consultations/advisers/new': ['/staff/consultations/advisers/new'],
    '/staff/consultations/advisers/:id{[0-9]+}': [`/staff/consultations/advisers/${advisers[0]}`],
    [one]: [`/staff/consultations/days/${day.id}`],
    [`${one}/preview`]: [`/staff/consultations/days/${day.id}/preview`],
    '/staff/my-consultations': ['/staff/my-consultations'],
    '/staff/my-consultations/sheet': ['/staff/my-consultations/sheet'],
    '/staff/my-consultations/:id{[0-9]+}': [`/staff/my-consultations/${id}`],
  }
}

/** An event at the desk, page by page. */
async function eventDeskExamples(program: TestProgram, staffId: number): Promise<Examples> {
  const { slug, item, pool, message } = await makeDeskEvent(program.gekkan.services, 'desk-page')
  const one = '/staff/events/:slug'
  const own = `/staff/events/${slug}`
  const parts = ['edit/basics', 'edit/venue', 'edit/care', 'places', 'places/new', 'programme']
  const others = ['programme/new', 'materials', 'organisers', 'cancel']
  return {
    '/staff/events': ['/staff/events'],
    '/staff/events/new': ['/staff/events/new'],
    [one]: [own],
    ...Object.fromEntries(
      [...parts, ...others].map((part) => [`${one}/${part}`, [`${own}/${part}`]]),
    ),
    [`${one}/places/:pool{[0-9]+}`]: [`${own}/places/${pool}`],
    [`${one}/programme/:item{[0-9]+}`]: [`${own}/programme/${item}`],
    [`${one}/questions`]: [`${own}/questions`],
    [`${one}/questions/:question`]: ['new', 'q1', 'q2'].map((code) => `${own}/questions/${code}`),
    [`${one}/postpone`]: [`${own}/postpone`, `${own}/postpone?until=open`],
    [`${one}/convert`]: [`${own}/convert`, `${own}/convert?mode=online`],
    ...applicantExamples(own),
    [`${one}/applicants/:id{[0-9]+}`]: [`${own}/applicants/${await applied(program, pool)}`],
    [`${one}/reopen`]: [`/staff/events/${await cancelled(program)}/reopen`],
    [`${one}/messages/:message{[0-9]+}`]: [
      `${own}/messages/${message}`,
      `${own}/messages/${await written(program, slug)}`,
    ],
    [`${one}/applicants/import/:id{[0-9]+}`]: await Promise.all(
      files.map(
        async (file) => `${own}/applicants/import/${await given(program, pool, { staffId, file })}`,
      ),
    ),
    ...(await afterExamples(program, own)),
    [`${one}/messages/new`]: [`${own}/messages/new`, `${own}/messages/new?group=ended`],
  }
}

/** What an event leaves: its survey before and after the first answers. */
async function afterExamples({ gekkan }: TestProgram, empty: string): Promise<Examples> {
  const { db } = gekkan.services
  const { slug, event, applications } = await makeSurvey(db, { people: 3 })
  for (const { id: applicationId } of applications.slice(1)) {
    const answers = { q1: 'o1', q2: ['o1', 'o2'], q3: '=よい話でした' }
    await keepAnswers(db, { eventId: event, applicationId, answers, now: dayAfter })
  }
  const one = '/staff/events/:slug'
  const own = `/staff/events/${slug}`
  return {
    [`${one}/survey`]: [`${own}/survey`, `${empty}/survey`],
    [`${one}/survey/settings`]: [`${own}/survey/settings`],
    [`${one}/survey/questions/:question`]: ['new', 'q1'].map(
      (code) => `${own}/survey/questions/${code}`,
    ),
    [`${one}/report`]: [`${own}/report`, `${empty}/report`],
    [`${one}/survey/results`]: [`${own}/survey/results`, `${empty}/survey/results`],
  }
}

/** The applicants of an event; one of them is looked at by the journeys in test/e2e. */
function applicantExamples(own: string): Examples {
  const one = '/staff/events/:slug'
  const parts = [
    'applicants',
    'applicants/enter',
    'applicants/import',
    'applicants/roster',
    'applicants/labels',
    'applicants/signboard',
    'applicants/invitations',
    'applicants/check-in',
    'applicants/reception',
    'support',
  ]
  return Object.fromEntries(parts.map((part) => [`${one}/${part}`, [`${own}/${part}`]]))
}

async function applied({ gekkan }: TestProgram, pool: number): Promise<number> {
  const entering = applying('desk-page-applicant', { source: 'hand', proven: true })
  const outcome = await doorsOf(gekkan.services).pass(pool, entering)
  if (!outcome.ok || !outcome.application) throw new Error('nobody could be entered')
  return outcome.application.id
}

/** A file that is known by its headers, with rows of every kind, and one that nobody knows. */
const files = [
  [
    '参加枠名,ユーザー名,表示名,参加ステータス,メールアドレス',
    '一般枠,hana,見本 花子,参加,hana@example.jp',
    '一般枠,taro,見本 太郎,キャンセル,taro@example.jp',
    '一般枠,ichi,見本 一郎,参加,ichi(at)example.jp',
    '一般枠,a,申込 a,参加,desk-page-a@example.jp',
    '一般枠,hana2,見本 花子,参加,hana@example.jp',
  ],
  ['ひと,れんらく', '花,hana@example.jp'],
]

async function given(
  { gekkan }: TestProgram,
  poolId: number,
  { staffId, file }: { staffId: number; file: string[] },
): Promise<number> {
  const { db, clock } = gekkan.services
  const { event_id: eventId } = await db
    .selectFrom('pools')
    .select('event_id')
    .where('id', '=', poolId)
    .executeTakeFirstOrThrow()
  const about = { eventId, poolId, staffId, now: clock.now() }
  const bytes = new TextEncoder().encode(file.join('\r\n'))
  const run = await dryRun(db, about, { name: 'connpass.csv', bytes })
  if (!run.ok) throw new Error(run.reason)
  return run.importId
}

/** A message of an officer's own, before it is sent. */
async function written({ gekkan }: TestProgram, slug: string): Promise<number> {
  const { db, clock } = gekkan.services
  const now = clock.now()
  const event = await db
    .selectFrom('events')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const text = { subject: '会場のご案内', body: '{name} 様\n\n会場は3階です。' }
  const { id } = await db
    .insertInto('event_messages')
    .values({
      event_id: event.id,
      kind: 'free',
      texts: JSON.stringify({ ja: text, en: text, 'zh-Hans': text, ko: text }),
      created_at: now,
      created_by: null,
      changed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function cancelled({ gekkan }: TestProgram): Promise<string> {
  const { slug } = await makeDeskEvent(gekkan.services, 'desk-cancelled')
  await gekkan.services.db
    .updateTable('events')
    .set({ state: 'cancelled', cancelled_at: gekkan.services.clock.now() })
    .where('slug', '=', slug)
    .execute()
  return slug
}
