import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { signInStaff } from '../support/people.ts'
import type { TestProgram } from '../support/program.ts'
import { publish, registerFully, startEmptyProgram } from '../support/registering-by-http.ts'
import { openVisit, type Visit } from '../support/visit.ts'

let program: TestProgram
let visit: Visit
let officer: Visit
let published: string
let picture: string
before(async () => {
  program = await startEmptyProgram()
  visit = openVisit(program)
  officer = openVisit(program, await signInStaff(program, 'lead'))
  const drawn = new File([await pixels()], 'x.png')
  const what = { imageAlt: '会議室' }
  const { id, number } = await registerFully(program, { what, picture: drawn })
  assert.equal((await publish(officer, id)).status, 303)
  published = `/activities/2020-${String(number).padStart(4, '0')}`
  picture = /\/pictures\/[0-9a-f]+/.exec((await visit.get(published)).text)?.[0] ?? ''
  assert.ok(picture)
})
after(() => program.close())

async function pixels(): Promise<Uint8Array<ArrayBuffer>> {
  const { default: sharp } = await import('sharp')
  const image = sharp({ create: { width: 90, height: 60, channels: 3, background: '#0a5' } })
  return new Uint8Array(await image.png().toBuffer())
}

const form = (body: BodyInit, headers = {}): RequestInit => ({ method: 'POST', body, headers })
const kept = 'public, max-age=0, s-maxage=30, must-revalidate'
const pressed = 'application/x-www-form-urlencoded'

/** One of every class of answer: how to get it, its status and how long it may be kept. */
const classes: Record<string, () => [string, RequestInit, number, string]> = {
  'a public page': () => ['/about', {}, 200, kept],
  'a public page once more, from the cache': () => ['/about', {}, 200, kept],
  'a public page in English': () => ['/en/activities', {}, 200, kept],
  'the page of an activity': () => [published, {}, 200, kept],
  'a feed': () => ['/activities.atom', {}, 200, kept],
  'a table': () => ['/activities.csv', {}, 200, kept],
  'a list for machines': () => ['/activities.json', {}, 200, kept],
  'the sitemap': () => ['/sitemap.xml', {}, 200, kept],
  'the rules for robots': () => ['/robots.txt', {}, 200, kept],
  'a certificate': () => [`${published}/certificate.pdf`, {}, 200, ''],
  'a badge as SVG': () => [`${published}/badge.svg`, {}, 200, ''],
  'a badge as PNG': () => [`${published}/badge.png`, {}, 200, ''],
  'the first page of the form': () => ['/activities/new', {}, 200, 'no-store'],
  'a form': () => ['/activities/new/who', {}, 200, 'no-store'],
  'a form that came back': () => [
    '/activities/new/who',
    form('name=', { 'content-type': pressed }),
    422,
    'no-store',
  ],
  'a redirection': () => ['/staff', {}, 303, 'no-store'],
  'a missing page': () => ['/nothing', {}, 404, 'no-store'],
  'a missing asset': () => ['/assets/nothing.css', {}, 404, 'no-store'],
  'a wrong method': () => ['/about', form('x=1', { 'content-type': pressed }), 405, 'no-store'],
  'a request that is too large': () => [
    '/activities/new/who',
    form(new Uint8Array(61_000_000), { 'content-type': pressed }),
    413,
    'no-store',
  ],
  'a body that is no form': () => [
    '/activities/new/who',
    form('{}', { 'content-type': 'application/json' }),
    415,
    'no-store',
  ],
  'another site’s request': () => [
    '/activities/new/who',
    form('x=1', { 'sec-fetch-site': 'cross-site' }),
    403,
    'no-store',
  ],
  'a picture': () => [picture, {}, 200, 'public, max-age=60'],
  'a mark': () => ['/marks/favicon.svg', {}, 200, 'public, max-age=3600'],
  'the page of a dead link': () => ['/activities/confirm/x', {}, 404, 'no-store'],
  'the sign-in': () => ['/staff/sign-in', {}, 200, 'no-store'],
  'a sign of life': () => ['/healthz', {}, 200, 'no-store'],
  readiness: () => ['/readyz', {}, 200, 'no-store'],
  'the figures of operation': () => ['/metrics', {}, 200, 'no-store'],
}

