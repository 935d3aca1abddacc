import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarFile } from './calendar-file.ts'

const entry = {
  uid: 'application-1@gekkan.example.jp',
  sequence: 2,
  status: 'CONFIRMED',
  when: {
    start: Temporal.Instant.from('2020-11-04T13:00+09:00'),
    end: Temporal.Instant.from('2020-11-04T16:00+09:00'),
  },
  stamp: Temporal.Instant.from('2020-10-20T09:00:00.123+09:00'),
  summary: 'テレワーク推進セミナー、東京; 「働き方, これから」\nオンライン 👩‍💻'.repeat(3),
  organizer: { name: '月間"事務局"', email: 'office@example.jp' },
  attendee: { email: 'taro@example.jp' },
  url: 'https://gekkan.example.jp/events/tokyo',
} as const

/** Reads what RFC 5545 says of lines, and nothing else: unfolded, name and value. */
function linesOf(file: string): string[] {
  return file.replaceAll('\r\n ', '').split('\r\n')
}

test('times are in UTC, whatever zone the machine is in', () => {
  const before = process.env['TZ']
  try {
    for (const zone of ['Asia/Tokyo', 'America/New_York', 'UTC']) {
      process.env['TZ'] = zone
      const lines = linesOf(calendarFile([entry], { method: 'REQUEST' }))
      for (const line of [
        'DTSTART:20201104T040000Z',
        'DTEND:20201104T070000Z',
        'DTSTAMP:20201020T000000Z',
        'METHOD:REQUEST',
        'SEQUENCE:2',
      ])
        assert.ok(lines.includes(line), `${zone} ${line}`)
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
})

test('no line has more than 75 octets, and unfolding gives the text back', () => {
  const file = calendarFile([entry], { method: 'PUBLISH', name: 'あ'.repeat(100) })
  for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  const summary = linesOf(file).find((line) => line.startsWith('SUMMARY:')) ?? ''
  const read = summary
    .slice('SUMMARY:'.length)
    .replaceAll('\\n', '\n')
    .replaceAll(/\\([\\;,])/g, '$1')
  assert.equal(read, entry.summary)
})

test('a line break in an address or a name adds no line', () => {
  const nasty = {
    ...entry,
    url: 'https://x/\r\nATTACH:y',
    organizer: { name: 'a"\r\nX:1', email: 'b' },
  }
  const lines = linesOf(calendarFile([nasty], { method: 'REQUEST' }))
  assert.ok(!lines.some((line) => /^(ATTACH|X:)/.test(line)))
  assert.ok(lines.includes('ORGANIZER;CN="aX:1":mailto:b'))
})

test('whole days end with the day after the last', () => {
  const when = {
    firstDay: Temporal.PlainDate.from('2020-11-01'),
    lastDay: Temporal.PlainDate.from('2020-11-30'),
  }
  const lines = linesOf(calendarFile([{ ...entry, when }], { method: 'PUBLISH' }))
  assert.ok(lines.includes('DTSTART;VALUE=DATE:20201101'))
  assert.ok(lines.includes('DTEND;VALUE=DATE:20201201'))
})
