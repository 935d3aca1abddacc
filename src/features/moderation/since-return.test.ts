import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import { deskFor, hire, open, openOffice, register } from '../../../test/support/desk.ts'
import { addVersion, findActivity, moveActivity } from '../activities/queries.ts'
import { decide } from './deciding.ts'
import { moderationRoutes } from './routes.ts'

eachDatabase(
  'at a resubmission the officer sees why it was returned and what has changed since, and nothing of it once published',
  async (database) => {
    const office = await openOffice(database, [moderationRoutes()])
    const { db, edition, clock } = office
    const { staff, cookie } = await hire(office, 'officer')
    const { activity, version } = await register(office)
    const shown = async () =>
      (await open(office, `/staff/activities/${activity.id}`, cookie)).text()
    assert.doesNotMatch(await shown(), /差し戻したときの理由/)
    await decide(db, deskFor(office, staff), activity.id, {
      decision: 'return',
      versionId: version.id,
      reasonCode: 'unclear-body',
      reasonText: '何曜日に行うのかを書き足してください。',
    })
    const answered = { ...version, body: '毎週水曜日と金曜日は全員が在宅で働きます。' }
    const at = clock.now()
    const next = await addVersion(db, activity.id, answered, { kind: 'owner', at })
    await db
      .updateTable('activities')
      .set({ proposed_version_id: next })
      .where('id', '=', activity.id)
      .execute()
    const row = (await findActivity(db, edition.id, activity.id))!
    await moveActivity(db, row, 'resubmit', { now: at, submitted_at: at })
    const page = await shown()
    assert.match(page, /差し戻したときの理由/)
    assert.match(page, /活動の内容が分かりにくい/)
    assert.match(page, /<p class="prose">何曜日に行うのかを書き足してください。<\/p>/)
    assert.match(page, /<caption>差し戻したときからの変更<\/caption>/)
    assert.match(page, /<ins>.*と金曜日/)
    await decide(db, deskFor(office, staff), activity.id, { decision: 'publish', versionId: next })
    assert.doesNotMatch(await shown(), /差し戻したときの理由/)
    await office.close()
  },
)
