import type { Db } from '../../db/database.ts'
import type { Ctx } from '../../http/context.ts'
import { inWords } from '../../http/form.tsx'
import { type Mistake, ownFields } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { cleanLine } from '../../lib/clean-text.ts'
import { writeAudit } from '../audit/queries.ts'
import type { Organiser } from '../events/event.ts'
import { organisersOf } from '../events/queries.ts'
import { actOnce, backTo } from './acting.ts'
import { type AtHand, deskPath, entryOf, eventAtHand, lockEvent } from './at-hand.ts'
import { OrganisersView, roles, type TypedOrganiser } from './organiser-view.tsx'
import { touch } from './saving.ts'

const path = '/staff/events/:slug/organisers'

const most = 10
const longest = 120

/** Who runs an event, in the order of listing. */
export function addOrganiserRoutes(list: Routes): void {
  list.get(path, may('events.edit'), showAll)
  list.post(path, may('events.edit'), take)
}

async function showAll(c: Ctx): Promise<Response> {
  const at = await eventAtHand(c)
  const organisers = await organisersOf(c.var.db, [at.event.id])
  return show(c, at, organisers.map(asTyped), [])
}

function asTyped({ body, name, role }: Organiser): TypedOrganiser {
  return { body, name: (name as { ja?: string }).ja ?? '', role }
}

function show(
  c: Ctx,
  { event, desk }: AtHand,
  typed: TypedOrganiser[],
  mistakes: Mistake[],
): Promise<Response> {
  const words = inWords(c, 'event-desk', mistakes)
  return staffPage(
    c,
    { title: c.var.t('event-desk.organisers.title'), mistaken: words.length > 0 },
    <OrganisersView
      c={c}
      event={event}
      edition={desk.edition}
      rows={typed}
      empty={Math.min(3, Math.max(0, most - typed.length))}
      mistakes={words}
    />,
  )
}

/** The rows as typed; an empty row is none. */
function readRows({ desk }: AtHand, submitted: Submitted) {
  const one = (name: string) => submitted.fields.get(name)?.at(-1) ?? ''
  const rows: TypedOrganiser[] = []
  const mistakes: Mistake[] = []
  const known = new Set<string>(ownFields)
  for (let at = 0; at < most + 3; at += 1) {
    for (const part of ['body', 'name', 'role']) known.add(`${part}-${at}`)
    const row = {
      body: one(`body-${at}`),
      name: cleanLine(one(`name-${at}`)),
      role: one(`role-${at}`),
    }
    if (row.body === '' && row.name === '') continue
    rows.push(row)
    const field = rows.length - 1
    if (row.body !== '' && !desk.edition.bodies.some(({ code }) => code === row.body))
      mistakes.push({ field: `body-${field}`, reason: 'choose' })
    if (!roles.some((role) => role === row.role))
      mistakes.push({ field: `role-${field}`, reason: 'choose' })
    if (row.name.length > longest)
      mistakes.push({
        field: `name-${field}`,
        reason: 'too-long',
        values: { max: longest, length: row.name.length },
      })
  }
  if ([...submitted.fields.keys()].some((name) => !known.has(name)))
    mistakes.push({ field: '', reason: 'unknown-field' })
  return { rows, mistakes }
}

async function take(c: Ctx): Promise<Response> {
  const at = await eventAtHand(c)
  const { event, desk } = at
  const submitted = await readSubmitted(c)
  const { rows, mistakes } = readRows(at, submitted)
  if (mistakes.length > 0) return show(c, at, rows, mistakes)
  const done = await actOnce(c, { form: 'event-desk.organisers', submitted }, async (trx) => {
    const now = await lockEvent(trx, event.id)
    const before = await organisersOf(trx, [event.id])
    await replace(trx, event.id, rows, before)
    const listed = (list: TypedOrganiser[]) => ({
      organisers: list.map((row) => `${row.body || row.name} (${row.role})`),
    })
    const change = { before: listed(before.map(asTyped)), after: listed(rows) }
    await writeAudit(trx, entryOf(desk, event, 'events.organisers-changed', change))
    await touch(trx, desk, now)
    return deskPath(event)
  })
  if (done === 'expired' || 'refused' in done)
    return show(c, at, rows, [{ field: '', reason: 'expired' }])
  return backTo(c, done.location, 'event-desk.flash.saved')
}

/** Names in other languages that are not edited here stay with their organiser. */
async function replace(
  trx: Db,
  eventId: number,
  rows: TypedOrganiser[],
  before: Organiser[],
): Promise<void> {
  await trx.deleteFrom('event_organisers').where('event_id', '=', eventId).execute()
  for (const [at, row] of rows.entries()) {
    const known = before.find(({ name }) => row.name && (name as { ja?: string }).ja === row.name)
    const name = known?.name ?? (row.name ? { ja: row.name } : {})
    await trx
      .insertInto('event_organisers')
      .values({
        event_id: eventId,
        position: at + 1,
        body: row.body,
        name: JSON.stringify(row.body ? {} : name),
        role: row.role as Organiser['role'],
      })
      .execute()
  }
}
