import assert from 'node:assert/strict'
import { join } from 'node:path'
import { root } from '../../lib/root.ts'
import { eachDatabase } from '../../../test/support/databases.ts'
import { findEdition, getCurrentEdition, insertEdition, listEditions } from './queries.ts'
import { readEditionFile } from './read-edition-file.ts'

const now = Temporal.Instant.from('2020-09-17T00:00:00Z')
const read = (folder: string) => readEditionFile(join(root, 'demo', folder, 'edition.yaml'))

eachDatabase('an edition comes back from the database as it was in its file', async ({ db }) => {
  const definition = read('2020')
  const stored = await insertEdition(db, definition, now)
  const { id, isCurrent, ...found } = await getCurrentEdition(db)
  assert.equal(id, stored.id)
  assert.equal(isCurrent, true)
  assert.deepEqual(JSON.parse(JSON.stringify(found)), JSON.parse(JSON.stringify(definition)))
  assert.ok(found.periods.campaign.from.equals('2020-11-01'))
})

eachDatabase(
  'the first edition is the current one and stays it when others come',
  async ({ db }) => {
    await assert.rejects(getCurrentEdition(db), /There is no edition yet/)
    await insertEdition(db, read('2020'), now)
    await insertEdition(db, read('2024-pledge'), now)
    assert.equal((await getCurrentEdition(db)).slug, '2020')
    assert.equal((await findEdition(db, '2024-pledge'))?.isCurrent, false)
    assert.equal(await findEdition(db, '1999'), undefined)
    assert.deepEqual(
      (await listEditions(db)).map(({ slug }) => slug),
      ['2024-pledge', '2020'],
    )
  },
)
