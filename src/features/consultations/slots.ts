/** A stretch of time, from its first instant to before its last. */
export type Span = { startsAt: Temporal.Instant; endsAt: Temporal.Instant }

export type DayPlan = Span & {
  slotMinutes: number
  /** Rest between two consultations of one adviser. */
  bufferMinutes: number
}

/** A break of everybody (`adviserId` null) or of one adviser. */
export type Break = Span & { adviserId: number | null }

export type PlannedSlot = Span & { adviserId: number }

/**
 * The slots of a day: for each adviser as many as fit between start and end, one after another with
 * the buffer between them. A slot that would touch a break begins after it.
 */
export function planSlots(
  day: DayPlan,
  advisers: readonly number[],
  breaks: readonly Break[],
): PlannedSlot[] {
  return advisers.flatMap((adviserId) => {
    const own = breaks
      .filter((pause) => pause.adviserId === null || pause.adviserId === adviserId)
      .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
    return slotsOfOne(day, own).map((span) => ({ ...span, adviserId }))
  })
}

function slotsOfOne(day: DayPlan, breaks: readonly Span[]): Span[] {
  const slots: Span[] = []
  let startsAt = day.startsAt
  for (;;) {
    const endsAt = startsAt.add({ minutes: day.slotMinutes })
    if (isAfter(endsAt, day.endsAt)) return slots
    const pause = breaks.find((each) => overlap(each, { startsAt, endsAt }))
    if (pause) {
      startsAt = pause.endsAt
      continue
    }
    slots.push({ startsAt, endsAt })
    startsAt = endsAt.add({ minutes: day.bufferMinutes })
  }
}

/** Whether two stretches share a moment; one that begins when the other ends does not. */
export function overlap(one: Span, other: Span): boolean {
  return isAfter(one.endsAt, other.startsAt) && isAfter(other.endsAt, one.startsAt)
}

function isAfter(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) > 0
}

/** What an adviser can do, for the routing of a topic. */
export type Advising = { id: number; topics: readonly string[]; languages: readonly string[] }

/**
 * Whom to book when any adviser will do: of those who know the topic and the language, the one with
 * most free slots left, so that the day fills evenly; among equals the earlier one in the list.
 */
export function mostFree(
  advisers: readonly Advising[],
  wish: { topic: string; language: string },
  freeSlots: ReadonlyMap<number, number>,
): number | undefined {
  const able = advisers.filter(
    ({ id, topics, languages }) =>
      (wish.topic === '' || topics.includes(wish.topic)) &&
      languages.includes(wish.language) &&
      (freeSlots.get(id) ?? 0) > 0,
  )
  const free = ({ id }: Advising) => freeSlots.get(id) ?? 0
  return able.toSorted((a, b) => free(b) - free(a))[0]?.id
}
