import assert from 'node:assert/strict'
import { forgetEdition } from '../editions/current.ts'
import { decide } from '../moderation/deciding.ts'
import {
  deskFor,
  hire,
  type Office,
  openOffice,
  register,
  send,
} from '../../../test/support/desk.ts'
import { eachDatabase } from '../../../test/support/databases.ts'
import { transaction } from '../../db/transaction.ts'
import { findLink, type PersonalLink, spendLink } from '../../http/personal-links.ts'
import type { Activity } from '../activities/queries.ts'
import { askNewAddress, changeAddress, restoreAddress } from './changing-address.ts'
import { forgetWithdrawn } from './forgetting.ts'
import {
  askToTakeOver,
  completeHandOvers,
  confirmHandOver,
  objectToHandOver,
  offerHandOver,
} from './handing-over.ts'
import type { Setting } from './posting.ts'
import { remindReports } from './reminders.ts'
import { ownershipRoutes } from './routes.tsx'

const newcomer = 'successor@shiken.example'

/** Runs a test in an office that closes after it. */
function inOffice(name: string, act: (office: Office) => Promise<void>): void {
  eachDatabase(name, async (database) => {
    const office = await openOffice(database, [ownershipRoutes()])
    try {
      await act(office)
    } finally {
      await office.close()
    }
  })
}

const settingOf = ({ edition, config, clock }: Office): Setting => ({
  edition,
  config,
  now: clock.now(),
})

/** The link in the newest mail of a kind to somebody, as the database knows it. */
async function linkIn(office: Office, kind: string, to: string): Promise<PersonalLink> {
  const { text } = await office.db
    .selectFrom('mails')
    .select('text')
    .where('kind', '=', `ownership.${kind}`)
    .where('to_address', '=', to)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const token = /\/(?:new-address|objection|hand-over)\/([\w-]{43})/.exec(text)?.[1] ?? ''
  for (const purpose of ['change-address', 'object', 'hand-over'] as const) {
    const link = await findLink(office.db, purpose, token)
    if (link) return link
  }
  throw new Error(`no link in the mail ${kind} to ${to}`)
}

async function mailsTo(office: Office, to: string): Promise<string[]> {
  const rows = await office.db
    .selectFrom('mails')
    .select('kind')
    .where('to_address', '=', to)
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith('ownership.'))
}

async function ownerOf(office: Office, { id }: Activity): Promise<string> {
  const row = await office.db
    .selectFrom('activities')
    .select('contact_email')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.contact_email
}

async function later(office: Office, days: number): Promise<void> {
  office.clock.set(
    office.clock
      .now()
      .add({ minutes: Math.round(1440 * days) })
      .toString(),
  )
}

/** The next edition begins. */
async function beginOther({ db, other }: Office): Promise<void> {
  await db.updateTable('editions').set({ is_current: false }).execute()
  await db.updateTable('editions').set({ is_current: true }).where('id', '=', other.id).execute()
  forgetEdition(db)
}

async function published(office: Office): Promise<Activity> {
  const { activity, version } = await register(office)
  const { staff } = await hire(office, 'lead')
  await transaction(office.db, (trx) =>
    decide(trx, deskFor(office, staff), activity.id, {
      decision: 'publish',
      versionId: version.id,
      checklist: office.edition.checklist.map(({ code }) => code),
      secondLook: false,
    }),
  )
  return activity
}

inOffice(
  'a new address counts when it is proven; both are told, and the old one takes it back',
  async (office) => {
    const { activity } = await register(office)
    const old = activity.contact_email
    await transaction(office.db, (trx) => askNewAddress(trx, settingOf(office), activity, newcomer))
    assert.equal(await ownerOf(office, activity), old)
    assert.deepEqual(await mailsTo(office, old), ['ownership.old-address'])
    const proof = await linkIn(office, 'new-address', newcomer)
    await transaction(office.db, (trx) => changeAddress(trx, settingOf(office), proof))
    assert.equal(await ownerOf(office, activity), newcomer)
    assert.deepEqual(await mailsTo(office, old), [
      'ownership.old-address',
      'ownership.address-changed',
    ])
    const again = await transaction(office.db, (trx) =>
      changeAddress(trx, settingOf(office), proof),
    )
    assert.equal(again, undefined)
    await later(office, 6)
    const objection = await linkIn(office, 'old-address', old)
    await transaction(office.db, (trx) => restoreAddress(trx, settingOf(office), objection))
    assert.equal(await ownerOf(office, activity), old)
  },
)

