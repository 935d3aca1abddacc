import assert from 'node:assert/strict'
import { transaction } from '../db/transaction.ts'
import { eachDatabase } from '../../test/support/databases.ts'
import { once } from './once.ts'

const now = Temporal.Instant.from('2020-11-10T01:00:00Z')

eachDatabase('a form sent twice is acted on once and answered alike', async ({ db }) => {
  let acts = 0
  const send = () =>
    transaction(db, (trx) =>
      once(trx, { form: 'test', key: 'one', now }, async () => `/done/${++acts}`),
    )
  assert.deepEqual(await send(), { location: '/done/1', first: true })
  assert.deepEqual(await send(), { location: '/done/1', first: false })
  assert.equal(acts, 1)
})

eachDatabase('of ten at the same time one acts and nine are given its answer', async ({ db }) => {
  let acts = 0
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      transaction(db, (trx) =>
        once(trx, { form: 'test', key: 'many', now }, async () => `/done/${++acts}`),
      ),
    ),
  )
  assert.equal(acts, 1)
  assert.deepEqual(new Set(answers.map(({ location }) => location)), new Set(['/done/1']))
  assert.equal(answers.filter(({ first }) => first).length, 1)
})

eachDatabase('what failed leaves no receipt: the form may be sent again', async ({ db }) => {
  const send = (act: () => Promise<string>) =>
    transaction(db, (trx) => once(trx, { form: 'test', key: 'failing', now }, act))
  await assert.rejects(send(() => Promise.reject(new Error('no'))))
  assert.deepEqual(await send(async () => '/done'), { location: '/done', first: true })
})
