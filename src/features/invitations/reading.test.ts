import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readGuests } from './reading.ts'

test('people are read as officers paste them', () => {
  const text = [
    '見本 花子, 架空商事, hana@example.jp',
    '試験 太郎\ttaro@example.jp\t架空省\t架空局',
    '',
    '架空 一郎 <ichi@example.jp>',
    '報道 花＜ｐｒｅｓｓ＠ｅｘａｍｐｌｅ．ｊｐ＞',
  ].join('\r\n')
  assert.deepEqual(
    readGuests(text).map((guest) =>
      'person' in guest
        ? [guest.line, guest.person.name, guest.person.organisation, guest.person.email]
        : guest,
    ),
    [
      [1, '見本 花子', '架空商事', 'hana@example.jp'],
      [2, '試験 太郎', '架空省 架空局', 'taro@example.jp'],
      [4, '架空 一郎', '', 'ichi@example.jp'],
      [5, '報道 花', '', 'press@example.jp'],
    ],
  )
})

test('a line without a name or an address says which line it is', () => {
  assert.deepEqual(
    readGuests('hana@example.jp\n花子, 架空商事\n花子, hana@@example').map((guest) =>
      'fault' in guest ? `${guest.line} ${guest.fault.field} ${guest.fault.reason}` : '',
    ),
    ['1 name required', '2 email required', '3 email invalid'],
  )
})
