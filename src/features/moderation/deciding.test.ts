import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase, freshDatabase } from '../../../test/support/databases.ts'
import { deskFor, hire, type Office, openOffice, register } from '../../../test/support/desk.ts'
import { addVersion, findActivity, findPublished, moveActivity } from '../activities/queries.ts'
import { claim } from './claiming.ts'
import { decide, type Order } from './deciding.ts'
import { listQueue } from './queue-queries.ts'
import { undo } from './undoing.ts'

const publish = (versionId: number): Order => ({ decision: 'publish', versionId })
const returned = (versionId: number): Order => ({
  decision: 'return',
  versionId,
  reasonCode: 'unclear-body',
  reasonText: 'いつ行うのかを書き足してください。',
})

async function lastMail({ db }: Office) {
  return db.selectFrom('mails').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
}

/** A published registration with a waiting change of its title. */
async function withChange(office: Office, desk: ReturnType<typeof deskFor>) {
  const { activity, version } = await register(office)
  await decide(office.db, desk, activity.id, publish(version.id))
  const change = await addVersion(
    office.db,
    activity.id,
    { ...version, title: '週3日の在宅' },
    { kind: 'owner', at: office.clock.now() },
  )
  await office.db
    .updateTable('activities')
    .set({ proposed_version_id: change })
    .where('id', '=', activity.id)
    .execute()
  return { activity, old: version.id, change }
}

eachDatabase(
  'what is published is public, its owner is told, readers’ caches hear of it',
  async (database) => {
    const office = await openOffice(database, [])
    const { staff } = await hire(office, 'officer')
    const { activity, version } = await register(office, { lang: 'ko' })
    const desk = deskFor(office, staff)
    const outcome = await decide(office.db, desk, activity.id, {
      ...publish(version.id),
      checklist: ['telework'],
    })
    assert.ok(outcome?.ok)
    const found = await findPublished(office.db, office.edition.id, activity.number as number)
    assert.equal(found?.version.id, version.id)
    assert.deepEqual(office.heard, [{ kind: 'activities', id: activity.id, removed: false }])
    const mail = await lastMail(office)
    assert.equal(mail.language, 'ko')
    assert.match(mail.subject, /공개/)
    assert.match(mail.text, /\/ko\/activities\/2020-0001/)
    const row = await office.db
      .selectFrom('activity_decisions')
      .selectAll()
      .executeTakeFirstOrThrow()
    assert.deepEqual(
      [row.decision, row.checklist, row.decided_by],
      ['published', ['telework'], staff.id],
    )
    await office.close()
  },
)

eachDatabase(
  'a return writes to the owner in their language, with the reason inside',
  async (database) => {
    const office = await openOffice(database, [])
    const { staff } = await hire(office, 'officer')
    const { activity, version } = await register(office, { lang: 'en' })
    await decide(office.db, deskFor(office, staff), activity.id, {
      ...returned(version.id),
      reasonText: 'Please say when.',
    })
    assert.equal((await findActivity(office.db, office.edition.id, activity.id))?.state, 'returned')
    const mail = await lastMail(office)
    assert.deepEqual(
      [mail.language, mail.kind, mail.to_address],
      ['en', 'moderation.returned', activity.contact_email],
    )
    assert.match(mail.text, /Please say when\./)
    assert.match(mail.text, /localhost:3000\/en\/mine/)
    await office.close()
  },
)

eachDatabase('a change replaces the public text only when it is published', async (database) => {
  const office = await openOffice(database, [])
  const { staff } = await hire(office, 'officer')
  const desk = deskFor(office, staff)
  const { activity, old, change } = await withChange(office, desk)
  const shown = async () =>
    (await findPublished(office.db, office.edition.id, activity.number as number))?.version.id
  assert.equal(await shown(), old)
  const outcome = await decide(office.db, desk, activity.id, publish(change))
  assert.ok(outcome?.ok && outcome.what === 'change-published')
  assert.equal(await shown(), change)
  await undo(office.db, desk, outcome.id)
  assert.equal(await shown(), old)
  const row = await findActivity(office.db, office.edition.id, activity.id)
  assert.equal(row?.proposed_version_id, change)
  await office.close()
})

eachDatabase(
  'a change that is returned leaves the public text, and undoing brings it back to the queue',
  async (database) => {
    const office = await openOffice(database, [])
    const { staff } = await hire(office, 'officer')
    const desk = deskFor(office, staff)
    const { activity, old, change } = await withChange(office, desk)
    const outcome = await decide(office.db, desk, activity.id, returned(change))
    assert.ok(outcome?.ok && outcome.what === 'change-returned')
    const row = await findActivity(office.db, office.edition.id, activity.id)
    assert.deepEqual(
      [row?.state, row?.published_version_id, row?.proposed_version_id],
      ['published', old, null],
    )
    assert.equal((await undo(office.db, desk, outcome.id))?.ok, true)
    assert.equal(
      (await findActivity(office.db, office.edition.id, activity.id))?.proposed_version_id,
      change,
    )
    await office.close()
  },
)

