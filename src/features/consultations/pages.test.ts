import assert from 'node:assert/strict'
import { client, dayStart, makeDay } from '../../../test/support/consultations.ts'
import { eachDatabase, type FreshDatabase } from '../../../test/support/databases.ts'
import { hire, open, openOffice, send } from '../../../test/support/desk.ts'
import { makeStamp } from '../../http/stamp.ts'
import { bookAtOnce } from './booking.ts'
import { bookingPath } from './letters.ts'
import { findBooking } from './queries.ts'
import { consultationRoutes } from './routes.ts'

const secret = '相手の社長は来月退任の予定。口外しないこと'

/** An office with a day of consultations, two advisers and one booking with the first. */
async function consulting(database: FreshDatabase) {
  const office = await openOffice(database, [consultationRoutes()])
  office.clock.set('2020-11-04T15:00:00+09:00')
  const first = await hire(office, 'adviser')
  const second = await hire(office, 'adviser')
  const { id: eventId } = await office.db
    .insertInto('events')
    .values({
      edition_id: office.edition.id,
      slug: 'seminar-test',
      kind: 'seminar',
      state: 'published',
      mode: 'online',
      starts_at: dayStart.subtract({ hours: 4 }),
      ends_at: dayStart.subtract({ minutes: 15 }),
      month: null,
      previous_starts_at: null,
      title: JSON.stringify({ ja: '試験のセミナー' }),
      prefecture: null,
      support_ask_by: null,
      archive_until: null,
      certificate_minutes: null,
      created_at: dayStart,
      changed_at: dayStart,
      published_at: dayStart,
      cancelled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const made = await makeDay(office.db, {
    eventId,
    advisers: 2,
    staffIds: [first.staff.id, second.staff.id],
  })
  const mine = made.slots.filter(({ adviser_id }) => adviser_id === made.advisers[0])
  const outcome = await bookAtOnce(office.services, mine[1]!.pool_id, {
    applicant: client('a'),
    proven: true,
    asking: { topic: 'labour', question: '就業規則のどこを変えますか。' },
    formKey: null,
  })
  const id = (outcome.ok && outcome.application?.id) as number
  const act = (who: { cookie: string }, path: string, fields: [string, string][]) =>
    send(office, `/staff/my-consultations/${id}/${path}`, {
      cookie: who.cookie,
      form: `consultations.${path}`,
      fields,
    })
  return { office, first, second, id, act, ...made }
}

const text = async (response: Promise<Response>) => (await response).text()

eachDatabase('notes are seen by their adviser and by nobody else', async (database) => {
  const { office, first, second, id, act } = await consulting(database)
  const noted = await act(first, 'note', [['body', secret]])
  assert.equal(noted.status, 303)
  const own = `/staff/my-consultations/${id}`
  assert.ok((await text(open(office, own, first.cookie))).includes(secret))
  for (const role of ['officer', 'administrator', 'lead'] as const) {
    const { cookie } = await hire(office, role)
    const { status } = await open(office, own, cookie)
    assert.ok(status === 404 || status === 403, `${role} ${status}`)
    for (const path of [
      '/staff/consultations',
      '/staff/consultations/figures.csv',
      '/staff/my-consultations',
    ])
      assert.ok(!(await text(open(office, path, cookie))).includes(secret), `${role} ${path}`)
  }
  assert.equal((await open(office, own, second.cookie)).status, 404)
  assert.equal((await act(second, 'note', [['body', 'x']])).status, 404)
  assert.equal((await act(second, 'outcome', [['outcome', 'held']])).status, 404)
  await office.close()
})

eachDatabase('held, then followed up until N is used; each is linked', async (database) => {
  const { office, first, id, act } = await consulting(database)
  const { db } = office
  assert.equal((await act(first, 'outcome', [['outcome', 'held']])).status, 303)
  const row = await db
    .selectFrom('applications')
    .select('attendance')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(row.attendance, 'came')
  await act(first, 'note', [
    ['body', '次は規程の案を見る'],
    ['handOver', 'yes'],
  ])
  const when = (date: string): [string, string][] => [
    ['date', date],
    ['time', '14:00'],
  ]
  assert.equal((await act(first, 'follow-up', when('2020-11-18'))).status, 303)
  assert.equal((await act(first, 'follow-up', when('2020-11-19'))).status, 422)
  const next = await db
    .selectFrom('consultations')
    .selectAll()
    .where('follows', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(next.ordinal, 2)
  assert.equal((await findBooking(db, id))?.outcome, 'follow-up')
  const page = await text(
    open(office, `/staff/my-consultations/${next.application_id}`, first.cookie),
  )
  assert.ok(page.includes('次は規程の案を見る'))
  const again = (of: number, date: string) =>
    send(office, `/staff/my-consultations/${of}/follow-up`, {
      cookie: first.cookie,
      form: 'consultations.follow-up',
      fields: when(date),
    })
  assert.equal((await again(next.application_id, '2020-11-25')).status, 303)
  const third = await db
    .selectFrom('consultations')
    .select('application_id')
    .where('ordinal', '=', 3)
    .executeTakeFirstOrThrow()
  assert.equal((await again(third.application_id, '2020-12-02')).status, 422)
  const mails = await db.selectFrom('mails').select(['kind', 'text']).orderBy('id').execute()
  assert.deepEqual(
    mails.map(({ kind }) => kind),
    ['consultations.confirmed', 'consultations.confirmed', 'consultations.confirmed'],
  )
  assert.match(mails[1]?.text ?? '', /11月18日.*14:00〜14:30/)
  await office.close()
})

eachDatabase(
  'a document goes to its owner and its adviser, as a file to be saved',
  async (database) => {
    const { office, first, second, id } = await consulting(database)
    const booking = (await findBooking(office.db, id))!
    const path = bookingPath(office.config.secret, booking)
    const put = (file: File) => {
      const body = new FormData()
      body.append(
        '_stamp',
        makeStamp(office.config.secret, 'consultations.document', office.clock.now()),
      )
      body.append('document', file)
      return office.hono.request(`http://localhost:3000${path}/document`, { method: 'POST', body })
    }
    assert.equal((await put(new File(['<script>1</script>'], 'plan.pdf'))).status, 422)
    assert.equal((await put(new File(['%PDF-1.7 plan'], '規程の案.pdf'))).status, 303)
    assert.equal((await put(new File([new Uint8Array(10_000_001)], 'big.pdf'))).status, 422)
    const { id: file } = await office.db
      .selectFrom('consultation_files')
      .select('id')
      .executeTakeFirstOrThrow()
    const sent = await open(office, `${path}/files/${file}`)
    assert.equal(await sent.text(), '%PDF-1.7 plan')
    assert.match(
      sent.headers.get('content-disposition') ?? '',
      /^attachment; filename="[^"]*"; filename\*=UTF-8''%E8/,
    )
    assert.match(sent.headers.get('content-security-policy') ?? '', /sandbox/)
    const mine = `/staff/my-consultations/${id}/files/${file}`
    assert.equal((await open(office, mine, first.cookie)).status, 200)
    assert.equal((await open(office, mine, second.cookie)).status, 404)
    const officer = await hire(office, 'officer')
    assert.equal((await open(office, mine, officer.cookie)).status, 403)
    await office.close()
  },
)

eachDatabase(
  'a desk plans a day: breaks, preview, slots, blocks and an exception',
  async (database) => {
    const { office, day } = await consulting(database)
    const { cookie } = await hire(office, 'officer')
    const path = `/staff/consultations/days/${day.id}`
    const post = (rest: string, fields: [string, string][]) =>
      send(office, path + rest, { cookie, form: 'any', fields })
    const settings: [string, string][] = [
      ['starts', '16:15'],
      ['ends', '18:15'],
      ['slotMinutes', '30'],
      ['bufferMinutes', '5'],
      ['noticeMinutes', '60'],
      ['followUps', '5'],
      ['topics', 'labour 労務管理 | Labour\nict ICT'],
      ['published', 'yes'],
    ]
    assert.equal((await post('', settings)).status, 303)
    assert.equal((await post('', [...settings.slice(0, 2), ['slotMinutes', '0']])).status, 422)
    assert.equal((await post('', [['starts', '19:00'], ...settings.slice(1)])).status, 422)
    const pause: [string, string][] = [
      ['adviser', ''],
      ['from', '17:20'],
      ['to', '17:30'],
    ]
    assert.equal((await post('/break', pause)).status, 303)
    const before = await office.db.selectFrom('consultation_slots').selectAll().execute()
    assert.match(await text(open(office, `${path}/preview`, cookie)), /まだ何も変わっていません/)
    assert.deepEqual(await office.db.selectFrom('consultation_slots').selectAll().execute(), before)
    assert.equal((await post('/slots', [])).status, 303)
    const after = await office.db.selectFrom('consultation_slots').selectAll().execute()
    const booked = await office.db
      .selectFrom('applications')
      .select('pool_id')
      .executeTakeFirstOrThrow()
    assert.ok(after.some(({ pool_id }) => pool_id === booked.pool_id))
    const free = after.find(({ pool_id }) => pool_id !== booked.pool_id)!
    assert.equal((await post('/block', [['slot', String(booked.pool_id)]])).status, 422)
    assert.equal((await post('/block', [['slot', String(free.pool_id)]])).status, 303)
    const extra: [string, string][] = [
      ['slotAdviser', String(free.adviser_id)],
      ['at', '19:00'],
    ]
    assert.equal((await post('/extra', extra)).status, 303)
    assert.equal((await post('/extra', extra)).status, 422)
    assert.match(await text(open(office, path, cookie)), /閉じている/)
    const csv = await text(open(office, '/staff/consultations/figures.csv', cookie))
    assert.match(csv, /試験のセミナー,予約,,1/)
    assert.match(csv, /労務管理,1/)
    await office.close()
  },
)

eachDatabase('another key, an old key and a draft day are not there', async (database) => {
  const { office, id, day } = await consulting(database)
  const booking = (await findBooking(office.db, id))!
  const path = bookingPath(office.config.secret, booking)
  assert.equal((await open(office, path)).status, 200)
  assert.equal(
    (await open(office, `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).status,
    404,
  )
  await office.db.updateTable('applications').set({ link_epoch: 1 }).where('id', '=', id).execute()
  assert.equal((await open(office, path)).status, 404)
  assert.equal((await open(office, '/events/seminar-test/consultation')).status, 200)
  await office.db
    .updateTable('consultation_days')
    .set({ published_at: null })
    .where('id', '=', day.id)
    .execute()
  assert.equal((await open(office, '/events/seminar-test/consultation')).status, 404)
  await office.close()
})
