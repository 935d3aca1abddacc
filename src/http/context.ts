import type { Context, Handler as HonoHandler } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import type { Translate } from '../i18n/messages.ts'
import type { Lang } from '../lib/languages.ts'
import type { FileStore } from '../files/store.ts'
import type { Changes } from './changes.ts'
import type { PageCache } from './page-cache.ts'
import type { Session } from './sessions.ts'
import type { Site } from './site.ts'

/** What the program hands to every request: the outside worlds, opened once in main.ts. */
export type Services = {
  config: Config
  clock: Clock
  db: Db
  files: FileStore
  pages: PageCache
  changes: Changes
  log: Logger
}

/** What a handler finds in `c.var`. */
export type Variables = Services & {
  lang: Lang
  t: Translate
  /** One instant per request, so that a page does not disagree with itself. */
  now: Temporal.Instant
  requestId: string
  site: Site
  /** Only on routes for staff and owners. */
  session?: Session
  /** A public page may say until when it stays true; the end of the day in Tokyo otherwise. */
  freshUntil?: Temporal.Instant
}

export type Env = { Variables: Variables; Bindings: Partial<HttpBindings> }
export type Ctx = Context<Env>
export type Handler = HonoHandler<Env>
