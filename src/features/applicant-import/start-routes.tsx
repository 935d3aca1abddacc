import type { Ctx } from '../../http/context.ts'
import { checkForm } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { hasMessage } from '../../i18n/messages.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { oneEvent, type OneEvent } from '../applicants/one-event.ts'
import type { FileFault } from '../intake/read-rows.ts'
import { officerOf } from '../intake/officer.ts'
import { dryRun } from './dry-run.ts'
import { listImports } from './queries.ts'
import { StartView } from './start-view.tsx'

export const importPath = '/staff/events/:slug/applicants/import'
const access = may('applications.manage')
// the largest pools have some 10,000 places; a row of an export is some 500 bytes
const largest = { file: 10_000_000, total: 12_000_000 }

/** The file, and for which kind of place. */
export function addStartRoutes(list: Routes): void {
  list.get(importPath, access, async (c) => show(c, await oneEvent(c)))
  list.post(importPath, access, take)
}

async function show(c: Ctx, one: OneEvent, error?: string): Promise<Response> {
  const imports = await listImports(c.var.db, one.event.id)
  return staffPage(
    c,
    { title: c.var.t('applicant-import.title'), mistaken: error !== undefined },
    <StartView c={c} one={one} imports={imports} error={error} />,
  )
}

async function take(c: Ctx): Promise<Response> {
  const one = await oneEvent(c)
  const submitted = await readSubmitted(c, largest)
  const file = submitted.files.get('file')
  const pool = one.pools.find(({ id }) => String(id) === submitted.fields.get('pool')?.at(-1))
  const { key } = checkForm(c, 'applicant-import.start', submitted).stamp
  if (!key) return show(c, one, c.var.t('event-desk.error.expired'))
  if (!pool) return show(c, one, c.var.t('applicant-import.no-pool'))
  if (!file || file.tooLarge)
    return show(c, one, inWords(c, { reason: file ? 'too-large' : 'missing' }))
  const about = {
    eventId: one.event.id,
    poolId: pool.id,
    staffId: officerOf(c).id,
    now: c.var.clock.now(),
  }
  const run = await dryRun(c.var.db, about, file)
  if (!run.ok) return show(c, one, inWords(c, run))
  return c.redirect(to(c, `${c.req.path}/${run.importId}`), 303)
}

/** What is wrong with a whole file, in the words of the import of registrations. */
function inWords(c: Ctx, { reason, line }: FileFault): string {
  const own = `applicant-import.file.${reason}`
  const key = [own, `intake.file.${reason}`].find(hasMessage) ?? 'intake.file.unreadable'
  return c.var.t(key as MessageKey, { line: line ?? 0, columns: '' })
}
