import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { eachDatabase } from '../../../test/support/databases.ts'
import { loadDemo } from '../../../demo/load.ts'
import {
  type Act,
  acts,
  type ActivityState,
  canHappen,
  standingOf,
  StateMoved,
  stateAfter,
} from './activity.ts'

const names = Object.keys(acts) as Act[]

test('a registration goes its way from draft to published', () => {
  let state: ActivityState = 'draft'
  for (const act of ['send', 'confirm', 'return', 'resubmit', 'publish'] as const)
    state = stateAfter(act, state)
  assert.equal(state, 'published')
})

test('a withdrawn registration never comes back', () => {
  for (const act of names) assert.throws(() => stateAfter(act, 'withdrawn'), StateMoved)
})

test('whatever is done in whatever order, only a submitted text becomes public', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 30 }), (sequence) => {
      let state: ActivityState = 'draft'
      for (const act of sequence) {
        if (!canHappen(act, state)) continue
        const next = stateAfter(act, state)
        if (next === 'published') assert.ok(['submitted', 'suspended'].includes(state))
        state = next
      }
    }),
  )
})

test('a published registration with a waiting change says so', () => {
  const published = { state: 'published', proposed_version_id: 5 } as const
  assert.equal(standingOf(published, false), 'change-waiting')
  assert.equal(standingOf({ ...published, proposed_version_id: null }, true), 'change-returned')
  assert.equal(standingOf({ ...published, proposed_version_id: null }, false), 'published')
})

eachDatabase('the database refuses a step that the rules do not know', async ({ db }) => {
  await loadDemo(db)
  const { id } = await db
    .selectFrom('activities')
    .select('id')
    .where('state', '=', 'withdrawn')
    .executeTakeFirstOrThrow()
  await assert.rejects(
    db
      .updateTable('activities')
      .set({ state: 'published', withdrawn_at: null })
      .where('id', '=', id)
      .execute(),
    /cannot go from withdrawn to published/,
  )
})