inOffice('a successor waits seven days for an objection, then owns it', async (office) => {
  const { activity } = await register(office)
  const wish = { name: '後任 一郎', email: newcomer, reason: '前任者の退職', lang: 'ja' } as const
  const setting = settingOf(office)
  await transaction(office.db, (trx) =>
    askToTakeOver(trx, setting, activity.number as number, wish),
  )
  assert.deepEqual(await mailsTo(office, activity.contact_email), [])
  const proof = await linkIn(office, 'hand-over-confirm', newcomer)
  await transaction(office.db, (trx) => confirmHandOver(trx, setting, proof))
  assert.deepEqual(await mailsTo(office, activity.contact_email), ['ownership.hand-over-notice'])
  await later(office, 6.9)
  assert.equal(await completeHandOvers(office.services), 0)
  assert.equal(await ownerOf(office, activity), activity.contact_email)
  await later(office, 0.2)
  assert.equal(await completeHandOvers(office.services), 1)
  assert.equal(await completeHandOvers(office.services), 0)
  assert.equal(await ownerOf(office, activity), newcomer)
})

inOffice(
  'an objection ends the hand-over, tells the successor, and nothing moves afterwards',
  async (office) => {
    const { activity } = await register(office)
    const wish = { name: '後任 一郎', email: newcomer, reason: '', lang: 'ja' } as const
    await transaction(office.db, (trx) =>
      askToTakeOver(trx, settingOf(office), activity.number as number, wish),
    )
    const proof = await linkIn(office, 'hand-over-confirm', newcomer)
    await transaction(office.db, (trx) => confirmHandOver(trx, settingOf(office), proof))
    const link = await linkIn(office, 'hand-over-notice', activity.contact_email)
    const object = () =>
      transaction(office.db, (trx) =>
        objectToHandOver(trx, settingOf(office), link.subject_id, link),
      )
    assert.equal(await object(), true)
    assert.equal(await object(), false)
    assert.deepEqual((await mailsTo(office, newcomer)).at(-1), 'ownership.hand-over-objected')
    await later(office, 10)
    assert.equal(await completeHandOvers(office.services), 0)
    assert.equal(await ownerOf(office, activity), activity.contact_email)
  },
)

inOffice('an owner who hands over waits for nobody but the successor’s proof', async (office) => {
  const { activity } = await register(office)
  const wish = { name: '後任 花子', email: newcomer, reason: '', lang: 'ja' } as const
  await transaction(office.db, (trx) => offerHandOver(trx, settingOf(office), activity, wish))
  assert.equal(await ownerOf(office, activity), activity.contact_email)
  const proof = await linkIn(office, 'hand-over-confirm', newcomer)
  await transaction(office.db, (trx) => confirmHandOver(trx, settingOf(office), proof))
  assert.equal(await ownerOf(office, activity), newcomer)
})

inOffice(
  'reports are asked for three times at most, 21 days apart, and not after one came',
  async (office) => {
    const silent = await published(office)
    const reporting = await published(office)
    const days: number[] = []
    office.clock.set('2020-12-01T10:00:00+09:00')
    for (let day = 0; day < 90; day += 1) {
      const sent = await remindReports(office.services)
      for (let each = 0; each < sent; each += 1) days.push(day)
      if (day === 22)
        await office.db
          .updateTable('activities')
          .set({ reported_at: office.clock.now() })
          .where('id', '=', reporting.id)
          .execute()
      await later(office, 1)
    }
    assert.deepEqual(days, [0, 0, 21, 21, 42])
    assert.equal((await mailsTo(office, silent.contact_email)).length, 3)
    assert.equal((await mailsTo(office, reporting.contact_email)).length, 2)
  },
)

inOffice(
  'thirty days after a withdrawal names, addresses and words are gone; that it was, stays',
  async (office) => {
    const { activity } = await register(office)
    await office.db
      .updateTable('activities')
      .set({ state: 'withdrawn', withdrawn_at: office.clock.now(), proposed_version_id: null })
      .where('id', '=', activity.id)
      .execute()
    await later(office, 29)
    assert.equal(await forgetWithdrawn(office.db, office.clock.now()), 0)
    await later(office, 1)
    assert.equal(await forgetWithdrawn(office.db, office.clock.now()), 1)
    assert.equal(await forgetWithdrawn(office.db, office.clock.now()), 0)
    const tables = [
      'activities',
      'activity_versions',
      'mails',
      'audit_entries',
      'personal_links',
    ] as const
    for (const table of tables) {
      const rows = JSON.stringify(await office.db.selectFrom(table).selectAll().execute())
      for (const word of [activity.contact_email, activity.contact_name, '全員が在宅で働きます'])
        assert.ok(!rows.includes(word), `${table} still holds ${word}`)
    }
    const left = await office.db
      .selectFrom('activities')
      .select(['number', 'state'])
      .where('id', '=', activity.id)
      .executeTakeFirstOrThrow()
    assert.deepEqual(left, { number: activity.number, state: 'withdrawn' })
  },
)

