import assert from 'node:assert/strict'
import { eachDatabase, type FreshDatabase } from '../support/databases.ts'
import { hire, type Office, open, openOffice, send } from '../support/desk.ts'
import { applying } from '../support/pools.ts'
import { addMaterial, atMinute, attend, makeDay } from '../support/the-day.ts'
import { applicantRoutes } from '../../src/features/applicants/routes.ts'
import { applicationRoutes } from '../../src/features/applications/personal-routes.tsx'
import { doorsOf } from '../../src/features/applications/queue.ts'
import { eventRoutes } from '../../src/features/events/routes.tsx'
import { attendanceRoutes } from '../../src/features/attendance/routes.ts'

const routes = () => [eventRoutes(), applicationRoutes(), attendanceRoutes(), applicantRoutes()]

/** A day's office, three days before the seminar; closed with its test. */
async function atOffice(
  database: FreshDatabase,
  act: (
    office: Office,
    make: (...about: MakeDay) => ReturnType<typeof makeDay>,
  ) => Promise<unknown>,
): Promise<void> {
  const office = await openOffice(database, routes())
  office.clock.set(atMinute(-3 * 1440))
  try {
    const edition_id = office.edition.id
    await act(office, (more, wish) => makeDay(office.services, { edition_id, ...more }, wish))
  } finally {
    await office.close()
  }
}
type MakeDay = [Parameters<typeof makeDay>[1]?, Parameters<typeof makeDay>[2]?]

