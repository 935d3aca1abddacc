import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { Hono } from 'hono'
import { signInOwner, signInStaff } from '../support/people.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { openVisit, type Visit } from '../support/visit.ts'
import { languagePrefixes } from './addresses.ts'

let program: TestProgram
before(async () => {
  program = await startProgram()
})
after(() => program.close())

// When somebody was last seen, and how often, is the only thing that reading may write down.
const apart = ['rate_counters', 'sessions']
// The log names who has read personal data; that is what it is for.
const readings = [
  'activities.viewed',
  'activities.exported',
  'applications.exported',
  'events.survey-exported',
  'mail.viewed',
]

/** Rows and their contents of every table, as one line each. */
async function contents(): Promise<Record<string, string>> {
  const { db } = program.gekkan.services
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
  const found: Record<string, string> = {}
  for (const { name } of rows) {
    if (apart.includes(name)) continue
    const { rows: sums } = await sql<{ count: number; sum: string | null }>`
      select count(*)::int as count, md5(string_agg(row::text, '|' order by row::text)) as sum
      from ${sql.table(name)} as row
      where not (to_jsonb(row) ? 'action' and to_jsonb(row)->>'action' = any(${readings}))`.execute(
      db,
    )
    found[name] = `${sums[0]?.count} rows, ${sums[0]?.sum}`
  }
  return found
}

/** Which of the program's own routes an address belongs to. */
function routeFinder(): (address: string) => string | undefined {
  const finder = new Hono()
  for (const { method, path } of program.gekkan.routes)
    if (method === 'GET') finder.get(path, (c) => c.text(path))
  return (address) => {
    const [handlers] = finder.router.match('GET', address)
    const [found] = handlers ?? []
    const at = found ? finder.routes.find((route) => route.handler === found[0]?.[0]) : undefined
    return at?.path
  }
}

/** Follows every link, a few addresses of every route, and returns the routes it has been to. */
async function crawl(visit: Visit, from: string[]): Promise<Set<string>> {
  const routeOf = routeFinder()
  const times = new Map<string, number>()
  const open = [...from]
  const seen = new Set<string>()
  for (let address = open.shift(); address !== undefined; address = open.shift()) {
    if (seen.has(address)) continue
    seen.add(address)
    const path = new URL(address, program.origin).pathname.replace(/^\/(en|ko|zh-hans)(?=\/|$)/, '')
    const route = routeOf(path || '/') ?? path
    const before = times.get(route) ?? 0
    if (before >= 5) continue
    times.set(route, before + 1)
    const { text, status } = await visit.get(address)
    assert.ok(status < 500, `${status} ${address}`)
    for (const [, href] of text.matchAll(/(?:href|src|action)="(\/[^"#]*)"/g))
      open.push((href as string).replaceAll('&amp;', '&'))
  }
  return new Set(times.keys())
}

const beginnings = languagePrefixes.map((prefix) => prefix || '/')
const people: Record<string, () => Promise<[Visit, string[]]>> = {
  'a visitor': async () => [openVisit(program), beginnings],
  'an owner': async () => {
    const { id } = await program.gekkan.services.db
      .selectFrom('activities')
      .select('id')
      .where('state', '=', 'published')
      .executeTakeFirstOrThrow()
    return [openVisit(program, await signInOwner(program, id)), ['/mine', '/mine/activity', '/']]
  },
  'an administrator': async () => [
    openVisit(program, await signInStaff(program, 'administrator')),
    ['/staff', '/staff/account', '/staff/style', '/en/staff'],
  ],
}

for (const [who, enter] of Object.entries(people)) {
  test(`following every link as ${who} changes nothing`, async (t) => {
    const [visit, from] = await enter()
    const before = await contents()
    const routes = await crawl(visit, from)
    t.diagnostic(`${routes.size} routes`)
    assert.ok(routes.size >= 15, `only ${[...routes].join(' ')}`)
    assert.deepEqual(await contents(), before)
  })
}

test('asking for every address as if it could be changed by reading changes nothing', async () => {
  const visit = openVisit(program, await signInStaff(program, 'administrator'))
  const before = await contents()
  for (const { method, path } of program.gekkan.routes) {
    if (method !== 'POST') continue
    const address = path.replaceAll(/:[a-z]+(\{[^}]*\})?/g, '1')
    const { status } = await visit.get(`${address}?act=send&terms=yes&version=1`)
    assert.ok(status < 500, `${status} ${address}`)
  }
  assert.deepEqual(await contents(), before)
})
