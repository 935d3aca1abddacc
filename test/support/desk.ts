import { Hono } from 'hono'
import { pino } from 'pino'
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { frozenClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import { createHub } from '../../src/db/listen.ts'
import { transaction } from '../../src/db/transaction.ts'
import { openStore } from '../../src/files/store.ts'
import {
  type Activity,
  findActivity,
  newestVersion,
  type StoredVersion,
} from '../../src/features/activities/queries.ts'
import { emptyVersion, type Version } from '../../src/features/activities/version.ts'
import { siteOf } from '../../src/features/editions/current.ts'
import type { Edition } from '../../src/features/editions/edition.ts'
import { insertEdition } from '../../src/features/editions/queries.ts'
import { readEditionFile } from '../../src/features/editions/read-edition-file.ts'
import type { Desk } from '../../src/features/moderation/desk.ts'
import { beginDraft, emptyDraft } from '../../src/features/registration/queries.ts'
import type { Signals } from '../../src/features/registration/risk.ts'
import { confirm, sendIn } from '../../src/features/registration/sending.ts'
import { type Change, connectChanges } from '../../src/http/changes.ts'
import type { Env, Services } from '../../src/http/context.ts'
import { failurePage, missingPage } from '../../src/http/error-page.tsx'
import { introduce, pathOf } from '../../src/http/introduce.ts'
import { openMetrics } from '../../src/http/metrics.ts'
import { mount } from '../../src/http/mount.ts'
import { createPageCache } from '../../src/http/page-cache.ts'
import { makeStamp } from '../../src/http/stamp.ts'
import type { Role, Staff } from '../../src/http/roles.ts'
import type { Routes } from '../../src/http/routes.ts'
import { hashToken, newToken } from '../../src/http/sessions.ts'
import type { Lang } from '../../src/lib/languages.ts'
import { root } from '../../src/lib/root.ts'
import type { FreshDatabase } from './databases.ts'

/** A database with the demo's edition, people, and the routes under test behind their guards. */
export type Office = Awaited<ReturnType<typeof openOffice>>

/** Opens the office at ten in the morning of 10 November 2020; the caller closes the database. */
export async function openOffice(database: FreshDatabase, routes: Routes[], existing?: Edition) {
  const { db } = database
  const clock = frozenClock('2020-11-10T10:00:00+09:00')
  const data = mkdtempSync(join(tmpdir(), 'gekkan-office-'))
  const config = readConfig({ GEKKAN_DATA: data, GEKKAN_ORIGIN: 'http://localhost:3000' })
  const definition = readEditionFile(join(root, 'demo/2020/edition.yaml'))
  const edition = existing ?? (await insertEdition(db, definition, clock.now()))
  const other = await insertEdition(db, { ...definition, slug: '2019', year: 2019 }, clock.now())
  const hub = await createHub(database)
  const pages = createPageCache()
  const changes = connectChanges(hub, pages)
  const heard: Change[] = []
  changes.hear((change) => void heard.push(change))
  const log = pino({ level: 'silent' })
  const services: Services = { config, clock, db, files: openStore(data), pages, changes, log }
  const close = async () => {
    await hub.close()
    rmSync(data, { recursive: true, force: true })
  }
  return {
    db,
    clock,
    config,
    edition,
    other,
    changes,
    heard,
    services,
    hono: appOf(services, edition, routes),
    close,
  }
}

function appOf(services: Services, edition: Edition, routes: Routes[]): Hono<Env> {
  const hono = new Hono<Env>({ getPath: pathOf })
  hono.use(introduce(services, openMetrics()))
  hono.use(async (c, next) => {
    c.set('site', siteOf(edition, false))
    await next()
  })
  hono.onError(failurePage)
  hono.notFound(missingPage)
  mount(hono, routes)
  return hono
}

/** A member of staff with one role and a session. */
export async function hire(
  { db, clock }: Office,
  role: Role,
  limits: { prefectures?: number[]; editionId?: number } = {},
): Promise<{ staff: Staff; cookie: string }> {
  const now = clock.now()
  const token = newToken()
  const person = {
    name: '事務局 試験係(架空)',
    email: `${token.slice(0, 10).replace(/\W/g, 'x')}@office.example`,
  }
  const { id } = await db
    .insertInto('staff')
    .values({
      ...person,
      password_hash: null,
      totp_secret: null,
      totp_last_step: null,
      created_at: now,
      disabled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const grant = {
    role,
    editionId: limits.editionId ?? null,
    body: null,
    prefectures: limits.prefectures ?? null,
  }
  await db
    .insertInto('grants')
    .values({
      staff_id: id,
      role,
      edition_id: grant.editionId,
      body: null,
      prefectures: grant.prefectures,
      granted_by: null,
      granted_at: now,
      expires_at: null,
      revoked_at: null,
      revoked_by: null,
    })
    .execute()
  await db
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      kind: 'staff',
      staff_id: id,
      activity_id: null,
      data: '{}',
      created_at: now,
      seen_at: now,
      expires_at: now.add({ hours: 200 }),
    })
    .execute()
  return { staff: { id, ...person, grants: [grant] }, cookie: `gekkan-staff=${token}` }
}

/** Where that person works, for calling the operations without http. */
export function deskFor({ edition, config, changes, clock }: Office, staff: Staff): Desk {
  return { edition, staff, config, changes, now: clock.now() }
}

let dealt = 0

/** A registration that was sent, confirmed and waits, made through the form's own functions. */
export async function register(
  office: Office,
  about: { version?: Partial<Version>; lang?: Lang; edition?: Edition; risk?: number } = {},
): Promise<{ activity: Activity; version: StoredVersion }> {
  const { config, clock } = office
  const edition = about.edition ?? office.edition
  const context = { edition, config, now: clock.now() }
  const serial = ++dealt
  const version: Version = {
    ...emptyVersion,
    name: `株式会社試験${serial}番館`,
    prefecture: 13,
    kinds: ['try'],
    title: `在宅の日 ${serial}`,
    body: '毎週水曜日は全員が在宅で働きます。',
    ...about.version,
  }
  const contact = {
    contact_name: '髙橋 﨑子',
    contact_department: '総務部',
    contact_email: `owner${serial}@shiken.example`,
    contact_phone: '03-0000-0000',
  }
  return transaction(office.db, async (trx) => {
    const draft = { ...emptyDraft, version, contact }
    const lang = about.lang ?? 'ja'
    const id = await beginDraft(trx, edition, draft, {
      lang,
      source: 'web',
      by: 'owner',
      now: context.now,
    })
    const activity = async () => (await findActivity(trx, edition.id, id)) as Activity
    const stored = (await newestVersion(trx, id)) as StoredVersion
    const signals: Signals = {
      signs: [],
      lang,
      email: contact.contact_email,
      sameText: 0,
    }
    await sendIn(trx, await activity(), { ...draft, version: stored }, { ...context, signals })
    await confirm(trx, await activity(), stored, context)
    if (about.risk !== undefined)
      await trx.updateTable('activities').set({ risk: about.risk }).where('id', '=', id).execute()
    return { activity: await activity(), version: stored }
  })
}

/** Opens a page as a person. */
export async function open(office: Office, path: string, cookie?: string): Promise<Response> {
  return office.hono.request(`http://localhost:3000${path}`, cookie ? { headers: { cookie } } : {})
}

/** Sends a form as a person, with the stamp that its page would carry. */
export async function send(
  office: Office,
  path: string,
  about: { cookie: string; form: string; fields?: [string, string][]; stamp?: string },
): Promise<Response> {
  const stamp = about.stamp ?? makeStamp(office.config.secret, about.form, office.clock.now())
  return office.hono.request(`http://localhost:3000${path}`, {
    method: 'POST',
    headers: { cookie: about.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([['_stamp', stamp], ...(about.fields ?? [])]).toString(),
  })
}
