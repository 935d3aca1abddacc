import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emailKey } from './email-key.ts'

test('every spelling of one mailbox has one key', () => {
  for (const spelling of [
    'Taro.Yamada@gmail.com',
    'taroyamada+seminar@gmail.com',
    't.a.r.o.yamada@GoogleMail.com',
    'ｔａｒｏｙａｍａｄａ@ｇｍａｉｌ.com',
  ])
    assert.equal(emailKey(spelling), 'taroyamada@gmail.com', spelling)
  assert.equal(emailKey('Office+Nagoya@Example.JP'), 'office@example.jp')
})

test('elsewhere full stops tell two people apart', () => {
  assert.notEqual(emailKey('a.b@example.jp'), emailKey('ab@example.jp'))
})

test('an address that is only a tag keeps it', () => {
  assert.equal(emailKey('+tag@example.jp'), '+tag@example.jp')
  assert.notEqual(emailKey('+one@example.jp'), emailKey('+two@example.jp'))
})
