import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessPlaces } from './columns.ts'
import { layoutOf } from './layouts.ts'
import { hasNoClaim } from './state-words.ts'

const named = (header: string) => {
  const cells = header.split(',')
  return Object.fromEntries(
    Object.entries(guessPlaces(cells)).map(([field, at]) => [field, cells[at ?? -1]]),
  )
}

test('the exports of others are known by their headers', () => {
  const connpass =
    '参加枠名,ユーザー名,表示名,コメント,参加ステータス,出欠ステータス,更新日時,受付番号'
  assert.equal(layoutOf(connpass.split(',')), 'connpass')
  assert.deepEqual(named(connpass), { name: '表示名', state: '参加ステータス' })
  const peatix =
    '販売ID,ユーザーID,参加者名,アカウント名,注文日時,チケット名,枚数,チケットID,ステータス,割引コード,メールアドレス,フリガナ'
  assert.equal(layoutOf(peatix.split(',')), 'peatix')
  assert.deepEqual(named(peatix), {
    name: '参加者名',
    email: 'メールアドレス',
    reading: 'フリガナ',
    state: 'ステータス',
  })
  const doorkeeper = 'Name,Email,Ticket,Checked in,Status'
  assert.equal(layoutOf(doorkeeper.split(',')), 'doorkeeper')
  assert.equal(layoutOf(['氏名', 'メール']), 'other')
})

test('a question for the name beats the name that is shown, and no column is used twice', () => {
  assert.deepEqual(
    named('参加枠名,ユーザー名,表示名,参加ステータス,氏名,E-mail(必須),ご所属を教えてください'),
    {
      name: '氏名',
      email: 'E-mail(必須)',
      organisation: 'ご所属を教えてください',
      state: '参加ステータス',
    },
  )
})

test('who cancelled, has not paid or is not decided has no claim; a waiting place is one', () => {
  for (const word of ['キャンセル', '取消', 'Cancelled', '支払待ち', '審査中', 'Refunded', '취소'])
    assert.ok(hasNoClaim(word), word)
  for (const word of ['参加', '補欠', '支払済', '', 'Confirmed', '出席'])
    assert.ok(!hasNoClaim(word), word)
})
