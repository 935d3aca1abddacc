import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pino } from 'pino'
import { createApp } from '../../src/app.tsx'
import { frozenClock, systemClock } from '../../src/clock.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { createHub } from '../../src/db/listen.ts'
import { insertEdition } from '../../src/features/editions/queries.ts'
import { readEditionFile } from '../../src/features/editions/read-edition-file.ts'
import { openStore } from '../../src/files/store.ts'
import { connectChanges } from '../../src/http/changes.ts'
import type { Services } from '../../src/http/context.ts'
import { openMetrics } from '../../src/http/metrics.ts'
import { createPageCache } from '../../src/http/page-cache.ts'
import { codeAt } from '../../src/features/accounts/authenticator.ts'
import { hashPassword } from '../../src/features/accounts/password-hash.ts'
import { hashRecoveryCode } from '../../src/features/accounts/recovery-codes.ts'
import { seal } from '../../src/features/accounts/sealing.ts'
import type { Role } from '../../src/http/roles.ts'
import { root } from '../../src/lib/root.ts'
import { type FreshDatabase, freshDatabase } from './databases.ts'

/** The application on a test's own database with the demo's edition, without a listener. */
export type Desk = {
  services: Services
  clock: ReturnType<typeof frozenClock>
  request(path: string, init?: RequestInit, network?: string): Promise<Response>
  close(): Promise<void>
}

/** Opens the application; `demo` is off unless asked for. */
export async function openDesk(
  database: FreshDatabase,
  options: { demo?: boolean } = {},
): Promise<Desk> {
  const clock = frozenClock('2020-11-10T01:00:00Z')
  const data = mkdtempSync(join(tmpdir(), 'gekkan-desk-'))
  const config: Config = {
    ...readConfig({
      GEKKAN_SECRET: randomBytes(32).toString('hex'),
      GEKKAN_DATA: data,
      GEKKAN_DEMO: options.demo ? 'on' : 'off',
    }),
    origin: 'http://localhost',
  }
  const { db } = database
  await insertEdition(db, readEditionFile(join(root, 'demo/2020/edition.yaml')), clock.now())
  const pages = createPageCache()
  const hub = await createHub(database)
  const services: Services = {
    config,
    clock,
    db,
    pages,
    files: openStore(data),
    changes: connectChanges(hub, pages),
    log: pino({ level: 'silent' }),
  }
  const { hono } = createApp(services, openMetrics())
  const request = async (path: string, init: RequestInit = {}, network = '192.0.2.1') =>
    hono.request(`http://localhost${path}`, init, {
      incoming: { socket: { remoteAddress: network } },
    })
  const close = async () => {
    await hub.close()
    rmSync(data, { recursive: true, force: true })
  }
  return { services, clock, request, close }
}

/** A browser in short: it keeps cookies and sends forms with what their page has in hidden fields. */
export function openWindow(desk: Desk, network = '192.0.2.1') {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await desk.request(path, { ...init, headers }, network)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const open = async (path: string) => {
    const response = await send(path)
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    }
  }
  const post = async (path: string, fields: Record<string, string | string[]>) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one)
    const headers = {
      'sec-fetch-site': 'same-origin',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    }
    const response = await send(path, { method: 'POST', body, headers })
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    }
  }
  return { cookies, open, post }
}
export type Window = ReturnType<typeof openWindow>

/** The value of a hidden field of a page. */
export function hidden(page: string, name: string): string {
  const [, value = ''] = new RegExp(`name="${name}" value="([^"]*)"`).exec(page) ?? []
  return value
}

export const goodPassword = 'みかんの皮をていねいにむく午後'

/** A member of staff who can sign in with `goodPassword`, codes of `secret` and `recoveryCodes`. */
export async function employ(desk: Desk, about: { role: Role; email: string; name?: string }) {
  const { db, config, clock } = desk.services
  const secret = randomBytes(20)
  const recoveryCodes = ['aaaa-bbbb-cccc-dddd', 'eeee-ffff-gggg-hhhh']
  const { id } = await db
    .insertInto('staff')
    .values({
      name: about.name ?? '試験係(架空)',
      email: about.email,
      // cheap to compute; what costs is tested by itself
      password_hash: await hashPassword(goodPassword, { ln: 10, r: 8, p: 1 }),
      totp_secret: seal(config.secret, 'totp', secret),
      recovery_hashes: recoveryCodes.map(hashRecoveryCode),
      created_at: clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('grants')
    .values({ staff_id: id, role: about.role, granted_at: clock.now() })
    .execute()
  const code = (steps = 0) => codeAt(secret, systemClock.now().add({ seconds: 30 * steps }))
  return { id, email: about.email, recoveryCodes, code }
}
export type Employee = Awaited<ReturnType<typeof employ>>

/** Signs somebody in through the form. */
export async function signInAs(window: Window, person: Employee, code = person.code()) {
  return window.post('/staff/sign-in', { email: person.email, password: goodPassword, code })
}

/** One test on the embedded database, closed whatever happens; for what does not depend on it. */
export function onPglite(name: string, act: (database: FreshDatabase) => Promise<void>): void {
  test(name, async () => {
    const database = await freshDatabase('pglite')
    try {
      await act(database)
    } finally {
      await database.close()
    }
  })
}
