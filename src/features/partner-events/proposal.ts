import * as v from 'valibot'
import { zone } from '../../clock.ts'
import { line, oneOf, optionalLine, optionalText } from '../../http/fields.ts'
import { type Mistake, parse } from '../../http/parse.ts'
import type { Submitted } from '../../http/submitted.ts'
import { parseEmail } from '../../lib/email-address.ts'
import { parseJapaneseDate } from '../../lib/jp-date-entry.ts'
import { parseWebAddress } from '../../lib/web-address.ts'
import type { CampaignEvent } from '../events/event.ts'
import { eventKinds } from '../events/list-filter.ts'

/** What an organisation tells of an event that it holds itself (連携イベント). */
export type Proposal = {
  title: string
  organiser: string
  lead: string
  kind: CampaignEvent['kind']
  mode: CampaignEvent['mode']
  venue: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  url: string
  name: string
  email: string
}

/** Ways of taking part that an outside event can have. */
export const partnerModes = ['venue', 'online', 'hybrid'] as const

const email = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const result = parseEmail(dataset.value)
    if (result.ok) return result.address
    addIssue({ message: result.reason === 'empty' ? 'required' : 'invalid' })
    return NEVER
  }),
)
const webAddress = v.pipe(
  line(500),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const result = parseWebAddress(dataset.value)
    if (result.ok) return result.url
    addIssue({ message: 'invalid' })
    return NEVER
  }),
)
const day = v.pipe(
  line(30),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const result = parseJapaneseDate(dataset.value)
    if (result.ok) return result.date
    addIssue({ message: 'invalid' })
    return NEVER
  }),
)
const time = v.pipe(
  line(10),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(dataset.value.normalize('NFKC'))
    if (match) return new Temporal.PlainTime(Number(match[1]), Number(match[2]))
    addIssue({ message: 'invalid' })
    return NEVER
  }),
)

const schema = v.strictObject({
  title: line(120),
  organiser: line(120),
  lead: optionalText(300),
  kind: oneOf(eventKinds),
  mode: oneOf(partnerModes),
  venue: optionalLine(200),
  date: day,
  start: time,
  end: time,
  url: webAddress,
  name: line(100),
  email,
  consent: v.pipe(
    v.optional(v.string(), ''),
    v.check((value) => value === 'yes', 'required'),
  ),
})

/** Reads the form. A date that is over and an end before its start are mistakes of their fields. */
export function readProposal(
  submitted: Submitted,
  now: Temporal.Instant,
): { ok: true; proposal: Proposal } | { ok: false; mistakes: Mistake[] } {
  const parsed = parse(submitted, schema)
  if (!parsed.ok) return parsed
  const { date, start, end, consent: _, ...rest } = parsed.value
  const at = (plainTime: Temporal.PlainTime) =>
    date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
  const proposal = { ...rest, startsAt: at(start), endsAt: at(end) }
  const mistakes: Mistake[] = []
  if (Temporal.PlainTime.compare(end, start) <= 0) mistakes.push({ field: 'end', reason: 'order' })
  else if (Temporal.Instant.compare(proposal.endsAt, now) <= 0)
    mistakes.push({ field: 'date', reason: 'past' })
  if (rest.mode !== 'online' && !rest.venue) mistakes.push({ field: 'venue', reason: 'required' })
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, proposal }
}

/** A proposal as its form shows it again. */
export function typedProposal(event: CampaignEvent, organiser: string): Record<string, string[]> {
  const at = (instant: Temporal.Instant | null) => instant?.toZonedDateTimeISO(zone)
  const clock = (instant: Temporal.Instant | null) =>
    at(instant)?.toPlainTime().toString({ smallestUnit: 'minute' }) ?? ''
  const values = {
    title: event.title.ja,
    organiser,
    lead: event.lead.ja ?? '',
    kind: event.kind,
    mode: event.mode,
    venue: event.venue.ja ?? '',
    date: at(event.starts_at)?.toPlainDate().toString() ?? '',
    start: clock(event.starts_at),
    end: clock(event.ends_at),
    url: event.details_url,
    name: event.proposer_name,
    email: event.proposer_email,
    consent: 'yes',
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]))
}
