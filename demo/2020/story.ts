import { riskOf, type Signals } from '../../src/features/registration/risk.ts'
import { hardValues } from './hard-values.ts'
import type { InventedRegistration } from './registrations.ts'
import { newestOf, onPaper, reworded, type Tale } from './rewording.ts'

const on = (time: string) => Temporal.Instant.from(`2020-${time}+09:00`)

/** Where in the order of arrival (0–1) each tale is put; those that wait are put near the end. */
const tales: readonly (readonly [number, Tale])[] = [
  ...hardValues.map((tale, at) => [0.06 + at * 0.06, tale] as const),
  [0.21, (it) => withdrawn(it, '10-26T15:20')],
  [0.33, (it) => withdrawn(it, '11-02T09:45')],
  [0.52, (it) => withdrawn(it, '11-05T18:05')],
  [0.69, (it) => withdrawn(it, '11-09T11:30')],
  [0.1, (it) => reported(it, 12, 3)],
  [0.16, (it) => reported(it, 48, 5)],
  [0.23, (it) => reported(it, 1, 4)],
  [0.28, (it) => reported(it, 130, 10)],
  [0.35, (it) => reported(it, 7, 1)],
  [0.62, (it) => decided(it, 'rejected', 'not-telework')],
  [0.81, (it) => decided(spam(it), 'rejected', 'spam')],
  [0.74, (it) => decided(it, 'returned', 'kind-mismatch')],
  [0.86, (it) => decided(it, 'returned', 'advertisement')],
  [0.91, (it) => decided(it, 'returned', 'broken-link')],
  [0.47, changed],
  [0.84, (it) => waiting(it, {})],
  [0.875, (it) => onPaper(waiting(it, {}), '𠮷野 髙子')],
  [0.9, (it) => waiting(sameOrganisation(it), {})],
  [0.915, resubmitted],
  [0.935, (it) => waiting(withTelephone(it), {})],
  [0.95, (it) => waiting(it, { signs: ['too-fast'] })],
  [0.965, (it) => waiting(spam(it), { signs: ['traps'] })],
]

/** How many of the newest are left waiting besides those of the tales. */
const newest = 6

/**
 * Makes a moderation desk out of registrations that were all published: what waits, was returned,
 * withdrawn or reported, and names that break careless programs.
 * @param until nothing is decided after this moment
 */
export function tellStory(
  registrations: InventedRegistration[],
  until: Temporal.Instant,
  settle: (registration: InventedRegistration, at: Temporal.Instant) => InventedRegistration,
): InventedRegistration[] {
  const told = registrations.map((registration, at) => {
    if (registration.state !== 'submitted' || at >= registrations.length - newest)
      return registration
    const hour = registration.submittedAt.add({ hours: 1 })
    const latest = until.subtract({ minutes: 1 + (registrations.length - at) })
    return settle(registration, Temporal.Instant.compare(hour, latest) < 0 ? latest : hour)
  })
  for (const [share, tale] of tales) {
    const at = Math.floor(share * told.length)
    told[at] = tale(told[at] as InventedRegistration)
  }
  return told.map((registration) =>
    registration.state === 'submitted' && registration.risk === 0
      ? judged(registration, {})
      : registration,
  )
}

function judged(it: InventedRegistration, signals: Partial<Signals>): InventedRegistration {
  const { risk, reasons } = riskOf(newestOf(it), {
    signs: [],
    sameText: 0,
    lang: it.language,
    email: it.contact.email,
    ...signals,
  })
  return { ...it, risk, riskReasons: reasons }
}

function waiting(it: InventedRegistration, signals: Partial<Signals>): InventedRegistration {
  const undecided = { published: null, proposed: 0, publishedAt: null, decisions: [] }
  return judged({ ...it, ...undecided, state: 'submitted' }, signals)
}

function withdrawn(it: InventedRegistration, time: string): InventedRegistration {
  return { ...it, state: 'withdrawn', withdrawnAt: on(time) }
}

function decided(
  it: InventedRegistration,
  decision: 'returned' | 'rejected',
  reasonCode: string,
): InventedRegistration {
  const at = it.publishedAt ?? it.submittedAt.add({ hours: 2 })
  const decisions = [{ decision, reasonCode, on: 0, at }]
  return { ...it, state: decision, published: null, proposed: null, publishedAt: null, decisions }
}

function reported(it: InventedRegistration, people: number, days: number): InventedRegistration {
  const dates = {
    period: 'dates',
    startsOn: Temporal.PlainDate.from('2020-10-26'),
    endsOn: Temporal.PlainDate.from('2020-11-06'),
  } as const
  const effects = `${people === 1 ? 'ひとり' : `${people}人`}で${days}日間行いました。通勤の時間を、休みと家族のために使えました。次は回数を増やします。`
  const report = { people, days, effects, mayQuote: people > 10, at: on(`11-09T1${days % 8}:20`) }
  return { ...reworded(it, dates), report }
}

/** Returned because nobody could see what was meant, and sent in again with more words. */
function resubmitted(it: InventedRegistration): InventedRegistration {
  const first = { version: { ...newestOf(it), body: '在宅勤務をします。' }, at: it.versions[0]!.at }
  const second = { version: newestOf(it), at: on('11-09T16:40') }
  return {
    ...waiting(it, {}),
    versions: [first, second],
    proposed: 1,
    submittedAt: second.at,
    decisions: [{ decision: 'returned', reasonCode: 'unclear-body', on: 0, at: on('11-09T10:15') }],
  }
}

/** Published, and its owner has changed some words since: the old ones stay until it is read. */
function changed(it: InventedRegistration): InventedRegistration {
  const words = {
    title: `${newestOf(it).title}(対象を広げました)`,
    body: `${newestOf(it).body}\n\n11月9日から、支店の社員も加わります。`,
    kinds: ['try', 'learn'],
  }
  const version = { ...newestOf(it), ...words }
  return judged(
    { ...it, versions: [...it.versions, { version, at: on('11-09T17:25') }], proposed: 1 },
    {},
  )
}

/** The second department of 株式会社みなと設計 (hard-values.ts): same corporate number, another spelling. */
function sameOrganisation(it: InventedRegistration): InventedRegistration {
  const words = {
    participantKind: 'company',
    name: 'みなと設計㈱ 人事部',
    reading: 'ミナトセッケイ ジンジブ',
    corporateNumber: '8990000000042',
    industry: 'construction',
    size: '100-299',
    prefecture: 13,
    title: '設計者の在宅勤務、広げます',
    body: '人事部が中心になり、設計部の在宅勤務を週2日に広げます。図面の確認は画面を共有して行います。',
    url: 'https://www.minato-sekkei.example/recruit/telework/',
  } as const
  const contact = { ...it.contact, department: '人事部', email: 'jinji@minato-sekkei.example' }
  return { ...reworded(it, { ...words, kinds: ['try'], hidden: [] }), contact }
}

function withTelephone(it: InventedRegistration): InventedRegistration {
  return reworded(it, {
    body: `${newestOf(it).body}\n\n見学の申込みは、担当の佐藤(03-0000-0077、satou@example.jp)までお電話ください。`,
  })
}

function spam(it: InventedRegistration): InventedRegistration {
  return {
    ...reworded(it, {
      title: '在宅ワークで月収アップ!今だけ特別価格',
      body: 'オフィス家具が最大80%引き。https://sale.example/a から今すぐ申込み。会員登録は https://sale.example/b 、紹介者の方は https://sale.example/c へ。',
      url: 'https://sale.example/',
    }),
    contact: { ...it.contact, email: `sale${it.submittedAt.epochMilliseconds % 97}@example.com` },
  }
}
