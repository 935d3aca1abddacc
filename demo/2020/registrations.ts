import { emptyVersion, type Version } from '../../src/features/activities/version.ts'
import { demoStart } from '../../src/features/editions/demo-clock.ts'
import type { Lang } from '../../src/lib/languages.ts'
import { type Random, startRandom, weighted } from '../random.ts'
import { decisionAfter, planRush } from './calendar.ts'
import { capitals, departments, givenNames, surnames } from './names.ts'
import { inventOrganisation, type Organisation } from './organisations.ts'
import { romanise } from './romaji.ts'
import { tellStory } from './story.ts'
import * as texts from './texts.ts'
import type { Kind } from './texts.ts'

export type InventedDecision = {
  decision: 'published' | 'returned' | 'rejected'
  reasonCode: string | null
  /** The version decided on, as an index of `versions`. */
  on: number
  at: Temporal.Instant
}

/** One registration with all that the tables hold of it. Every word of it is invented. */
export type InventedRegistration = {
  state: 'submitted' | 'published' | 'returned' | 'rejected' | 'withdrawn'
  source: 'demo' | 'paper'
  language: Lang
  contact: { name: string; department: string; email: string; phone: string }
  heardFrom: string | null
  /** Oldest first. */
  versions: { version: Version; at: Temporal.Instant }[]
  /** Index of the version that everybody sees, and of the one that waits. */
  published: number | null
  proposed: number | null
  risk: number
  riskReasons: string[]
  decisions: InventedDecision[]
  createdAt: Temporal.Instant
  submittedAt: Temporal.Instant
  publishedAt: Temporal.Instant | null
  withdrawnAt: Temporal.Instant | null
  report: {
    people: number
    days: number
    effects: string
    mayQuote: boolean
    at: Temporal.Instant
  } | null
}

/** The first morning of registration. */
const opens = Temporal.Instant.from('2020-10-01T09:00:00+09:00')

const at = (milliseconds: number) => Temporal.Instant.fromEpochMilliseconds(milliseconds)
const minute = 60_000

/** How many, from which seed, up to when; `distinct` lets no organisation come twice. */
export type Order = { count: number; seed: number; until?: Temporal.Instant; distinct?: boolean }

/**
 * Registrations in the order in which they came in, one by one, so that a million need no memory.
 * The same order gives the same registrations. What the secretariat had no time to decide before
 * `until` waits; everything else is published.
 */
export function* inventActivities(order: Order): Generator<InventedRegistration> {
  const { count, seed, until = demoStart } = order
  const random = startRandom(seed)
  const rush = planRush(opens, until)
  const taken = order.distinct ? new Set<string>() : null
  for (let index = 0; index < count; index++) {
    const submitted = rush.momentOf((index + random.fraction()) / count)
    const organisation = inventNew(random, index, taken)
    yield inventActivity(random, index, { organisation, submitted, until: until.epochMilliseconds })
  }
}

/** The demo's registrations: each organisation once, with a moderation desk in the middle of its work. */
export function inventRegistrations(
  count: number,
  seed: number,
  until: Temporal.Instant = demoStart,
): InventedRegistration[] {
  const plain = [...inventActivities({ count, seed, until, distinct: true })]
  return tellStory(plain, until, publishedAt)
}

function inventNew(random: Random, index: number, taken: Set<string> | null): Organisation {
  for (;;) {
    const organisation = inventOrganisation(random, index)
    const identity = organisation.reading || organisation.name
    if (!taken?.has(identity)) {
      taken?.add(identity)
      return organisation
    }
  }
}

function inventActivity(
  random: Random,
  index: number,
  about: { organisation: Organisation; submitted: number; until: number },
): InventedRegistration {
  const { organisation, submitted } = about
  const version = inventVersion(random, organisation)
  const decided = decisionAfter(submitted, random.fraction())
  const waiting: InventedRegistration = {
    state: 'submitted',
    source: 'demo',
    language: 'ja',
    contact: inventContact(random, organisation, index),
    heardFrom: random.chance(0.6) ? chooseSource(random.fraction()) : null,
    versions: [{ version, at: at(submitted - 4 * minute) }],
    published: null,
    proposed: 0,
    risk: 0,
    riskReasons: [],
    decisions: [],
    createdAt: at(submitted - (9 + random.below(20)) * minute),
    submittedAt: at(submitted),
    publishedAt: null,
    withdrawnAt: null,
    report: null,
  }
  return decided < about.until - minute ? publishedAt(waiting, at(decided)) : waiting
}

