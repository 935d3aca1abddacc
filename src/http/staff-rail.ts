import { sql } from 'kysely'
import type { RailGroup } from '../ui/staff-frame.tsx'
import type { Ctx } from './context.ts'
import { to } from './page.tsx'
import { can, type Capability } from './roles.ts'
import type { MessageKey } from '../i18n/keys.ts'

type Item = { path: string; label: MessageKey; capability: Capability; counted?: true }

const groups: { label: MessageKey; items: Item[] }[] = [
  {
    label: 'site.staff.registry',
    items: [
      { path: '/staff', label: 'site.staff.today', capability: 'staff.enter' },
      {
        path: '/staff/queue',
        label: 'site.staff.queue',
        capability: 'activities.read',
        counted: true,
      },
      { path: '/staff/activities', label: 'site.staff.activities', capability: 'activities.read' },
      { path: '/staff/enter', label: 'site.staff.enter', capability: 'activities.enter' },
      { path: '/staff/import', label: 'site.staff.import', capability: 'activities.enter' },
      {
        path: '/staff/participants/merge',
        label: 'site.staff.merge',
        capability: 'activities.enter',
      },
      { path: '/staff/reports', label: 'site.staff.reports', capability: 'reports.read' },
      { path: '/staff/events', label: 'site.staff.events', capability: 'events.read' },
      {
        path: '/staff/consultations',
        label: 'site.staff.consultations',
        capability: 'consultations.manage',
      },
      {
        path: '/staff/my-consultations',
        label: 'site.staff.my-consultations',
        capability: 'consultations.advise',
      },
    ],
  },
  {
    label: 'site.staff.office',
    items: [
      { path: '/staff/mail', label: 'site.staff.mail', capability: 'mail.read' },
      { path: '/staff/audit', label: 'site.staff.audit', capability: 'audit.read' },
      { path: '/staff/accounts', label: 'site.staff.accounts', capability: 'accounts.manage' },
      { path: '/staff/style', label: 'site.staff.style', capability: 'staff.enter' },
    ],
  },
]

/** The rail of a signed-in person: only what they may open, with what waits there. */
export async function railFor(c: Ctx): Promise<RailGroup[]> {
  const { t, session } = c.var
  if (session?.kind !== 'staff') return []
  const waiting = await countWaiting(c)
  const allowed = (item: Item) => can(session.staff, item.capability)
  return groups
    .map(({ label, items }) => ({
      label: t(label),
      items: items.filter(allowed).map((item) => ({
        href: to(c, item.path),
        label: t(item.label),
        current: c.req.path === item.path,
        count: item.counted && waiting > 0 ? String(waiting) : undefined,
        countLabel: item.counted ? t('site.staff.waiting', { count: waiting }) : undefined,
      })),
    }))
    .filter(({ items }) => items.length > 0)
}

async function countWaiting(c: Ctx): Promise<number> {
  const { count } = await c.var.db
    .selectFrom('activities')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('edition_id', '=', c.var.site.editionId)
    .where('proposed_version_id', 'is not', null)
    .where('state', 'in', ['submitted', 'published'])
    .executeTakeFirstOrThrow()
  return count
}
