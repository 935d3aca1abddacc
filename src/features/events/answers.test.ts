import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { parse } from '../../http/parse.ts'
import { listFields, questionFields, readAnswers } from './answers.ts'
import { questionsOf } from './questions.ts'

const questions = questionsOf({
  questions: [
    {
      code: 'remote',
      label: { ja: 'テレワークをしていますか' },
      kind: 'choice',
      options: [
        { code: 'yes', label: { ja: 'はい' } },
        { code: 'no', label: { ja: 'いいえ' } },
      ],
      required: true,
    },
    {
      code: 'why',
      label: { ja: 'していない理由' },
      kind: 'long',
      required: true,
      showIf: { question: 'remote', option: 'no' },
    },
    {
      code: 'topics',
      label: { ja: '聞きたいこと' },
      kind: 'choices',
      options: [
        { code: 'law', label: { ja: '労務' } },
        { code: 'it', label: { ja: '機器' } },
      ],
    },
  ],
})

function answer(typed: Record<string, string[]>) {
  const submitted = { fields: new Map(Object.entries(typed)), files: new Map() }
  const schema = v.strictObject(questionFields(questions))
  const parsed = parse(submitted, schema, listFields(questions))
  return parsed.ok ? readAnswers(questions, parsed.value) : parsed
}

test('a condition decides whether a question must be answered', () => {
  assert.deepEqual(answer({ 'q-remote': ['no'] }), {
    answers: { remote: 'no' },
    mistakes: [{ field: 'q-why', reason: 'required' }],
  })
  assert.deepEqual(answer({ 'q-remote': ['no'], 'q-why': ['窓口の仕事'] }), {
    answers: { remote: 'no', why: '窓口の仕事' },
    mistakes: [],
  })
})

test('what was typed into a question that is not asked is not kept', () => {
  assert.deepEqual(answer({ 'q-remote': ['yes'], 'q-why': ['消し忘れ'] }), {
    answers: { remote: 'yes' },
    mistakes: [],
  })
})

test('several answers are kept once each; an unknown one is refused', () => {
  assert.deepEqual(answer({ 'q-remote': ['yes'], 'q-topics': ['it', 'it', 'law'] }), {
    answers: { remote: 'yes', topics: ['it', 'law'] },
    mistakes: [],
  })
  const refused = answer({ 'q-remote': ['perhaps'], 'q-topics': ['other'] })
  assert.deepEqual(
    refused.mistakes.map(({ field, reason }) => `${field} ${reason}`),
    ['q-remote choose', 'q-topics choose'],
  )
})