eachDatabase(
  'publication, return and rejection are undone within ten minutes, with a correction',
  async (database) => {
    const office = await openOffice(database, [])
    const { staff } = await hire(office, 'officer')
    for (const decision of ['publish', 'return', 'reject'] as const) {
      office.clock.set('2020-11-10T10:00:00+09:00')
      const { activity, version } = await register(office)
      const order: Order = { ...returned(version.id), decision, reasonCode: 'duplicate' }
      const outcome = await decide(office.db, deskFor(office, staff), activity.id, order)
      assert.ok(outcome?.ok)
      office.clock.set('2020-11-10T10:10:00+09:00')
      assert.equal((await undo(office.db, deskFor(office, staff), outcome.id))?.ok, true)
      const row = await findActivity(office.db, office.edition.id, activity.id)
      assert.deepEqual(
        [row?.state, row?.proposed_version_id, row?.published_version_id],
        ['submitted', version.id, null],
      )
      assert.equal((await lastMail(office)).kind, 'moderation.undone')
      const again = await undo(office.db, deskFor(office, staff), outcome.id)
      assert.ok(again && !again.ok && again.refusal === 'undone-already')
    }
    await office.close()
  },
)

eachDatabase(
  'after ten minutes, or after the owner has acted, a decision stays',
  async (database) => {
    const office = await openOffice(database, [])
    const { staff } = await hire(office, 'officer')
    const { activity, version } = await register(office)
    const outcome = await decide(
      office.db,
      deskFor(office, staff),
      activity.id,
      publish(version.id),
    )
    assert.ok(outcome?.ok)
    const row = (await findActivity(office.db, office.edition.id, activity.id))!
    office.clock.set('2020-11-10T10:10:01+09:00')
    const late = await undo(office.db, deskFor(office, staff), outcome.id)
    assert.ok(late && !late.ok && late.refusal === 'too-late')
    office.clock.set('2020-11-10T10:05:00+09:00')
    await moveActivity(office.db, row, 'withdraw', {
      now: office.clock.now(),
      withdrawn_at: office.clock.now(),
    })
    const moved = await undo(office.db, deskFor(office, staff), outcome.id)
    assert.ok(moved && !moved.ok && moved.refusal === 'withdrawn-since')
    await office.close()
  },
)

eachDatabase(
  'a text that the owner replaced meanwhile is not published unseen',
  async (database) => {
    const office = await openOffice(database, [])
    const { staff } = await hire(office, 'officer')
    const { activity, version } = await register(office)
    const next = await addVersion(
      office.db,
      activity.id,
      { ...version, title: '別の題' },
      { kind: 'owner', at: office.clock.now() },
    )
    await office.db
      .updateTable('activities')
      .set({ proposed_version_id: next })
      .where('id', '=', activity.id)
      .execute()
    const outcome = await decide(
      office.db,
      deskFor(office, staff),
      activity.id,
      publish(version.id),
    )
    assert.deepEqual(outcome, { ok: false, refusal: 'text-changed', title: '別の題' })
    assert.equal(
      (await findActivity(office.db, office.edition.id, activity.id))?.state,
      'submitted',
    )
    await office.close()
  },
)

eachDatabase(
  'a risky registration becomes public only after two different people',
  async (database) => {
    const office = await openOffice(database, [])
    const first = (await hire(office, 'officer')).staff
    const second = (await hire(office, 'officer')).staff
    const { activity, version } = await register(office, { risk: 45 })
    const press = (staff: typeof first) =>
      decide(office.db, deskFor(office, staff), activity.id, publish(version.id))
    const look = await press(first)
    assert.ok(look?.ok && look.what === 'second-look' && !look.mailed)
    assert.equal(
      (await findActivity(office.db, office.edition.id, activity.id))?.state,
      'submitted',
    )
    const own = await press(first)
    assert.ok(own && !own.ok && own.refusal === 'own-look')
    const done = await press(second)
    assert.ok(done?.ok && done.what === 'published')
    await office.close()
  },
)

