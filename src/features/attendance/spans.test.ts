import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attendedSeconds, earnsCertificate, goesOn } from './spans.ts'

const start = Temporal.Instant.from('2020-11-04T13:00+09:00')
const after = (minutes: number) => start.add({ seconds: Math.round(minutes * 60) })
const event = { beganAt: start, seenAt: after(180) }
const span = (from: number, to: number) => ({ beganAt: after(from), seenAt: after(to) })

test('two devices at once count once, and waiting before the start does not count', () => {
  assert.equal(attendedSeconds([span(-30, 10), span(5, 20), span(60, 61)], event), 21 * 60)
  assert.equal(attendedSeconds([span(170, 400)], event), 10 * 60)
  assert.equal(attendedSeconds([], event), 0)
})

test('the sum never exceeds the event and equals a count second by second', () => {
  const one = fc.tuple(fc.integer({ min: -20, max: 60 }), fc.integer({ min: 0, max: 60 }))
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (list) => {
      const short = { beganAt: start, seenAt: start.add({ seconds: 60 }) }
      const spans = list.map(([from, length]) => ({
        beganAt: start.add({ seconds: from }),
        seenAt: start.add({ seconds: from + length }),
      }))
      const counted = Array.from({ length: 60 }, (_, second) => second).filter((second) =>
        list.some(([from, length]) => from <= second && second < from + length),
      ).length
      assert.equal(attendedSeconds(spans, short), counted)
    }),
  )
})

test('a beacon prolongs a stretch for 75 seconds and begins a new one after', () => {
  assert.equal(goesOn({ seenAt: start }, start.add({ seconds: 75 })), true)
  assert.equal(goesOn({ seenAt: start }, start.add({ seconds: 76 })), false)
})

test('an officer’s mark decides about the certificate, then the minutes', () => {
  const about = { attendance: 'unknown', attendedSeconds: 5399, certificateMinutes: 90 } as const
  assert.equal(earnsCertificate(about), false)
  assert.equal(earnsCertificate({ ...about, attendedSeconds: 5400 }), true)
  assert.equal(earnsCertificate({ ...about, attendance: 'came' }), true)
  assert.equal(earnsCertificate({ ...about, attendedSeconds: 9999, attendance: 'absent' }), false)
  assert.equal(
    earnsCertificate({ ...about, attendedSeconds: 9999, certificateMinutes: null }),
    false,
  )
})