function assertProtected(headers: Headers, what: string): void {
  const policy = headers.get('content-security-policy') ?? ''
  assert.match(policy, /default-src 'none'/, what)
  assert.doesNotMatch(policy, /unsafe|\*|data:|https?:/, what)
  assert.match(policy, /frame-ancestors 'none'|sandbox/, what)
  assert.equal(headers.get('x-frame-options'), 'DENY', what)
  assert.equal(headers.get('x-content-type-options'), 'nosniff', what)
  assert.match(
    headers.get('referrer-policy') ?? '',
    /^(strict-origin-when-cross-origin|no-referrer)$/,
    what,
  )
  assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', what)
  assert.match(
    headers.get('cross-origin-resource-policy') ?? '',
    /^(same-origin|cross-origin)$/,
    what,
  )
  assert.match(
    headers.get('permissions-policy') ?? '',
    /camera=\(\), microphone=\(\), geolocation=\(\)/,
    what,
  )
  assert.equal(headers.get('access-control-allow-origin'), null, what)
  assert.equal(headers.get('x-powered-by'), null, what)
}

for (const [what, ask] of Object.entries(classes)) {
  test(`${what} carries the protecting headers and says how long it may be kept`, async () => {
    const [path, init, status, cacheControl] = ask()
    const stranger = openVisit(program)
    const answer = await stranger.send(path, init)
    assert.equal(answer.status, status)
    assertProtected(answer.headers, what)
    if (cacheControl) assert.equal(answer.headers.get('cache-control'), cacheControl)
    else assert.ok(answer.headers.get('cache-control'))
    if (status < 300) assert.match(answer.headers.get('content-type') ?? '', /^[a-z]+\/[a-z]/)
    assert.equal(stranger.cookies.size, 0)
  })
}

test('nothing is said in a page that the policy would refuse: no inline script, style or handler', async () => {
  for (const path of [
    '/',
    '/activities',
    published,
    '/toolkit',
    '/activities/new',
    '/staff/sign-in',
  ]) {
    const { text } = await visit.get(path)
    assert.doesNotMatch(text, /\sstyle="|\son[a-z]+="|<style|javascript:/i, path)
    for (const [tag] of text.matchAll(/<script[^>]*>/g))
      assert.match(tag, /src="\/assets\/|type="application\/ld\+json"/, path)
  }
})

test('an asset is kept for a year under a name of its content', async () => {
  const { text } = await visit.get('/')
  const path = /href="(\/assets\/[^"]+\.css)"/.exec(text)?.[1] ?? ''
  const answer = await visit.get(path, { 'accept-encoding': 'br' })
  assertProtected(answer.headers, path)
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(answer.headers.get('content-encoding'), 'br')
  assert.equal(answer.headers.get('vary'), 'Accept-Encoding')
})

test('the page of a fault of ours has its number, the headers, and nothing of the fault', async () => {
  const { db } = program.gekkan.services
  const { sql } = await import('kysely')
  await sql`alter table activities rename column contact_name to away`.execute(db)
  const draft = await visit
    .post('/activities/new/who', {})
    .then(() => officer.get('/staff/activities/1'))
  await sql`alter table activities rename column away to contact_name`.execute(db)
  assert.equal(draft.status, 500)
  assertProtected(draft.headers, '500')
  assert.equal(draft.headers.get('cache-control'), 'no-store')
  assert.ok(draft.text.includes(String(draft.headers.get('x-request-id'))))
  assert.doesNotMatch(draft.text, /contact_name|column|kysely|at .*\.ts/)
})

test('over https cookies are bound to the host and the site asks for https for two years', async () => {
  const { withSecurityHeaders } = await import('../../src/http/headers.ts')
  const { Hono } = await import('hono')
  const app = new Hono<import('../../src/http/context.ts').Env>()
  app.use(withSecurityHeaders(true)).get('/', (c) => c.text('x'))
  const answer = await app.request('/')
  assert.equal(
    answer.headers.get('strict-transport-security'),
    'max-age=63072000; includeSubDomains',
  )
})

test('readiness is green without a mail server and says what is missing', async () => {
  const { status, text } = await visit.get('/readyz')
  assert.equal(status, 200)
  assert.deepEqual(JSON.parse(text).degraded, ['smtp is not configured'])
})
