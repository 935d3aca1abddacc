import type { Db } from '../../src/db/database.ts'
import { dayOf } from '../../src/clock.ts'
import { type Random, startRandom } from '../random.ts'

const localized = (ja: string, en: string, zh: string, ko: string) => ({
  ja,
  en,
  'zh-Hans': zh,
  ko,
})

const questions = [
  {
    code: 'q1',
    label: localized('全体の満足度', 'Overall satisfaction', '总体满意度', '전체 만족도'),
    kind: 'choice',
    required: true,
    options: [
      { code: 'o1', label: localized('とてもよかった', 'Very good', '非常好', '매우 좋았다') },
      { code: 'o2', label: localized('よかった', 'Good', '好', '좋았다') },
      { code: 'o3', label: localized('ふつう', 'Fair', '一般', '보통') },
      { code: 'o4', label: localized('よくなかった', 'Not good', '不好', '좋지 않았다') },
    ],
  },
  {
    code: 'q2',
    label: localized('役に立った話', 'What was useful', '有帮助的内容', '도움이 된 이야기'),
    kind: 'choices',
    options: [
      { code: 'o1', label: localized('労務管理', 'Labour management', '劳务管理', '노무 관리') },
      { code: 'o2', label: localized('ICT', 'ICT', 'ICT', 'ICT') },
      { code: 'o3', label: localized('導入の事例', 'Cases of companies', '企业案例', '도입 사례') },
    ],
  },
  {
    code: 'q3',
    label: localized(
      '次に聞きたいこと',
      'What would you like to hear next?',
      '下次想听的内容',
      '다음에 듣고 싶은 것',
    ),
    kind: 'long',
  },
]

/** Invented; every text says so. */
const remarks = [
  '中小企業の就業規則の例をもっと見たいです。(架空の回答)',
  '在宅の日の労働時間の記録を、道具の名前まで知りたいです。(架空の回答)',
  '質問の時間が短かったです。(架空の回答)',
  '製造の現場がある会社の事例を聞きたいです。(架空の回答)',
  '資料を先に読めてよかったです。(架空の回答)',
]

/** Minutes that earn a certificate of attendance, where the demo's event is over. */
const rules = [
  { slug: 'seminar-tokyo', minutes: 120 },
  { slug: 'forum-seminar', minutes: 60 },
] as const

/**
 * What the events that are over leave: the rule of their certificates, and an anonymous survey of the
 * seminar in Tokyo with invented answers of a third of those who came.
 */
export async function loadAfterEvents(
  trx: Db,
  editionId: number,
  now: Temporal.Instant,
): Promise<void> {
  for (const { slug, minutes } of rules) {
    const event = await trx
      .updateTable('events')
      .set({ certificate_minutes: minutes })
      .where('edition_id', '=', editionId)
      .where('slug', '=', slug)
      .where('ends_at', '<', now)
      .returning(['id', 'ends_at'])
      .executeTakeFirst()
    if (event?.ends_at && slug === 'seminar-tokyo') await addSurvey(trx, event.id, event.ends_at)
  }
}

async function addSurvey(trx: Db, eventId: number, endsAt: Temporal.Instant): Promise<void> {
  await trx
    .insertInto('surveys')
    .values({
      event_id: eventId,
      questions: JSON.stringify(questions),
      closes_at: endsAt.add({ hours: 24 * 14 }),
      created_at: endsAt.subtract({ hours: 24 * 7 }),
    })
    .execute()
  const came = await trx
    .selectFrom('applications')
    .select('id')
    .where('event_id', '=', eventId)
    .where('state', '=', 'confirmed')
    .where('attendance', '<>', 'absent')
    .orderBy('id')
    .execute()
  const random = startRandom(2211)
  const who = came.filter(() => random.chance(0.34))
  if (who.length === 0) return
  await trx
    .insertInto('survey_respondents')
    .values(who.map(({ id }) => ({ event_id: eventId, application_id: id })))
    .execute()
  const rows = who.map(() => ({
    id: inventId(random),
    event_id: eventId,
    application_id: null,
    answers: JSON.stringify(inventAnswers(random)),
    answered_on: dayOf(endsAt.add({ hours: 24 * random.below(4) })),
  }))
  await trx
    .insertInto('survey_answers')
    .values(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    .execute()
}

function inventAnswers(random: Random): Record<string, string | string[]> {
  const useful = ['o1', 'o2', 'o3'].filter(() => random.chance(0.5))
  return {
    q1: random.pick(['o1', 'o1', 'o2', 'o2', 'o2', 'o2', 'o3', 'o3', 'o4']),
    ...(useful.length > 0 && { q2: useful }),
    ...(random.chance(0.25) && { q3: random.pick(remarks) }),
  }
}

/** The shape of a random UUID (RFC 9562 section 5.4) that is the same whenever the demo is loaded. */
function inventId(random: Random): string {
  const hex = (length: number) =>
    Array.from({ length }, () => random.below(16).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`
}
