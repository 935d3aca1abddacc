import type { Ctx } from '../../http/context.ts'
import { may, type Routes, routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { editionsFor } from '../accounts/account.ts'
import { actions } from './audit.ts'
import { type AuditFilter, listEntries } from './queries.ts'
import { AuditView, type TypedFilter } from './views.tsx'

/** The log of actions: who did what to which record. */
export function auditRoutes(): Routes {
  const list = routes()
  list.get('/staff/audit', may('audit.read'), show)
  return list
}

const pageSize = 50

async function show(c: Ctx): Promise<Response> {
  const { db, t, session } = c.var
  const values = typedFilter(c)
  const editions = session?.kind === 'staff' ? editionsFor(session.staff, 'audit.read') : []
  // One more than is shown tells whether there are older ones.
  const found = await listEntries(db, { ...filterFrom(values), editions, limit: pageSize + 1 })
  return staffPage(
    c,
    { title: t('audit.title') },
    <AuditView
      c={c}
      entries={found.slice(0, pageSize)}
      more={found.length > pageSize}
      values={values}
    />,
  )
}

function typedFilter(c: Ctx): TypedFilter {
  const one = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 100)
  return {
    subject: one('subject'),
    actor: one('actor'),
    action: one('action'),
    day: one('day'),
    kind: one('kind'),
    id: one('id'),
    before: one('before'),
  }
}

/** What cannot be read is no filter: an address that people have shortened still shows something. */
function filterFrom(values: TypedFilter): AuditFilter {
  const filter: AuditFilter = {}
  if (values.subject) filter.subject = values.subject
  if (values.actor) filter.actor = values.actor
  if (actions.some((action) => action === values.action)) filter.action = values.action
  if (/^[a-z-]+$/.test(values.kind)) filter.kind = values.kind
  if (isId(values.id)) filter.id = Number(values.id)
  if (isId(values.before)) filter.before = Number(values.before)
  const day = dayFrom(values.day)
  if (day) filter.day = day
  return filter
}

const isId = (text: string) => /^[1-9]\d{0,14}$/.test(text)

function dayFrom(text: string): Temporal.PlainDate | undefined {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text) : undefined
  } catch {
    return undefined
  }
}
