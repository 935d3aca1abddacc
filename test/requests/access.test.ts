import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { insertEdition } from '../../src/features/editions/queries.ts'
import { readEditionFile } from '../../src/features/editions/read-edition-file.ts'
import { can, type Role } from '../../src/http/roles.ts'
import type { Route } from '../../src/http/routes.ts'
import { root } from '../../src/lib/root.ts'
import { signInOwner, signInStaff } from '../support/people.ts'
import type { TestProgram } from '../support/program.ts'
import { registerFully, startEmptyProgram } from '../support/registering-by-http.ts'
import { openVisit, type Visit } from '../support/visit.ts'

let program: TestProgram
let routes: Route[]
let id: number
before(async () => {
  program = await startEmptyProgram()
  routes = program.gekkan.routes
  id = (await registerFully(program)).id
})
after(() => program.close())

/** An address that a route's pattern matches; its ids exist nowhere unless given. */
function addressOf({ path }: Route, ids = '987654'): string {
  return path
    .replace(':step{who|what|contact}', 'who')
    .replace(':number{[0-9a-z-]+-[0-9]+}', '2020-9999')
    .replaceAll(/:[a-z]+\{\[0-9[-]?\]\+\}/g, ids)
    .replaceAll(/:[a-z]+\{[^{}]*\{(\d+)[^{}]*\}\}/g, (_, length) => 'k'.repeat(Number(length)))
    .replaceAll(/:[a-z]+\{\[a-z0-9-\]\+\}/g, 'nothing-there')
    .replaceAll(/:[a-z]+/g, ids)
}

const post = (visit: Visit, path: string, headers: Record<string, string> = {}) =>
  visit.send(path, { method: 'POST', body: new URLSearchParams({ name: 'x' }), headers })

test('every address made here fits its route', () => {
  for (const route of routes) assert.doesNotMatch(addressOf(route), /[{}:]/, route.path)
})

const foreign: [string, Record<string, string>][] = [
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a sister site', { 'sec-fetch-site': 'same-site' }],
  ['a page typed in by hand', { 'sec-fetch-site': 'none', origin: 'https://evil.example' }],
  ['an old browser on another site', { origin: 'https://evil.example' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['our port on another host', { origin: 'http://evil.localhost' }],
]
for (const [who, headers] of foreign) {
  test(`every route that changes something refuses what ${who} has caused`, async () => {
    const staff = openVisit(program, await signInStaff(program, 'administrator'))
    for (const route of routes.filter(({ method }) => method === 'POST')) {
      const { status } = await post(staff, addressOf(route, String(id)), headers)
      assert.equal(status, 403, `${route.path} ${JSON.stringify(headers)}`)
    }
  })
}

test('other methods that change something are refused to other sites as well', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const visit = openVisit(program)
    const headers = { 'sec-fetch-site': 'cross-site' }
    assert.equal((await visit.send('/activities/new/who', { method, headers })).status, 403)
    const { status, headers: told } = await visit.send('/activities/new/who', { method })
    assert.equal(status, 405)
    assert.equal(told.get('allow'), 'GET, HEAD, POST')
  }
  const { status, headers } = await post(openVisit(program), '/about')
  assert.deepEqual([status, headers.get('allow')], [405, 'GET, HEAD'])
})

test('a visitor is sent to the sign-in by every staff page and to the link by every owner page', async () => {
  const visit = openVisit(program)
  for (const route of routes) {
    const path = addressOf(route, String(id))
    const send = () => (route.method === 'GET' ? visit.get(path) : post(visit, path))
    if (route.access.who === 'staff') {
      const { status, location } = await send()
      const back = route.method === 'GET' ? `?next=${encodeURIComponent(path)}` : ''
      assert.deepEqual([status, location], [303, `/staff/sign-in${back}`], path)
    }
    if (route.access.who === 'owner') {
      const { status, location } = await send()
      assert.deepEqual([status, location], [303, '/mine'], path)
    }
  }
  assert.equal(visit.cookies.size, 0)
})

test('an owner is nobody on staff pages', async () => {
  const owner = openVisit(program, await signInOwner(program, id))
  for (const route of routes.filter(({ access }) => access.who === 'staff')) {
    const path = addressOf(route, String(id))
    const answer = route.method === 'GET' ? await owner.get(path) : await post(owner, path)
    assert.equal(answer.status, 303, path)
    assert.match(String(answer.location), /^\/staff\/sign-in/)
  }
})

for (const role of ['viewer', 'auditor', 'organiser', 'officer', 'lead'] satisfies Role[]) {
  test(`the role ${role} is refused exactly what it may not do`, async () => {
    const signedIn = await signInStaff(program, role)
    const grants = [{ role, editionId: null, body: null, prefectures: null }]
    const person = { id: signedIn.id, name: '', email: '', grants }
    for (const route of routes) {
      if (route.access.who !== 'staff') continue
      // signing out or ending sessions would end the test's own
      if (/sign-out|sessions\/end/.test(route.path)) continue
      const visit = openVisit(program, signedIn)
      const path = addressOf(route)
      const answer = route.method === 'GET' ? await visit.get(path) : await post(visit, path)
      if (can(person, route.access.capability)) assert.notEqual(answer.status, 403, path)
      else assert.equal(answer.status, 403, path)
      assert.ok(answer.status < 500, `${answer.status} ${route.method} ${path}`)
    }
  })
}

test('what belongs to another edition and what does not exist are one and the same 404', async () => {
  const { db } = program.gekkan.services
  const now = program.clock.now()
  const definition = readEditionFile(`${root}/demo/2020/edition.yaml`)
  const other = await insertEdition(db, { ...definition, slug: '2019', year: 2019 }, now)
  const { id: elsewhere } = await db
    .insertInto('activities')
    .values({
      edition_id: other.id,
      profile: 'activity',
      state: 'draft',
      source: 'web',
      language: 'ja',
      created_at: now,
      changed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const signedIn = await signInStaff(program, 'administrator')
  const plain = (text: string, own: string) =>
    text.replaceAll(`activities/${own}`, 'ID').replaceAll(/name="_stamp" value="[^"]*"/g, '')
  for (const route of routes) {
    if (!route.path.startsWith('/staff/activities/:id') || route.method !== 'GET') continue
    const visit = openVisit(program, signedIn)
    const foreign = await visit.get(addressOf(route, String(elsewhere)))
    const missing = await visit.get(addressOf(route))
    assert.deepEqual([foreign.status, missing.status], [404, 404], route.path)
    assert.equal(plain(foreign.text, String(elsewhere)), plain(missing.text, '987654'))
  }
})

test('numbers that were never dealt, unpublished ones and nonsense are one and the same 404', async () => {
  const visit = openVisit(program)
  const { number } = await program.gekkan.services.db
    .selectFrom('activities')
    .select('number')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const names = [`2020-${String(number).padStart(4, '0')}`, '2020-9999', '2019-0001', 'x-1']
  const answers = await Promise.all(names.map((name) => visit.get(`/activities/${name}`)))
  const texts = answers.map(({ text }, n) => text.replaceAll(names[n] as string, 'N'))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404, 404, 404],
  )
  assert.equal(new Set(texts).size, 1)
})
