import { proposalPath } from '../../src/features/partner-events/link.ts'
import { keepProposal } from '../../src/features/partner-events/proposing.ts'
import { makeDay } from '../support/consultations.ts'
import { makeApplied } from '../support/applied.ts'
import { keyOf } from '../../src/features/applications/links.ts'
import { issueCertificate } from '../../src/features/attendance-certificates/issuing.ts'
import { certificateOf } from '../../src/features/attendance-certificates/queries.ts'
import { orNotFound } from '../../src/http/faults.ts'
import { keepAnswers } from '../../src/features/surveys/answering.ts'
import { dayAfter, makeSurvey } from '../support/surveys.ts'
import { dayPaths } from '../support/the-day.ts'
import type { TestProgram } from '../support/program.ts'

/**
 * One address for every GET route that answers with a page, by the route's pattern. A new route
 * that stands in none of the two lists fails the test.
 */
export type Examples = Record<string, string[]>

/** Routes that answer with something else than a page of ours. */
export const notPages = [
  /^\/assets\//,
  /^\/marks\//,
  /^\/embed\/.*\.js$/,
  /^\/pictures\//,
  /\/files\/:file/,
  /\/materials\/:id/,
  /\.(csv|ics|json|atom|xml|txt|svg|png|pdf|xlsx|ics)$/,
  /^\/toolkit\/:slug/,
  /\/html$/,
  /export/,
  /template/,
]

/** Public pages, as the demo edition shows them. */
export async function publicExamples(program: TestProgram): Promise<Examples> {
  const { db } = program.gekkan.services
  const longest = await db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.id', 'activities.published_version_id')
    .select(['activities.number'])
    .where('activities.state', '=', 'published')
    .orderBy((order) => order.fn('length', ['activity_versions.name']), 'desc')
    .executeTakeFirstOrThrow()
  const slug = await consultationSlug(program)
  const long = `2020-${String(longest.number).padStart(4, '0')}`
  return {
    '/': ['/'],
    '/about': ['/about'],
    '/toolkit': ['/toolkit'],
    '/activities': [
      '/activities',
      '/activities?q=在宅&kind=try&prefecture=13',
      '/activities?q=みつからないことば',
    ],
    '/activities/:number{[0-9a-z-]+-[0-9]+}': [`/activities/${long}`],
    '/activities/:number{[0-9a-z-]+-[0-9]+}/concern': [`/activities/${long}/concern`],
    '/activities/:number{[0-9a-z-]+-[0-9]+}/concern/thanks': [`/activities/${long}/concern/thanks`],
    '/activities/new': ['/activities/new'],
    '/activities/new/:step{who|what|contact}': [
      '/activities/new/who?as=organisation',
      '/activities/new/who?as=individual',
    ],
    '/mine': ['/mine'],
    '/mine/link/:token': ['/mine/link/an-unknown-link'],
    '/mine/new-address/:token': ['/mine/new-address/an-unknown-link'],
    '/mine/objection/:token': ['/mine/objection/an-unknown-link'],
    '/hand-over': ['/hand-over'],
    '/hand-over/:token': ['/hand-over/an-unknown-link'],
    '/staff/sign-in': ['/staff/sign-in'],
    '/staff/join/:token': ['/staff/join/an-unknown-link'],
    '/demo/mails': ['/demo/mails'],
    '/events/:slug/consultation': [
      `/events/${slug}/consultation`,
      `/events/${slug}/consultation?topic=labour&language=ko`,
    ],
    '/events/:slug/consultation/waiting': [`/events/${slug}/consultation/waiting`],
    '/activities/confirm/:token': ['/activities/confirm/an-unknown-link'],
    '/events': [
      '/events',
      '/events?month=2020-12&kind=seminar',
      '/events?month=2019-01',
      '/events?view=month',
      '/events?view=month&month=2019-01&places=free',
    ],
    '/events/embed': ['/events/embed', '/events/embed?kind=ceremony'],
    '/events/:slug{[a-z0-9-]+}': ['seminar-nagoya', 'ceremony', 'seminar-december-1'].map(
      (slug) => `/events/${slug}`,
    ),
    ...(await proposalExamples(program)),
    ...(await applicationExamples(program)),
  }
}

