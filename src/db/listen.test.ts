import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'node:test'
import { eachDatabase, freshDatabase } from '../../test/support/databases.ts'
import { openDatabase } from './database.ts'
import { createHub } from './listen.ts'
import { transaction } from './transaction.ts'

eachDatabase('this process has heard a message when the transaction returns', async (database) => {
  const hub = await createHub(database)
  const heard: string[] = []
  const stop = hub.subscribe('activities', (payload) => heard.push(payload))
  hub.subscribe('editions', () => heard.push('wrong topic'))
  await transaction(database.db, async (trx) => {
    await hub.publish(trx, 'activities', '12')
    await pause(20)
    assert.deepEqual(heard, [])
  })
  assert.deepEqual(heard, ['12'])
  await pause(50)
  assert.deepEqual(heard, ['12'], 'its own echo is not heard')
  stop()
  await hub.publish(database.db, 'activities', '13')
  assert.deepEqual(heard, ['12'])
  await hub.close()
})

eachDatabase('a rolled-back transaction tells nobody', async (database) => {
  const hub = await createHub(database)
  const heard: string[] = []
  hub.subscribe('activities', (payload) => heard.push(payload))
  const broken = transaction(database.db, async (trx) => {
    await hub.publish(trx, 'activities', '12')
    throw new Error('no')
  })
  await assert.rejects(broken)
  await pause(50)
  assert.deepEqual(heard, [])
  await hub.close()
})

eachDatabase('a message too long for NOTIFY is refused at once', async (database) => {
  const hub = await createHub(database)
  await assert.rejects(hub.publish(database.db, 'activities', '字'.repeat(2700)), RangeError)
  await hub.close()
})

test('another process hears it after the commit', async (t) => {
  const here = await freshDatabase('postgres')
  t.after(here.close)
  const there = openDatabase(here.settings)
  const [near, far] = await Promise.all([createHub(here), createHub(there)])
  const heard = new Promise((resolve) => far.subscribe('activities', resolve))
  await transaction(here.db, (trx) => near.publish(trx, 'activities', '12'))
  assert.equal(await heard, '12')
  await near.close()
  await far.close()
  await there.close()
})
