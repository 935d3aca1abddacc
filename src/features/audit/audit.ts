/** Who acted: a member of staff, an owner by personal link, an anonymous visitor or the program itself. */
export type Actor =
  | { kind: 'staff'; id: number; name: string }
  | { kind: 'owner'; id: number; name: string }
  | { kind: 'visitor' }
  | { kind: 'program' }

/** The record an entry is about, with the name under which people know it. */
export type Subject = { kind: string; id: number | null; name: string; editionId?: number }

/** One entry: `action` is `feature.verb`, put into words by the message `audit.<action>`. */
export type Entry = {
  action: `${string}.${string}`
  actor: Actor
  subject: Subject
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  note?: string
  at: Temporal.Instant
}
