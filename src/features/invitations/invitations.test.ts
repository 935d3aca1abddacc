import assert from 'node:assert/strict'
import { eachDatabase, type FreshDatabase } from '../../../test/support/databases.ts'
import { hire, open, openOffice, send } from '../../../test/support/desk.ts'
import { makeDeskEvent } from '../../../test/support/event-desk.ts'
import { tellApplicants } from '../applications/notices.ts'
import { doorsOf } from '../applications/queue.ts'
import { invitationRoutes } from './routes.ts'

/** A ceremony with three places for guests by invitation only, and an officer. */
async function withGuests(database: FreshDatabase) {
  const office = await openOffice(database, [invitationRoutes()])
  const { db, services } = office
  const officer = await hire(office, 'officer')
  const { pool: hall } = await makeDeskEvent(services, 'shiki')
  const { event_id } = await db
    .selectFrom('pools')
    .select('event_id')
    .where('id', '=', hall)
    .executeTakeFirstOrThrow()
  const { id: pool } = await db
    .insertInto('pools')
    .values({
      event_id,
      position: 2,
      channel: 'guest',
      name: JSON.stringify({ ja: '受賞者' }),
      entry: 'invitation',
      published_capacity: 3,
      accepted_limit: 3,
      stream_limit: null,
      opens_at: null,
      closes_at: null,
      closed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tellApplicants(services)
  await db.deleteFrom('mails').execute()
  const own = '/staff/events/shiki/applicants/invitations'
  const wait = (hours: number) =>
    office.clock.set(
      office.clock
        .now()
        .add({ minutes: Math.round(hours * 60) })
        .toString(),
    )
  const press = async (tail: string, form: string, fields: [string, string][] = []) => {
    wait(0.1)
    return send(office, own + tail, {
      cookie: officer.cookie,
      form: `invitations.${form}`,
      fields,
    })
  }
  const invite = (people: string, until = '2020-11-24') =>
    press('', 'invite', [
      ['pool', String(pool)],
      ['until', until],
      ['language', 'ja'],
      ['people', people],
    ])
  const page = async () => (await open(office, own, officer.cookie)).text()
  const guests = () =>
    db
      .selectFrom('applications')
      .select(['id', 'email', 'state', 'source', 'offer_until'])
      .where('pool_id', '=', pool)
      .orderBy('id')
      .execute()
  const told = async () => {
    await tellApplicants(services)
    const mails = await db
      .selectFrom('mails')
      .select(['to_address', 'kind'])
      .orderBy('id')
      .execute()
    await db.deleteFrom('mails').execute()
    return mails.map(({ to_address: to, kind }) => `${to} ${kind}`)
  }
  return { ...office, pool, press, invite, page, guests, told, wait }
}

eachDatabase(
  'each is invited once, asked again, and may be taken off the list',
  async (database) => {
    const desk = await withGuests(database)
    const people = '花子, 架空商事, hana@example.jp\n太郎, taro@example.jp\n花子, hana@example.jp'
    const done = await desk.invite(people)
    assert.equal(done.status, 303)
    const [hana, taro] = await desk.guests()
    assert.deepEqual(
      [hana?.state, hana?.source, hana?.offer_until?.toString()],
      ['offered', 'invitation', '2020-11-24T15:00:00Z'],
    )
    assert.equal((await desk.guests()).length, 2)
    assert.deepEqual(await desk.told(), [
      'hana@example.jp applications.invited',
      'taro@example.jp applications.invited',
    ])
    assert.match(await desk.page(), /受賞者/)

    await desk.press('/remind', 'remind')
    assert.deepEqual(await desk.told(), [], 'not on the same day')
    await doorsOf(desk.services).pass(desk.pool, {
      door: 'accept',
      applicationId: hana?.id ?? 0,
      actor: { kind: 'visitor' },
    })
    await desk.told()
    desk.wait(25)
    // the officer signs in anew
    await desk.db.updateTable('sessions').set({ seen_at: desk.clock.now() }).execute()
    assert.match(await desk.page(), /返事のない1人に/)
    await desk.press('/remind', 'remind')
    await desk.press('/remind', 'remind')
    assert.deepEqual(await desk.told(), ['taro@example.jp applications.invited'])

    await desk.press(`/${taro?.id}/withdraw`, 'withdraw')
    await desk.press(`/${hana?.id}/withdraw`, 'withdraw')
    assert.deepEqual(
      (await desk.guests()).map(({ state }) => state),
      ['confirmed', 'cancelled'],
    )
    await desk.close()
  },
)

eachDatabase(
  'no more are invited than there are places, and nobody twice by one form',
  async (database) => {
    const desk = await withGuests(database)
    const people = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}, ${name}@example.jp`).join('\n')
    await desk.invite(people)
    assert.equal((await desk.guests()).length, 3)
    await desk.invite(people)
    assert.equal((await desk.guests()).length, 3)
    await desk.close()
  },
)

eachDatabase('a wrong line or date invites nobody, and what was typed stays', async (database) => {
  const desk = await withGuests(database)
  for (const [people, until, words] of [
    ['花子, hana@example.jp\n太郎, taro(at)example.jp', '2020-11-24', /2行目/],
    ['花子, hana@example.jp', '2020-11-09', /これからの日付/],
    ['', '2020-11-24', /招待する人を入力/],
  ] as const) {
    const answer = await desk.invite(people, until)
    assert.equal(answer.status, 422)
    const text = await answer.text()
    assert.match(text, words)
    assert.ok(text.includes(people.split('\n')[0] ?? ''))
  }
  assert.deepEqual(await desk.guests(), [])
  await desk.close()
})