eachDatabase(
  'an appeal stands in the queue as one, and another person decides it',
  async (database) => {
    const office = await openOffice(database, [])
    const first = (await hire(office, 'officer')).staff
    const second = (await hire(office, 'officer')).staff
    const { activity, version } = await register(office)
    await decide(office.db, deskFor(office, first), activity.id, {
      ...returned(version.id),
      decision: 'reject',
      reasonCode: 'duplicate',
    })
    office.clock.set('2020-11-11T10:00:00+09:00')
    const now = office.clock.now()
    await moveActivity(
      office.db,
      (await findActivity(office.db, office.edition.id, activity.id))!,
      'appeal',
      { now, submitted_at: now },
    )
    await office.db
      .insertInto('activity_decisions')
      .values({
        activity_id: activity.id,
        version_id: version.id,
        decision: 'appealed',
        reason_code: null,
        reason_text: '別の活動です',
        decided_by: null,
        decided_at: now,
        undone_at: null,
        undone_by: null,
      })
      .execute()
    const [line] = await listQueue(office.db, {
      editionId: office.edition.id,
      scope: null,
      staffId: first.id,
      filter: 'all',
      sort: 'risk',
      page: 1,
    })
    assert.equal(line?.work, 'appeal')
    assert.ok(line?.since.equals(now))
    const own = await decide(office.db, deskFor(office, first), activity.id, publish(version.id))
    assert.ok(own && !own.ok && own.refusal === 'own-rejection')
    assert.ok(
      (await decide(office.db, deskFor(office, second), activity.id, publish(version.id)))?.ok,
    )
    await office.close()
  },
)

eachDatabase('what a colleague has in hand is refused for two hours', async (database) => {
  const office = await openOffice(database, [])
  const first = (await hire(office, 'officer')).staff
  const second = (await hire(office, 'officer')).staff
  const { activity, version } = await register(office)
  assert.deepEqual(await claim(office.db, deskFor(office, first), activity.id, true), { ok: true })
  assert.deepEqual(await claim(office.db, deskFor(office, second), activity.id, true), {
    ok: false,
    refusal: 'claimed',
  })
  const refused = await decide(office.db, deskFor(office, second), activity.id, publish(version.id))
  assert.ok(refused && !refused.ok && refused.refusal === 'claimed')
  office.clock.set('2020-11-10T12:00:00+09:00')
  assert.deepEqual(await claim(office.db, deskFor(office, second), activity.id, true), { ok: true })
  await office.close()
})

eachDatabase(
  'suspending takes it off the site at once and closes what readers reported',
  async (database) => {
    const office = await openOffice(database, [])
    const { staff } = await hire(office, 'officer')
    const { activity, version } = await register(office)
    await decide(office.db, deskFor(office, staff), activity.id, publish(version.id))
    await office.db
      .insertInto('concerns')
      .values({
        activity_id: activity.id,
        reason: 'spam',
        body: '',
        created_at: office.clock.now(),
        handled_at: null,
        handled_by: null,
      })
      .execute()
    await decide(office.db, deskFor(office, staff), activity.id, {
      ...returned(version.id),
      decision: 'suspend',
    })
    assert.equal(
      await findPublished(office.db, office.edition.id, activity.number as number),
      undefined,
    )
    assert.equal(office.heard.at(-1)?.removed, true)
    const concern = await office.db.selectFrom('concerns').selectAll().executeTakeFirstOrThrow()
    assert.deepEqual([concern.outcome, concern.handled_by], ['suspended', staff.id])
    await decide(office.db, deskFor(office, staff), activity.id, {
      decision: 'reinstate',
      versionId: version.id,
    })
    assert.ok(await findPublished(office.db, office.edition.id, activity.number as number))
    await office.close()
  },
)

test('two officers decide at the same time: one wins, the other is told', async () => {
  const database = await freshDatabase('postgres')
  try {
    const office = await openOffice(database, [])
    const first = (await hire(office, 'officer')).staff
    const second = (await hire(office, 'officer')).staff
    for (let round = 0; round < 10; round++) {
      const { activity, version } = await register(office)
      const outcomes = await Promise.all([
        decide(office.db, deskFor(office, first), activity.id, publish(version.id)),
        decide(office.db, deskFor(office, second), activity.id, {
          ...returned(version.id),
          decision: 'reject',
          reasonCode: 'duplicate',
        }),
      ])
      assert.equal(outcomes.filter((outcome) => outcome?.ok).length, 1)
      const lost = outcomes.find((outcome) => outcome && !outcome.ok)
      assert.ok(lost && !lost.ok && lost.refusal === 'moved')
      const made = await office.db
        .selectFrom('activity_decisions')
        .select('id')
        .where('activity_id', '=', activity.id)
        .execute()
      assert.equal(made.length, 1)
    }
    await office.close()
  } finally {
    await database.close()
  }
})
