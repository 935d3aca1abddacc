import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Submitted } from '../../http/submitted.ts'
import { root } from '../../lib/root.ts'
import type { Edition } from '../editions/edition.ts'
import { readEditionFile } from '../editions/read-edition-file.ts'
import { withAnswers } from './draft.ts'
import { emptyDraft } from './queries.ts'
import { itemsOf, readStep } from './questionnaire.ts'

const read = (path: string): Edition => ({
  ...readEditionFile(join(root, path)),
  id: 1,
  isCurrent: true,
})
const activity = read('demo/2020/edition.yaml')
const pledge = read('demo/2024-pledge/edition.yaml')

function form(fields: Record<string, string | string[]>): Submitted {
  return {
    fields: new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()])),
    files: new Map(),
  }
}
const who = {
  participantKind: 'company',
  name: '　株式会社　みなと設計 ',
  reading: 'カブシキガイシャみなとせっけい',
  corporateNumber: '',
  industry: 'construction',
  size: '30-99',
  prefecture: '13',
}

test('what people type is read: full-width, spaces, legal form in the reading', () => {
  const items = itemsOf(activity, 'who', 'company')
  const parsed = readStep(activity, items, form(who))
  assert.ok(parsed.ok)
  assert.equal(parsed.value['name'], '株式会社　みなと設計')
  assert.equal(parsed.value['reading'], 'ミナトセッケイ')
  assert.equal(parsed.value['prefecture'], 13)
  assert.equal(parsed.value['corporateNumber'], null)
})

test('each mistake names its field and its reason, the first one of each', () => {
  const items = itemsOf(activity, 'who', 'company')
  const parsed = readStep(
    activity,
    items,
    form({ ...who, name: ' ', corporateNumber: '１２３', prefecture: '48', industry: 'x' }),
  )
  assert.ok(!parsed.ok)
  const reasons = Object.fromEntries(parsed.mistakes.map(({ field, reason }) => [field, reason]))
  assert.deepEqual(reasons, {
    name: 'required',
    corporateNumber: 'length',
    prefecture: 'choose',
    industry: 'choose',
  })
})

test('a field that the form does not have is a mistake', () => {
  const parsed = readStep(
    activity,
    itemsOf(activity, 'who', 'company'),
    form({ ...who, state: 'published' }),
  )
  assert.ok(!parsed.ok)
  assert.deepEqual(parsed.mistakes, [{ field: '', reason: 'unknown-field' }])
})

test('dates are asked for when certain days are chosen, and must be in order and in the year', () => {
  const items = itemsOf(activity, 'what', 'company')
  const what = { kinds: ['try'], title: '題', body: '文', period: 'dates' }
  const reasonsOf = (fields: Record<string, string | string[]>) => {
    const parsed = readStep(activity, items, form({ ...what, ...fields }))
    return parsed.ok
      ? 'ok'
      : parsed.mistakes.map(({ field, reason }) => `${field} ${reason}`).join()
  }
  assert.equal(reasonsOf({}), 'startsOn required')
  assert.equal(
    reasonsOf({ startsOn: '令和2年11月4日', endsOn: '2020/11/3' }),
    'endsOn before-start',
  )
  assert.equal(reasonsOf({ startsOn: '11月31日' }), 'startsOn impossible')
  assert.equal(reasonsOf({ startsOn: '2031-11-04' }), 'startsOn other-year')
  assert.equal(reasonsOf({ startsOn: '１１月４日' }), 'ok')
})

test('the pledge profile runs on the same form model: its survey answers stay private', () => {
  const steps = ['who', 'what', 'contact'] as const
  const items = steps.flatMap((step) => itemsOf(pledge, step, 'company'))
  const questions = items.filter((item) => 'question' in item)
  assert.ok(questions.length > 0)
  const answers = Object.fromEntries(
    questions.map((item) => ['question' in item ? `q-${item.question}` : '', '12']),
  )
  const draft = withAnswers(emptyDraft, questions, answers)
  for (const item of questions) {
    if (!('question' in item)) continue
    const isPrivate = item.publication === 'never'
    assert.equal(item.question in draft.privateAnswers, isPrivate)
    assert.equal(item.question in draft.version.answers, !isPrivate)
  }
  const open = items
    .filter(({ publication }) => publication === 'public')
    .map((item) => ('field' in item ? item.field : item.question))
  assert.ok(open.includes('name') && open.includes('industry'))
})
