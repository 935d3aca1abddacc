import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Break, type DayPlan, mostFree, overlap, planSlots } from './slots.ts'

const at = (time: string) => Temporal.Instant.from(`2020-11-04T${time}+09:00`)
const clock = (instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO('Asia/Tokyo').toPlainTime().toString({ smallestUnit: 'minute' })
const day: DayPlan = {
  startsAt: at('16:15'),
  endsAt: at('17:30'),
  slotMinutes: 20,
  bufferMinutes: 5,
}

test('slots follow one another with the buffer between, and none runs over the end', () => {
  const slots = planSlots(day, [7], [])
  assert.deepEqual(
    slots.map(({ startsAt, endsAt }) => `${clock(startsAt)}–${clock(endsAt)}`),
    ['16:15–16:35', '16:40–17:00', '17:05–17:25'],
  )
})

test('a break of everybody and a break of one adviser push the next slot behind them', () => {
  const breaks: Break[] = [
    { adviserId: null, startsAt: at('16:50'), endsAt: at('17:00') },
    { adviserId: 2, startsAt: at('16:15'), endsAt: at('16:25') },
  ]
  const slots = planSlots(day, [1, 2], breaks)
  const starts = (adviser: number) =>
    slots.filter(({ adviserId }) => adviserId === adviser).map(({ startsAt }) => clock(startsAt))
  assert.deepEqual(starts(1), ['16:15', '17:00'])
  assert.deepEqual(starts(2), ['16:25', '17:00'])
})

test('no two slots of an adviser overlap, none touches a break, whatever the plan', () => {
  const minute = fc.integer({ min: 0, max: 300 })
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 60 }),
      fc.integer({ min: 0, max: 30 }),
      fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 60 })), { maxLength: 5 }),
      (slotMinutes, bufferMinutes, pauses) => {
        const plan = { startsAt: at('13:00'), endsAt: at('18:00'), slotMinutes, bufferMinutes }
        const breaks = pauses.map(([from, length]) => ({
          adviserId: null,
          startsAt: plan.startsAt.add({ minutes: from }),
          endsAt: plan.startsAt.add({ minutes: from + length }),
        }))
        const slots = planSlots(plan, [1], breaks)
        slots.forEach((slot, index) => {
          assert.ok(!breaks.some((pause) => overlap(pause, slot)))
          assert.ok(Temporal.Instant.compare(slot.endsAt, plan.endsAt) <= 0)
          for (const other of slots.slice(index + 1)) assert.ok(!overlap(slot, other))
        })
      },
    ),
  )
})

test('any adviser means the one with most free slots who knows the topic and the language', () => {
  const advisers = [
    { id: 1, topics: ['labour', 'ict'], languages: ['ja'] },
    { id: 2, topics: ['labour'], languages: ['ja', 'en'] },
    { id: 3, topics: ['ict'], languages: ['ja', 'en'] },
  ]
  const free = new Map([
    [1, 2],
    [2, 5],
    [3, 6],
  ])
  assert.equal(mostFree(advisers, { topic: 'labour', language: 'ja' }, free), 2)
  assert.equal(mostFree(advisers, { topic: 'ict', language: 'en' }, free), 3)
  assert.equal(mostFree(advisers, { topic: '', language: 'ko' }, free), undefined)
})