/** A partner's event on its way, as its proposer sees it. */
async function proposalExamples({ gekkan }: TestProgram): Promise<Examples> {
  const { db, config, clock } = gekkan.services
  const { id: editionId } = await db.selectFrom('editions').select('id').executeTakeFirstOrThrow()
  const startsAt = clock.now().add({ hours: 240 })
  const id = await keepProposal(db, {
    editionId,
    lang: 'ja',
    now: clock.now(),
    proposal: {
      title: '架空市の中小企業のためのテレワーク導入相談会(第1回)',
      organiser: '架空市商工会',
      lead: '',
      kind: 'meeting',
      mode: 'hybrid',
      venue: '架空会館',
      startsAt,
      endsAt: startsAt.add({ hours: 2 }),
      url: 'https://shokokai.example.jp/a-rather-long-address-of-a-page/2020/telework',
      name: '見本 花子',
      email: 'hanako@shokokai.example.jp',
    },
  })
  const own = proposalPath(config.secret, id)
  return {
    '/events/propose': ['/events/propose'],
    '/events/propose/sent': ['/events/propose/sent'],
    '/events/proposals/withdrawn': ['/events/proposals/withdrawn'],
    '/events/proposals/:key': [own],
    '/events/proposals/:key/change': [`${own}/change`],
  }
}

async function applicationExamples(program: TestProgram): Promise<Examples> {
  const { slug, otherSlug, formKey, paths } = await makeApplied(program)
  const [first = ''] = paths
  const day = await dayPaths(program.gekkan.services)
  return {
    '/events/:slug/apply': [`/events/${slug}/apply`, `/events/${otherSlug}/apply`],
    '/events/:slug/applications/again': [
      `/events/${slug}/applications/again?already=${slug}&full=${otherSlug}`,
    ],
    '/events/:slug/applications/:receipt': [`/events/${slug}/applications/${formKey}`],
    '/my/:key': paths,
    '/my/:key/join': day.join,
    '/my/:key/materials': day.materials,
    ...(await afterExamples(program)),
    '/my/:key/answers': [`${first}/answers`],
    '/my/:key/date': [`${first}/date`],
    '/my/:key/cancellation': [`${first}/cancellation`],
  }
}

/** What stands behind the personal link when the event is over. */
async function afterExamples({ gekkan }: TestProgram): Promise<Examples> {
  const { db, config } = gekkan.services
  const { event, applications } = await makeSurvey(db, { people: 3 })
  const [open = '', answered = '', short = ''] = applications.map(
    (one) => `/my/${keyOf(config.secret, one)}`,
  )
  const applicationId = applications[1]?.id ?? 0
  await keepAnswers(db, { eventId: event, applicationId, answers: { q1: 'o1' }, now: dayAfter })
  const came = applications.slice(0, 2).map(({ id }) => id)
  await db.updateTable('applications').set({ attendance: 'came' }).where('id', 'in', came).execute()
  await db.updateTable('events').set({ certificate_minutes: 120 }).where('id', '=', event).execute()
  await issueCertificate(db, { applicationId, name: '申込 花子', now: dayAfter })
  const { number } = orNotFound(await certificateOf(db, applicationId))
  return {
    '/my/:key/survey': [`${open}/survey`, `${answered}/survey`],
    '/my/:key/certificate': [open, answered, short].map((path) => `${path}/certificate`),
    '/certificates/:number': [`/certificates/${number}`],
  }
}

/** The event of a published day of consultations: the demo's, or one of the test's own. */
async function consultationSlug({ gekkan }: TestProgram): Promise<string> {
  const { db } = gekkan.services
  const find = () =>
    db
      .selectFrom('consultation_days as d')
      .innerJoin('events as e', 'e.id', 'd.event_id')
      .select('e.slug')
      .executeTakeFirst()
  const known = (await find()) ?? (await makeDay(db, { advisers: 3 }).then(find))
  if (!known) throw new Error('there is no day of consultations')
  return known.slug
}
