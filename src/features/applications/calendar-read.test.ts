import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import ICAL from 'ical.js'
import { databaseKinds, freshDatabase } from '../../../test/support/databases.ts'
import { applying, makePool, quietChanges, seminarStart } from '../../../test/support/pools.ts'
import { startProgram } from '../../../test/support/program.ts'
import { startSmtp } from '../../../test/support/smtp.ts'
import { frozenClock } from '../../clock.ts'
import { readConfig } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import type { EventMessageRow } from '../../db/tables-events.ts'
import { openTransport } from '../../mail/transport.ts'
import { insertEdition } from '../editions/queries.ts'
import { readEditionFile } from '../editions/read-edition-file.ts'
import type { Outcome } from './change.ts'
import { moveApplication } from './moving.ts'
import { tellApplicants } from './notices.ts'
import { doorsOf } from './queue.ts'
import { keyOf } from './links.ts'

const idOf = (outcome: Outcome) => (outcome.ok && outcome.application?.id) as number
const visitor = { kind: 'visitor' } as const
const zones = ['Asia/Tokyo', 'America/New_York', 'UTC']

/** What another program than ours finds in a calendar file; the same in every time zone of a machine. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[])
  const event = calendar.getFirstSubcomponent('vevent')
  assert.ok(event, file)
  const instantOf = (name: string) => {
    const time = event.getFirstPropertyValue(name)
    const before = process.env['TZ']
    try {
      const instants = zones.map((zone) => {
        process.env['TZ'] = zone
        return time instanceof ICAL.Time ? time.toJSDate().toISOString() : undefined
      })
      assert.equal(new Set(instants).size, 1, name)
      return instants[0]
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  }
  const textOf = (name: string) => String(event.getFirstPropertyValue(name))
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    status: textOf('status'),
    uid: textOf('uid'),
    sequence: Number(textOf('sequence')),
    start: instantOf('dtstart'),
    end: instantOf('dtend'),
    attendee: textOf('attendee'),
    organizer: textOf('organizer'),
    summary: textOf('summary'),
  }
}

/** An officer's message about the event, sent to this person. */
async function send(db: Db, applicationId: number, kind: EventMessageRow['kind']): Promise<void> {
  const now = seminarStart.subtract({ hours: 100 })
  const { event_id } = await db
    .selectFrom('applications')
    .select('event_id')
    .where('id', '=', applicationId)
    .executeTakeFirstOrThrow()
  const text = { subject: '変更のお知らせ', body: '変わります。' }
  const { id } = await db
    .insertInto('event_messages')
    .values({
      event_id,
      kind,
      state: 'queued',
      texts: JSON.stringify({ ja: text, en: text, 'zh-Hans': text, ko: text }),
      created_at: now,
      created_by: null,
      changed_at: now,
      approved_at: now,
      recipients: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('application_notices')
    .values({
      application_id: applicationId,
      kind: 'message',
      message_id: id,
      created_at: now,
      told_at: null,
    })
    .execute()
}

for (const kind of databaseKinds)
  test(`an application's life in somebody's calendar, read from the mails (${kind})`, async (t) => {
    const database = await freshDatabase(kind)
    t.after(() => database.close())
    const smtp = await startSmtp()
    t.after(() => smtp.close())
    const transport = openTransport({ smtpUrl: smtp.url, from: 'office@example.jp' })
    t.after(() => transport.close())
    const { db } = database
    const clock = frozenClock('2020-10-20T09:00:00+09:00')
    const config = readConfig({
      GEKKAN_SECRET: randomBytes(32).toString('hex'),
      GEKKAN_ORIGIN: 'https://gekkan.example.jp',
    })
    await insertEdition(db, readEditionFile('demo/2020/edition.yaml'), clock.now())
    const services = { db, clock, config, changes: quietChanges }

    /** Sends what is written now over a real connection; answers what the newest mail has. */
    const received = async () => {
      clock.set(clock.now().add({ minutes: 1 }).toString())
      assert.equal(await tellApplicants(services), 1)
      const mail = await db
        .selectFrom('mails')
        .selectAll()
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      assert.deepEqual(await transport.sendMail(mail), { ok: true })
      const part = smtp.mails
        .at(-1)
        ?.parsed.attachments.find(({ contentType }) => contentType === 'text/calendar')
      return part && read(part.content.toString())
    }
    const change = (set: object) =>
      db
        .updateTable('events')
        .set((value) => ({ ...set, sequence: value('sequence', '+', 1) }))
        .execute()

    const later = seminarStart.add({ hours: 48 })
    const tokyo = await makePool(db, { accepted: 1 })
    const nagoya = await makePool(db, { accepted: 1, startsAt: later })
    const applied = await doorsOf(services).pass(tokyo, applying('a', { proven: true }))
    const invitation = await received()
    assert.equal(invitation?.method, 'REQUEST')
    assert.equal(invitation?.start, '2020-11-04T04:00:00.000Z')
    assert.equal(invitation?.end, '2020-11-04T07:00:00.000Z')
    assert.equal(invitation?.attendee, 'mailto:a@example.jp')
    assert.match(invitation?.organizer ?? '', /^mailto:/)
    assert.equal(invitation?.summary, 'テスト用のセミナー')

    const moved = await moveApplication(services, {
      applicationId: idOf(applied),
      toPoolId: nagoya,
      acceptsWaiting: false,
      actor: visitor,
    })
    const id = idOf(moved)
    const second = await received()
    assert.equal(second?.method, 'REQUEST')
    assert.equal(second?.start, '2020-11-06T04:00:00.000Z')

    await change({
      starts_at: later.add({ hours: 24 }),
      ends_at: later.add({ hours: 27 }),
      previous_starts_at: later,
    })
    await send(db, id, 'postponed')
    const third = await received()
    assert.deepEqual(
      [third?.method, third?.status, third?.start],
      ['REQUEST', 'CONFIRMED', '2020-11-07T04:00:00.000Z'],
    )

    for (const quiet of ['free', 'speaker-changed'] as const) {
      await send(db, id, quiet)
      assert.equal(await received(), undefined, quiet)
    }

    await change({
      state: 'postponed',
      precision: 'unknown',
      starts_at: null,
      ends_at: null,
      previous_starts_at: later.add({ hours: 24 }),
    })
    await send(db, id, 'postponed')
    const open = await received()
    assert.deepEqual(
      [open?.method, open?.status, open?.start],
      ['CANCEL', 'CANCELLED', '2020-11-07T04:00:00.000Z'],
    )

    await change({
      state: 'published',
      precision: 'exact',
      starts_at: later,
      ends_at: later.add({ hours: 3 }),
    })
    await send(db, id, 'cancelled')
    assert.equal(await received(), undefined, 'it takes place again')
    await send(db, id, 'changed')
    const again = await received()
    assert.equal(again?.method, 'REQUEST')

    await doorsOf(services).pass(nagoya, { door: 'cancel', applicationId: id, actor: visitor })
    const ending = await received()
    assert.deepEqual([ending?.method, ending?.status], ['CANCEL', 'CANCELLED'])

    const all = [invitation, second, third, open, again, ending]
    assert.equal(new Set(all.map((one) => one?.uid)).size, 1)
    const sequences = all.map((one) => one?.sequence ?? -1)
    assert.deepEqual(
      sequences,
      [...new Set(sequences)].toSorted((one, other) => one - other),
    )
  })

test('the files for download are read by another program than ours', async (t) => {
  const program = await startProgram()
  t.after(() => program.close())
  const { db, config } = program.gekkan.services
  const start = program.clock.now().add({ hours: 240 })
  const pool = await makePool(db, { accepted: 1, startsAt: start })
  const applied = await doorsOf(program.gekkan.services).pass(
    pool,
    applying('download', { proven: true }),
  )
  const { slug } = await db
    .selectFrom('events')
    .innerJoin('pools', 'pools.event_id', 'events.id')
    .select('events.slug')
    .where('pools.id', '=', pool)
    .executeTakeFirstOrThrow()
  const key = keyOf(config.secret, { id: idOf(applied), linkEpoch: 0 })
  for (const path of [`/my/${key}/calendar.ics`, `/events/${slug}/calendar.ics`]) {
    const response = await fetch(program.origin + path)
    const entry = read(await response.text())
    assert.equal(entry.method, 'PUBLISH', path)
    assert.equal(Temporal.Instant.from(entry.start ?? '').toString(), start.toString(), path)
  }
  const feed = await fetch(`${program.origin}/events.ics`)
  const calendar = new ICAL.Component(ICAL.parse(await feed.text()) as unknown[])
  const entries = calendar.getAllSubcomponents('vevent')
  assert.ok(entries.length > 1)
  for (const entry of entries) assert.ok(entry.getFirstPropertyValue('dtstart'))
})