/** The registration as it is once its only version was published. */
function publishedAt(
  registration: InventedRegistration,
  moment: Temporal.Instant,
): InventedRegistration {
  return {
    ...registration,
    state: 'published',
    published: 0,
    proposed: null,
    publishedAt: moment,
    decisions: [{ decision: 'published', reasonCode: null, on: 0, at: moment }],
  }
}

const chooseSource = weighted([
  ['ministry', 30],
  ['local-government', 20],
  ['association', 20],
  ['news', 15],
  ['last-year', 10],
  ['other', 5],
] as const)

const latinSurnames = new Map(surnames.map((surname) => [surname, romanise(surname.kana)]))

function inventContact(random: Random, organisation: Organisation, index: number) {
  const surname = random.pick(surnames)
  const isPerson = organisation.kind === 'individual'
  return {
    name: `${surname.text} ${random.pick(givenNames).text}`,
    department: isPerson || random.chance(0.15) ? '' : random.pick(departments),
    // one address per registration: the limits on mails are per address
    email: `${latinSurnames.get(surname)}.${index + 1}@${organisation.domain}`,
    phone: random.chance(0.7) ? `03-0000-${String(random.below(10000)).padStart(4, '0')}` : '',
  }
}

const chooseKind = weighted<Kind>([
  ['try', 60],
  ['learn', 25],
  ['support', 15],
])

function inventVersion(random: Random, organisation: Organisation): Version {
  const kind = chooseKind(random.fraction())
  const second = random.chance(0.14) ? random.pick<Kind>(['try', 'learn', 'support']) : kind
  const city = capitals[organisation.prefecture - 1] as string
  const words = inventWords(random, city)
  const isPerson = organisation.kind === 'individual'
  const doing = random.pick((isPerson ? texts.ofIndividuals : texts.ofOrganisations)[kind])
  const online = kind === 'learn' ? random.chance(0.75) : random.chance(0.25)
  const hasPage = random.chance(0.42) && !isPerson
  return {
    ...emptyVersion,
    participantKind: organisation.kind,
    name: organisation.name,
    reading: organisation.reading,
    corporateNumber: organisation.corporateNumber,
    industry: organisation.industry,
    size: organisation.size,
    prefecture: organisation.prefecture,
    kinds: second === kind ? [kind] : [kind, second],
    title: fill(random.pick(doing.titles), words),
    body: fill(inventBody(random, doing.opening, isPerson), words),
    ...inventPeriod(random),
    online,
    place: !online && !isPerson && random.chance(0.5) ? `${city}内の事業所` : '',
    url: hasPage ? `https://www.${organisation.domain}/telework/` : '',
    hidden: organisation.size && random.chance(0.1) ? ['size'] : [],
  }
}

type Words = Record<string, string>

function inventWords(random: Random, city: string): Words {
  return {
    place: city,
    unit: random.pick(texts.units),
    day: random.pick(texts.weekdays),
    count: String(2 + random.below(3)),
    share: String(10 * (3 + random.below(5))),
    weeks: String(2 + random.below(3)),
    people: String(4 + random.below(46)),
  }
}

/** One opening, one or two ways of doing it, and mostly a hope; every third has paragraphs. */
function inventBody(random: Random, opening: string, isPerson: boolean): string {
  const details = isPerson ? texts.detailsOfIndividuals : texts.details
  const closings = isPerson ? texts.closingsOfIndividuals : texts.closings
  const sentences = [opening, random.pick(details)]
  if (random.chance(0.45)) {
    const more = random.pick(details)
    if (!sentences.includes(more)) sentences.push(more)
  }
  if (random.chance(0.8)) sentences.push(random.pick(closings))
  const between = random.chance(0.3) ? '\n\n' : ''
  const last = sentences.pop() as string
  return sentences.join('') + between + last
}

function fill(template: string, words: Words): string {
  return template.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '')
}

const november = Array.from({ length: 30 }, (_, day) => new Temporal.PlainDate(2020, 11, day + 1))

function inventPeriod(random: Random): Pick<Version, 'period' | 'startsOn' | 'endsOn'> {
  const choice = random.fraction()
  if (choice < 0.58) return { period: 'all-month', startsOn: null, endsOn: null }
  if (choice < 0.76) return { period: 'year-round', startsOn: null, endsOn: null }
  const first = random.below(30)
  const last = Math.min(29, first + (random.chance(0.4) ? 0 : 4 + random.below(14)))
  return { period: 'dates', startsOn: november[first] ?? null, endsOn: november[last] ?? null }
}
