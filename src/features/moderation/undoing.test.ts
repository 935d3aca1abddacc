import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import {
  deskFor,
  hire,
  type Office,
  open,
  openOffice,
  register,
  send,
} from '../../../test/support/desk.ts'
import { translator } from '../../i18n/messages.ts'
import {
  addVersion,
  findActivity,
  moveActivity,
  type StoredVersion,
} from '../activities/queries.ts'
import { decide } from './deciding.ts'
import type { Decision, Refusal } from './moderation.ts'
import { moderationRoutes } from './routes.ts'
import { undo } from './undoing.ts'

type Since = (office: Office, id: number, version: StoredVersion) => Promise<unknown>

const actOf = async (office: Office, id: number, act: 'withdraw' | 'resubmit') => {
  const row = (await findActivity(office.db, office.edition.id, id))!
  const now = office.clock.now()
  return moveActivity(office.db, row, act, {
    now,
    ...(act === 'withdraw' ? { withdrawn_at: now } : { submitted_at: now }),
  })
}

/** The owner writes a new text, which becomes the one that waits. */
const edit: Since = async ({ db, clock }, id, version) => {
  const changed = { ...version, body: '毎週月曜日は全員が在宅で働きます。' }
  const at = clock.now()
  const next = await addVersion(db, id, changed, { kind: 'owner', at })
  await db
    .updateTable('activities')
    .set({ proposed_version_id: next })
    .where('id', '=', id)
    .execute()
}

const cases: [string, Decision, Since, Refusal][] = [
  ['returned, edited', 'return', edit, 'edited-since'],
  [
    'returned, edited and sent again',
    'return',
    async (office, id, version) => {
      await edit(office, id, version)
      await actOf(office, id, 'resubmit')
    },
    'resubmitted-since',
  ],
  [
    'returned, withdrawn',
    'return',
    (office, id) => actOf(office, id, 'withdraw'),
    'withdrawn-since',
  ],
  ['published, changed', 'publish', edit, 'edited-since'],
  [
    'published, withdrawn',
    'publish',
    (office, id) => actOf(office, id, 'withdraw'),
    'withdrawn-since',
  ],
  [
    'rejected, withdrawn',
    'reject',
    (office, id) => actOf(office, id, 'withdraw'),
    'withdrawn-since',
  ],
]

eachDatabase(
  'a decision is not undone over what the owner did since, and everything stays as it is',
  async (database) => {
    const office = await openOffice(database, [moderationRoutes()])
    const { staff, cookie } = await hire(office, 'officer')
    for (const [name, decision, since, refusal] of cases) {
      const { activity, version } = await register(office)
      const order = {
        decision,
        versionId: version.id,
        reasonCode: 'duplicate',
        reasonText: '前の登録と同じ内容です。',
      }
      const outcome = await decide(office.db, deskFor(office, staff), activity.id, order)
      assert.ok(outcome?.ok, name)
      await since(office, activity.id, version)
      const before = await findActivity(office.db, office.edition.id, activity.id)
      const mails = await countMails(office)
      assert.deepEqual(
        await undo(office.db, deskFor(office, staff), outcome.id),
        { ok: false, activityId: activity.id, refusal },
        name,
      )
      const sent = await send(office, `/staff/decisions/${outcome.id}/undo`, {
        cookie,
        form: 'undo',
      })
      assert.equal(sent.headers.get('location'), `/staff/activities/${activity.id}`)
      const page = await (await open(office, `/staff/activities/${activity.id}`, cookie)).text()
      assert.ok(page.includes(translator('ja')(`moderation.refused.${refusal}`)), name)
      assert.match(page, /notice-error/, name)
      assert.deepEqual(await findActivity(office.db, office.edition.id, activity.id), before, name)
      assert.equal(await countMails(office), mails, name)
    }
    await office.close()
  },
)

eachDatabase('a decision is not undone past a later one of a colleague', async (database) => {
  const office = await openOffice(database, [])
  const { staff } = await hire(office, 'officer')
  const desk = deskFor(office, staff)
  const { activity, version } = await register(office)
  const first = await decide(office.db, desk, activity.id, {
    decision: 'publish',
    versionId: version.id,
  })
  await decide(office.db, desk, activity.id, {
    decision: 'suspend',
    versionId: version.id,
    reasonCode: 'under-check',
    reasonText: '確認しています。',
  })
  assert.ok(first?.ok)
  assert.deepEqual(await undo(office.db, desk, first.id), {
    ok: false,
    activityId: activity.id,
    refusal: 'decided-since',
  })
  await office.close()
})

async function countMails({ db }: Office): Promise<number> {
  return (await db.selectFrom('mails').select('id').execute()).length
}