const read = async (office: Office, path: string, headers: Record<string, string> = {}) => {
  const response = await office.hono.request(`http://localhost:3000${path}`, { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const beacon = (office: Office, path: string, device: string) =>
  office.hono.request(`http://localhost:3000${path}/presence`, {
    method: 'POST',
    body: new URLSearchParams({ device }),
  })

const spans = async ({ db }: Office) =>
  (await db.selectFrom('presence_spans').selectAll().execute()).length

const secretRoom = 'himitsu'

eachDatabase(
  'the page goes through the day by the server’s clock, and reading it counts nothing',
  async (database) =>
    atOffice(database, async (office, make) => {
      const { id, pool } = await make({
        join_kind: 'hls',
        join_url: 'https://himitsu.example/a.m3u8',
      })
      const { path } = await attend(office.services, pool, 'one')
      const at = async (minute: number, says: RegExp, shown: boolean) => {
        office.clock.set(atMinute(minute))
        const { status, text, headers } = await read(office, `${path}/join`)
        assert.equal(status, 200)
        assert.match(text, says, `minute ${minute}`)
        assert.equal(text.includes(secretRoom), shown, `minute ${minute}`)
        const policy = headers.get('content-security-policy') ?? ''
        assert.equal(policy.includes('media-src https:'), shown, `minute ${minute}`)
        assert.equal(headers.get('cache-control'), 'no-store')
        assert.equal(headers.get('referrer-policy'), 'no-referrer')
      }
      await at(-1500, /開始まで[^]*1日 ?1時間/, false)
      await at(-31, /開始前です/, false)
      await at(-30, /待合室です/, false)
      await at(0, /開催中です[^]*参加の記録/, true)
      await at(179, /開催中です/, true)
      await at(180, /予定の終了時刻を過ぎました/, true)
      await at(210, /録画の公開はありません/, false)
      const archive = {
        archive_for: 'applicants',
        archive_url: 'https://vimeo.com/12345',
        archive_until: Temporal.Instant.from(atMinute(10_000)),
      } as const
      await office.db.updateTable('events').set(archive).where('id', '=', id).execute()
      await at(211, /動画は player\.vimeo\.com から配信されます/, false)
      const { text, headers } = await read(office, `${path}/join?play`)
      assert.match(text, /<iframe[^>]*src="https:\/\/player\.vimeo\.com\/video\/12345\?dnt=1"/)
      assert.match(
        headers.get('content-security-policy') ?? '',
        /frame-src https:\/\/player\.vimeo\.com$/,
      )
      await at(10_000, /録画の公開期間は終わりました/, false)
      assert.equal(await spans(office), 0)
    }),
)

eachDatabase('nobody without a confirmed place learns the address, on any page', async (database) =>
  atOffice(database, async (office, make) => {
    const { slug, pool } = await make({
      join_url: 'https://himitsu.example/room',
      archive_for: 'applicants',
      archive_url: 'https://himitsu.example/video',
    })
    const approving = await make({ join_url: 'https://himitsu.example/x' }, { entry: 'approval' })
    const full = await make({ join_url: 'https://himitsu.example/y' }, { accepted: 1 })
    const venue = await make({ join_url: 'https://himitsu.example/z', mode: 'hybrid' })
    const { db, services } = office
    await db.updateTable('pools').set({ channel: 'venue' }).where('id', '=', venue.pool).execute()
    const held = await attend(services, pool, 'held', false)
    const gone = await attend(services, pool, 'gone')
    await attend(services, full.pool, 'first')
    const actor = { kind: 'visitor' } as const
    await doorsOf(services).pass(pool, { door: 'cancel', applicationId: gone.id, actor })
    const people = [
      held.path,
      gone.path,
      (await attend(services, approving.pool, 'requested')).path,
      (await attend(services, full.pool, 'second')).path,
      (await attend(services, venue.pool, 'in the hall')).path,
    ]
    const tails = ['', '/join', '/join?play', '/materials', '/answers', '/date', '/calendar.ics']
    const addresses = [
      ...people.flatMap((path) => tails.map((tail) => path + tail)),
      '/events',
      '/events.ics',
      ...[slug, full.slug].flatMap((one) => [
        `/events/${one}`,
        `/events/${one}/calendar.ics`,
        `/events/${one}/apply`,
        `/en/events/${one}`,
      ]),
    ]
    for (const minute of [-100, 5, 185, 400]) {
      office.clock.set(atMinute(minute))
      for (const address of addresses) {
        const { text, headers, status } = await read(office, address)
        assert.ok(status < 500, address)
        if (address.endsWith('/join')) assert.equal(status, 200, address)
        assert.ok(!text.includes(secretRoom), `${address} at ${minute}`)
        assert.ok(!JSON.stringify([...headers]).includes(secretRoom), address)
      }
      for (const path of people) {
        const response = await beacon(office, path, 'a-device-1')
        assert.ok(!(await response.text()).includes(secretRoom))
      }
    }
    assert.equal(await spans(office), 0)
    const mails = await db.selectFrom('mails').select(['text', 'html', 'calendar']).execute()
    assert.ok(!JSON.stringify(mails).includes(secretRoom))
  }),
)

eachDatabase(
  'five hundred pages behind one address of an office are all counted',
  async (database) =>
    atOffice(database, async (office, make) => {
      const { id, pool, slug } = await make()
      const names = Array.from({ length: 500 }, (_, n) => `p${n}`)
      const paths: string[] = []
      for (const name of names) paths.push((await attend(office.services, pool, name)).path)
      for (const minute of [0, 0.5]) {
        office.clock.set(atMinute(minute))
        const statuses = new Set<number>()
        for (let from = 0; from < 500; from += 50) {
          const part = paths.slice(from, from + 50)
          const answers = await Promise.all(part.map((path) => beacon(office, path, 'a-device-1')))
          for (const { status } of answers) statuses.add(status)
        }
        assert.deepEqual([...statuses], [200])
      }
      assert.equal(await spans(office), 500)
      const { cookie } = await hire(office, 'officer')
      const list = await read(office, `/staff/events/${slug}/applicants`, { cookie })
      assert.match(list.text, /いま参加ページを開いている方: 500人/)
      const checkIn = await read(office, `/staff/events/${slug}/applicants/check-in`, { cookie })
      assert.match(checkIn.text, /いま500人です[^]*申込 p0[^]*ほかに300人います/)
      assert.ok(id > 0)
    }),
)

eachDatabase(
  'the button counts without a script, and an officer’s mark stands above the minutes',
  async (database) =>
    atOffice(database, async (office, make) => {
      const { pool, slug } = await make()
      const { id, path } = await attend(office.services, pool, 'one')
      const press = () =>
        office.hono.request(`http://localhost:3000${path}/presence`, {
          method: 'POST',
          body: new URLSearchParams(),
        })
      office.clock.set(atMinute(-60))
      await press()
      assert.equal(await spans(office), 0)
      for (const minute of [1, 29]) {
        office.clock.set(atMinute(minute))
        assert.equal((await press()).headers.get('location'), `${path}/join?noted`)
      }
      assert.match((await read(office, `${path}/join`)).text, /これまでに記録した時間: 28分/)
      for (const device of ['short', 'pressed-by-hand', 'with space in it', 'x'.repeat(65)])
        assert.equal((await beacon(office, path, device)).status, 400, device)
      const { cookie } = await hire(office, 'officer')
      const own = `/staff/events/${slug}/applicants/${id}`
      await send(office, `${own}/absent`, { cookie, form: 'applicants.absent' })
      const { attendance } = await office.db
        .selectFrom('applications')
        .select('attendance')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      assert.equal(attendance, 'absent')
      assert.equal((await open(office, own, cookie)).status, 200)
    }),
)

eachDatabase(
  'materials come in whole or in parts, to whom they are for, until their date',
  async (database) =>
    atOffice(database, async (office, make) => {
      const { id: eventId, pool, slug } = await make()
      const { services } = office
      const bytes = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 251))
      const until = Temporal.Instant.from(atMinute(600))
      const own = await addMaterial(services, eventId, { name: '資料 1.pdf', bytes, until })
      const all = await addMaterial(services, eventId, { name: 'all.pdf', bytes, audience: 'all' })
      const other = await addMaterial(services, (await make()).id, { name: 'x.pdf', bytes })
      const { path } = await attend(services, pool, 'one')
      const held = await attend(services, pool, 'held', false)
      const get = async (address: string, headers = {}) => {
        const response = await office.hono.request(`http://localhost:3000${address}`, { headers })
        return { response, body: Buffer.from(await response.arrayBuffer()) }
      }
      const whole = await get(`${path}/materials/${own}`)
      assert.deepEqual(whole.body, bytes)
      const header = (name: string) => whole.response.headers.get(name)
      assert.equal(header('content-type'), 'application/pdf')
      assert.match(
        String(header('content-disposition')),
        /^attachment;.*''%E8%B3%87%E6%96%99%201\.pdf$/,
      )
      assert.equal(header('cache-control'), 'no-store')
      assert.equal(header('content-length'), '5000')
      const part = await get(`${path}/materials/${own}`, { range: 'bytes=1000-1099' })
      assert.equal(part.response.status, 206)
      assert.equal(part.response.headers.get('content-range'), 'bytes 1000-1099/5000')
      assert.deepEqual(part.body, bytes.subarray(1000, 1100))
      const beyond = await get(`${path}/materials/${own}`, { range: 'bytes=5000-' })
      assert.deepEqual([beyond.response.status, beyond.body.length], [416, 0])
      const stale = await get(`${path}/materials/${own}`, { range: 'bytes=0-9', 'if-range': '"x"' })
      assert.deepEqual([stale.response.status, stale.body.length], [200, 5000])
      const etag = String(header('etag'))
      assert.equal(
        (await get(`${path}/materials/${own}`, { 'if-none-match': etag })).response.status,
        304,
      )

      assert.match((await read(office, `${path}/materials`)).text, /\[PDF・5KB\]/)
      assert.match(
        (await read(office, `${held.path}/materials`)).text,
        /メールアドレスの確認がまだです/,
      )
      const statuses = async () =>
        Promise.all(
          [
            `${path}/materials/${own}`,
            `${path}/materials/${all}`,
            `${path}/materials/${other}`,
            `${held.path}/materials/${own}`,
            `/events/${slug}/materials/${own}`,
            `/events/${slug}/materials/${all}`,
          ].map(async (address) => (await get(address)).response.status),
        )
      assert.deepEqual(await statuses(), [200, 200, 404, 404, 404, 200])
      const page = (await read(office, `/events/${slug}`)).text
      assert.ok(page.includes(`/events/${slug}/materials/${all}`))
      assert.ok(!page.includes(`/materials/${own}`))
      office.clock.set(atMinute(600))
      assert.deepEqual(await statuses(), [404, 200, 404, 404, 404, 200])
    }),
)

eachDatabase(
  'who applies in the last hour goes in from the receipt, and nobody earlier',
  async (database) =>
    atOffice(database, async (office, make) => {
      const { pool, slug, id } = await make()
      const formKey = (name: string) => `form-key-${name}`.padEnd(22, 'x')
      const apply = async (name: string) => {
        await doorsOf(office.services).pass(pool, applying(name, { formKey: formKey(name) }))
        const receipt = `/events/${slug}/applications/${formKey(name)}`
        const { text } = await read(office, receipt)
        const number = /name="number" value="(\d+)"/.exec(text)?.[1]
        return { receipt, number }
      }
      office.clock.set(atMinute(-61))
      const early = await apply('early')
      assert.equal(early.number, undefined)
      office.clock.set(atMinute(-60))
      assert.ok(!(await read(office, early.receipt)).text.includes(`${early.receipt}/join`))
      const late = await apply('late')
      assert.ok(late.number)
      const press = (receipt: string, number: string) =>
        office.hono.request(`http://localhost:3000${receipt}/join`, {
          method: 'POST',
          body: new URLSearchParams({ number }),
        })
      assert.equal((await press(early.receipt, '1')).headers.get('location'), early.receipt)
      const location = (await press(late.receipt, String(late.number))).headers.get('location')
      assert.match(String(location), /^\/my\/[^/]+\/join$/)
      office.clock.set(atMinute(0))
      assert.match((await read(office, String(location))).text, /himitsu-room/)
      const rows = await office.db
        .selectFrom('applications')
        .select('state')
        .where('event_id', '=', id)
        .orderBy('id')
        .execute()
      assert.deepEqual(
        rows.map(({ state }) => state),
        ['held', 'confirmed'],
      )
    }),
)
