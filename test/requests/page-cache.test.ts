import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request } from 'node:http'
import { transaction } from '../../src/db/transaction.ts'
import { findActivity, moveActivity, type Activity } from '../../src/features/activities/queries.ts'
import { currentEdition } from '../../src/features/editions/current.ts'
import { signInStaff } from '../support/people.ts'
import type { TestProgram } from '../support/program.ts'
import { publish, registerFully, startEmptyProgram } from '../support/registering-by-http.ts'
import { openVisit, type Visit } from '../support/visit.ts'

let program: TestProgram
let visit: Visit
let officer: Visit
before(async () => {
  program = await startEmptyProgram()
  visit = openVisit(program)
  officer = openVisit(program, await signInStaff(program, 'lead'))
})
after(() => program.close())

type Raw = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }
/** Without anything decoding what comes. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const asked = request(program.origin + path, { method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    asked.on('error', reject).end()
  })
}

const cached = async () => {
  const { text } = await visit.get('/metrics')
  return Number(/gekkan_pages_from_cache_total (\d+)/.exec(text)?.[1])
}

test('a public page is rendered once and then answered from the cache with the same bytes', async () => {
  const first = await raw('/about')
  const before = await cached()
  const second = await raw('/about')
  assert.equal(await cached(), before + 1)
  assert.deepEqual(second.body, first.body)
  assert.equal(second.headers['etag'], first.headers['etag'])
})

test('brotli, gzip and plain are the same page under one validator', async () => {
  const plain = await raw('/about')
  const br = await raw('/about', { 'accept-encoding': 'gzip, deflate, br' })
  const gzip = await raw('/about', { 'accept-encoding': 'gzip' })
  assert.equal(br.headers['content-encoding'], 'br')
  assert.equal(gzip.headers['content-encoding'], 'gzip')
  assert.deepEqual(brotliDecompressSync(br.body), plain.body)
  assert.deepEqual(gunzipSync(gzip.body), plain.body)
  for (const { headers, body } of [plain, br, gzip]) {
    assert.equal(headers['etag'], plain.headers['etag'])
    assert.equal(headers['vary'], 'Accept-Encoding')
    assert.equal(Number(headers['content-length']), body.length)
  }
})

test('who refuses brotli is not given it', async () => {
  const { headers } = await raw('/about', { 'accept-encoding': 'br;q=0, gzip;q=0' })
  assert.equal(headers['content-encoding'], undefined)
})

test('a reader who has the page gets 304 without a body, weak and listed validators too', async () => {
  const { headers } = await raw('/activities')
  const etag = String(headers['etag'])
  for (const match of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const answer = await raw('/activities', { 'if-none-match': match })
    assert.equal(answer.status, 304)
    assert.equal(answer.body.length, 0)
    assert.equal(answer.headers['etag'], etag)
    assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/)
  }
  assert.equal((await raw('/activities', { 'if-none-match': '"other"' })).status, 200)
})

test('HEAD answers what GET would, without a body', async () => {
  for (const path of ['/', '/activities', '/activities/new', '/nothing']) {
    const get = await raw(path)
    const head = await raw(path, {}, 'HEAD')
    assert.equal(head.status, get.status)
    assert.equal(head.body.length, 0)
    for (const name of ['content-type', 'cache-control', 'etag', 'content-security-policy'])
      assert.equal(head.headers[name], get.headers[name], `${path} ${name}`)
  }
})

test('a publication shows at once on every page that was kept, a withdrawal takes it from all', async () => {
  const name = '株式会社すぐに見える'
  const { id, number } = await registerFully(program, { who: { name } })
  const own = `/activities/2020-${String(number).padStart(4, '0')}`
  const search = `/activities?q=${encodeURIComponent('すぐに見える')}`
  const lists = [
    '/',
    '/activities',
    search,
    '/activities.atom',
    '/activities.json',
    '/activities.csv',
  ]
  for (const path of lists) assert.ok(!(await visit.get(path)).text.includes(name), path)
  assert.equal((await visit.get(own)).status, 404)
  assert.equal((await publish(officer, id)).status, 303)
  for (const path of [own, ...lists]) assert.ok((await visit.get(path)).text.includes(name), path)
  for (const path of [own, ...lists]) assert.ok((await visit.get(path)).text.includes(name), path)
  await withdraw(id)
  for (const path of lists) assert.ok(!(await visit.get(path)).text.includes(name), path)
  assert.equal((await visit.get(own)).status, 404)
  for (const file of ['certificate.pdf', 'badge.svg', 'badge.png'])
    assert.equal((await visit.get(`${own}/${file}`)).status, 404)
  const { pages } = program.gekkan.services
  for (const path of [own, ...lists]) {
    const stale = pages.findStale(path)
    assert.ok(!stale?.plain.toString().includes(name), `a stale copy of ${path}`)
  }
})

async function withdraw(id: number): Promise<void> {
  const { db, changes, clock } = program.gekkan.services
  const edition = await currentEdition(db)
  await transaction(db, async (trx) => {
    const activity = (await findActivity(trx, edition.id, id)) as Activity
    const now = clock.now()
    await moveActivity(trx, activity, 'withdraw', { now, withdrawn_at: now })
    await changes.announce(trx, { kind: 'activities', id, removed: true })
  })
  // the announcement comes back over the database's own line
  for (let n = 0; n < 100; n += 1) {
    if (!program.gekkan.services.pages.findStale('/activities')) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a page is made anew when its day is over', async () => {
  const before = await raw('/')
  program.clock.set('2020-11-11T00:00:01+09:00')
  const after = await raw('/')
  assert.notEqual(after.headers['etag'], before.headers['etag'])
})

test('pages for one person are never kept for another', async () => {
  await officer.get('/staff')
  for (const path of ['/staff', '/activities/new/who', '/staff/sign-in']) {
    await officer.get(path)
    assert.equal(program.gekkan.services.pages.findStale(path), undefined, path)
  }
})

test('an address with a long or odd query is answered and not kept', async () => {
  const path = `/activities?q=${'x'.repeat(1500)}`
  assert.equal((await visit.get(path)).status, 200)
  assert.equal(program.gekkan.services.pages.findStale(path), undefined)
  for (const odd of [
    '/activities?page=-1',
    '/activities?page=1e9',
    '/activities?kind=%00',
    '/activities?q=%E3%81',
  ])
    assert.ok((await visit.get(odd)).status < 500, odd)
})