inOffice('of two who press one link at once only one succeeds', async (office) => {
  const { activity } = await register(office)
  await transaction(office.db, (trx) => askNewAddress(trx, settingOf(office), activity, newcomer))
  const link = await linkIn(office, 'new-address', newcomer)
  const press = () => transaction(office.db, (trx) => spendLink(trx, link, office.clock.now()))
  const pressed = await Promise.all([press(), press(), press()])
  assert.equal(pressed.filter(Boolean).length, 1)
})

inOffice(
  'a hand-over that the owner never began is taken back from the old address',
  async (office) => {
    const { activity } = await register(office)
    const wish = { name: '見知らぬ人', email: newcomer, reason: '', lang: 'ja' } as const
    await transaction(office.db, (trx) => offerHandOver(trx, settingOf(office), activity, wish))
    const proof = await linkIn(office, 'hand-over-confirm', newcomer)
    await transaction(office.db, (trx) => confirmHandOver(trx, settingOf(office), proof))
    assert.equal(await ownerOf(office, activity), newcomer)
    await later(office, 5)
    const objection = await linkIn(office, 'hand-over-direct', activity.contact_email)
    await transaction(office.db, (trx) => restoreAddress(trx, settingOf(office), objection))
    assert.equal(await ownerOf(office, activity), activity.contact_email)
    assert.deepEqual((await mailsTo(office, newcomer)).at(-1), 'ownership.address-kept')
  },
)

inOffice('a hand-over ends in its own edition when the next one has begun', async (office) => {
  const { activity } = await register(office)
  const wish = { name: '後任 一郎', email: newcomer, reason: '', lang: 'ja' } as const
  await transaction(office.db, (trx) =>
    askToTakeOver(trx, settingOf(office), activity.number as number, wish),
  )
  const proof = await linkIn(office, 'hand-over-confirm', newcomer)
  await transaction(office.db, (trx) => confirmHandOver(trx, settingOf(office), proof))
  await beginOther(office)
  await later(office, 7.1)
  assert.equal(await completeHandOvers(office.services), 1)
  assert.equal(await ownerOf(office, activity), newcomer)
})

inOffice('an objection counts too when the next edition has begun', async (office) => {
  const press = async (kind: string, to: string) => {
    const { text } = await office.db
      .selectFrom('mails')
      .select('text')
      .where('kind', '=', `ownership.${kind}`)
      .where('to_address', '=', to)
      .executeTakeFirstOrThrow()
    const path = /\/mine\/objection\/[\w-]{43}/.exec(text)?.[0] ?? ''
    return (await send(office, path, { cookie: '', form: 'ownership.press' })).status
  }
  const { activity: asked } = await register(office)
  const { activity: moved } = await register(office)
  const wish = { name: '見知らぬ人', email: newcomer, reason: '', lang: 'ja' } as const
  const setting = settingOf(office)
  await transaction(office.db, (trx) => askToTakeOver(trx, setting, asked.number as number, wish))
  const proof = await linkIn(office, 'hand-over-confirm', newcomer)
  await transaction(office.db, (trx) => confirmHandOver(trx, setting, proof))
  await transaction(office.db, (trx) => askNewAddress(trx, setting, moved, newcomer))
  const proven = await linkIn(office, 'new-address', newcomer)
  await transaction(office.db, (trx) => changeAddress(trx, setting, proven))
  await beginOther(office)
  assert.equal(await press('hand-over-notice', asked.contact_email), 200)
  assert.equal(await press('old-address', moved.contact_email), 200)
  await later(office, 7.1)
  assert.equal(await completeHandOvers(office.services), 0)
  assert.equal(await ownerOf(office, asked), asked.contact_email)
  assert.equal(await ownerOf(office, moved), moved.contact_email)
})

inOffice(
  'a person who took part alone is forgotten as a participant too, a company is not',
  async (office) => {
    const company = await register(office)
    const person = await register(office, { version: { participantKind: 'individual' } })
    const twin = await register(office, { version: { participantKind: 'individual' } })
    const [kept, gone] = [person.activity.participant_id, twin.activity.participant_id]
    await office.db
      .updateTable('activities')
      .set({ participant_id: kept })
      .where('participant_id', '=', gone)
      .execute()
    await office.db
      .updateTable('participants')
      .set({ merged_into: kept })
      .where('id', '=', gone as number)
      .execute()
    const participants = () =>
      office.db.selectFrom('participants').select('kind').orderBy('id').execute()
    const before = (await participants()).length
    await office.db
      .updateTable('activities')
      .set({ state: 'withdrawn', withdrawn_at: office.clock.now(), proposed_version_id: null })
      .where(
        'id',
        'in',
        [company, person, twin].map(({ activity }) => activity.id),
      )
      .execute()
    await later(office, 30)
    assert.equal(await forgetWithdrawn(office.db, office.clock.now()), 3)
    const left = await participants()
    assert.equal(left.length, before - 2)
    assert.ok(left.every(({ kind }) => kind !== 'individual'))
  },
)
