import { zone } from '../../clock.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { checkForm } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { languages } from '../../lib/languages.ts'
import { oneEvent, type OneEvent } from '../applicants/one-event.ts'
import { writeAudit } from '../audit/queries.ts'
import { actorOf } from '../intake/officer.ts'
import { invite, type Invited } from './inviting.ts'
import { ListView, type Typed } from './list-view.tsx'
import { listInvitations, toRemind } from './queries.ts'
import { type Guest, readGuestFile, readGuests } from './reading.ts'

const invitationsPath = '/staff/events/:slug/applicants/invitations'
const access = may('applications.manage')
const largest = { file: 2_000_000, total: 3_000_000 }
/** Days in which an answer is asked for, unless the officer says otherwise. */
const usualDays = 14

/** Who is invited, and how they have answered. */
export function addListRoutes(list: Routes): void {
  list.get(invitationsPath, access, async (c) => show(c, await oneEvent(c), {}))
  list.post(invitationsPath, access, take)
}

async function show(
  c: Ctx,
  one: OneEvent,
  showing: { typed?: Typed; faults?: string[] },
): Promise<Response> {
  const { db, t, clock } = c.var
  const today = clock.now().toZonedDateTimeISO(zone).toPlainDate()
  const typed = showing.typed ?? {
    pool: String((one.pools.find(({ entry }) => entry === 'invitation') ?? one.pools[0])?.id ?? ''),
    until: today.add({ days: usualDays }).toString(),
    language: 'ja',
    people: '',
  }
  const faults = showing.faults ?? []
  return staffPage(
    c,
    { title: t('invitations.title'), wide: true, mistaken: faults.length > 0 },
    <ListView
      c={c}
      one={one}
      invitations={await listInvitations(db, one.event.id)}
      unanswered={(await toRemind(db, one.event.id, clock.now())).length}
      typed={typed}
      faults={faults}
    />,
  )
}

async function take(c: Ctx): Promise<Response> {
  const one = await oneEvent(c)
  const submitted = await readSubmitted(c, largest)
  const first = (name: string) => submitted.fields.get(name)?.at(-1) ?? ''
  const typed: Typed = {
    pool: first('pool'),
    until: first('until'),
    language: languages.find((lang) => lang === first('language')) ?? 'ja',
    people: first('people'),
  }
  const { key } = checkForm(c, 'invitations.invite', submitted).stamp
  const file = submitted.files.get('file')
  const guests = file ? await guestsOf(file) : readGuests(typed.people)
  const pool = one.pools.find(({ id }) => String(id) === typed.pool)
  const until = endOf(typed.until, c.var.clock.now())
  const faults = faultsOf(c, guests)
  if (!until) faults.unshift(c.var.t('invitations.error.until'))
  if (!key || !pool) faults.unshift(c.var.t('event-desk.error.expired'))
  if (faults.length > 0 || !key || !pool || !until || !guests)
    return show(c, one, { typed, faults })
  const people = guests.flatMap((guest) => ('person' in guest ? guest.person : []))
  const actor = actorOf(c)
  const about = { poolId: pool.id, people, language: typed.language, until, formKey: key, actor }
  const done = await invite(c.var, about)
  await note(c, one, done)
  await leaveFlash(c, { message: 'invitations.flash.invited', values: done })
  return c.redirect(to(c, c.req.path), 303)
}

function note(c: Ctx, { event, edition }: OneEvent, after: Invited): Promise<void> {
  const subject = { kind: 'event', id: event.id, name: event.title.ja, editionId: edition.id }
  const at = c.var.clock.now()
  const entry = { action: 'applications.invited', actor: actorOf(c), subject, after, at } as const
  return transaction(c.var.db, (trx) => writeAudit(trx, entry))
}

async function guestsOf(file: { bytes: Uint8Array; tooLarge: boolean }) {
  return file.tooLarge ? undefined : readGuestFile(file.bytes)
}

/** The end of that day in Tokyo; undefined for what is no day to come. */
function endOf(typed: string, now: Temporal.Instant): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return undefined
  try {
    const day = Temporal.PlainDate.from(typed, { overflow: 'reject' })
    const end = day.add({ days: 1 }).toZonedDateTime(zone).toInstant()
    return Temporal.Instant.compare(end, now) > 0 ? end : undefined
  } catch {
    return undefined
  }
}

function faultsOf(c: Ctx, guests: Guest[] | undefined): string[] {
  const { t } = c.var
  if (!guests) return [t('invitations.error.file')]
  if (guests.length === 0) return [t('invitations.error.nobody')]
  return guests.flatMap((guest) =>
    'fault' in guest
      ? [t('invitations.error.line', { line: guest.line, typed: guest.fault.typed })]
      : [],
  )
}
