import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eachDatabase } from '../../../test/support/databases.ts'
import { openOffice, register } from '../../../test/support/desk.ts'
import { openStore, putFile, readFile } from '../../files/store.ts'
import { forgetWithdrawn } from '../ownership/forgetting.ts'
import { findPicture, forgetPictures } from './pictures.ts'

eachDatabase(
  'a picture goes with its file a week after it came, unless a text names it',
  async (database) => {
    const folder = mkdtempSync(join(tmpdir(), 'gekkan-pictures-'))
    const store = openStore(folder)
    const office = await openOffice(database, [])
    const { db, clock } = office
    const begin = clock.now()
    const picture = async () => {
      const { key, size } = await putFile(store, Buffer.from('jpeg'), { type: 'image/jpeg' })
      const variants = JSON.stringify([{ width: 480, height: 270, format: 'jpeg', key, size }])
      const { id } = await db
        .insertInto('images')
        .values({ sha256: key, width: 480, height: 270, variants, created_at: begin })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { id, key }
    }
    const isThere = async ({ id, key }: { id: number; key: string }) => [
      (await findPicture(db, id)) !== undefined,
      (await readFile(store, key)) !== undefined,
    ]
    try {
      const named = await picture()
      const unnamed = await picture()
      const { activity } = await register(office, {
        version: { imageId: named.id, imageAlt: '在宅の日の机' },
      })
      assert.equal(await forgetPictures(db, store, begin.add({ hours: 24 * 7 })), 0)
      assert.equal(await forgetPictures(db, store, begin.add({ hours: 24 * 7 + 1 })), 1)
      assert.deepEqual(await isThere(unnamed), [false, false])
      assert.deepEqual(await isThere(named), [true, true])
      await db
        .updateTable('activities')
        .set({ state: 'withdrawn', withdrawn_at: begin, proposed_version_id: null })
        .where('id', '=', activity.id)
        .execute()
      const month = begin.add({ hours: 24 * 30 })
      await forgetWithdrawn(db, month)
      assert.equal(await forgetPictures(db, store, month), 1)
      assert.deepEqual(await isThere(named), [false, false])
    } finally {
      await office.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
