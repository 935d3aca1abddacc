import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldOldKanji, modernShapes } from './old-kanji.ts'

test('variant shapes of surnames fold into one', () => {
  assert.equal(foldOldKanji('髙﨑澤邊邉齋濱廣國櫻𠮷'), '高崎沢辺辺斎浜広国桜吉')
})

test('no modern shape is folded further, so folding twice changes nothing', () => {
  for (const modern of modernShapes.values())
    assert.equal(modernShapes.get(modern), undefined, modern)
})

test('every shape is one Han character', () => {
  for (const [old, modern] of modernShapes) {
    assert.match(old, /^\p{Script=Han}$/u)
    assert.match(modern, /^\p{Script=Han}$/u)
    assert.notEqual(old, modern)
  }
})
