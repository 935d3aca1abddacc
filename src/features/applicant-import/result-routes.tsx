import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { checkForm } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import type { Values } from '../../i18n/messages.ts'
import { listPath } from '../applicants/list-filter.ts'
import { oneEvent, type OneEvent } from '../applicants/one-event.ts'
import { writeAudit } from '../audit/queries.ts'
import { actorOf } from '../intake/officer.ts'
import { carryOut } from './carrying-out.ts'
import { importFields, type Places } from './columns.ts'
import { judgeAgain } from './dry-run.ts'
import { type ApplicantImport, countFound, findImport, remarkedRows } from './queries.ts'
import { ResultView } from './result-view.tsx'
import { importPath } from './start-routes.tsx'
import { undoImport } from './undoing.ts'

const one = `${importPath}/:id{[0-9]+}`
const access = may('applications.manage')
const perPage = 200

type AtHand = { one: OneEvent; found: ApplicantImport }

/** What was found in a file, and what is done about it. */
export function addResultRoutes(list: Routes): void {
  list.get(one, access, show)
  list.post(`${one}/columns`, access, chooseColumns)
  list.post(`${one}/apply`, access, apply)
  list.post(`${one}/undo`, access, undo)
}

async function atHand(c: Ctx): Promise<AtHand> {
  const event = await oneEvent(c)
  const id = idFrom(c.req.param('id'))
  return { one: event, found: orNotFound(await findImport(c.var.db, event.event.id, id)) }
}

async function show(c: Ctx): Promise<Response> {
  const { db, t } = c.var
  const { one: event, found } = await atHand(c)
  const after = Math.max(0, Number.parseInt(c.req.query('after') ?? '', 10) || 0)
  const rows = await remarkedRows(db, found.id, after, perPage + 1)
  return staffPage(
    c,
    { title: t('applicant-import.result.title', { name: found.file_name }) },
    <ResultView
      c={c}
      one={event}
      found={found}
      counts={await countFound(db, found.id)}
      rows={rows.slice(0, perPage)}
      more={rows.length > perPage ? rows[perPage - 1]?.line : undefined}
    />,
  )
}

/** Reads a button's form and goes back to the result, with what came of it. */
async function press(
  c: Ctx,
  form: string,
  act: (at: AtHand, fields: Map<string, string[]>) => Promise<[outcome: string, Values?]>,
): Promise<Response> {
  const at = await atHand(c)
  const submitted = await readSubmitted(c)
  const { key } = checkForm(c, form, submitted).stamp
  const [outcome, values] = key ? await act(at, submitted.fields) : ['moved']
  await leaveFlash(c, {
    message: `applicant-import.flash.${outcome}`,
    ...(values && { values }),
    ...(outcome === 'moved' && { failed: true }),
  })
  const tail = `/import/${at.found.id}`
  return c.redirect(to(c, listPath(at.one.event.slug, {}, tail)), 303)
}

function chooseColumns(c: Ctx): Promise<Response> {
  return press(c, 'applicant-import.columns', async ({ found }, fields) => {
    if (found.state !== 'checked') return ['moved']
    const places: Places = {}
    for (const field of importFields) {
      const typed = fields.get(`column-${field}`)?.at(-1) ?? ''
      if (/^\d{1,4}$/.test(typed) && Number(typed) < found.header.length)
        places[field] = Number(typed)
    }
    await transaction(c.var.db, (trx) => judgeAgain(trx, found, places))
    return ['columns']
  })
}

function apply(c: Ctx): Promise<Response> {
  return press(c, 'applicant-import.apply', async ({ one: event, found }) => {
    const actor = actorOf(c)
    const count = await carryOut(c.var, { eventId: event.event.id, id: found.id, actor })
    if (count === undefined) return ['moved']
    await note(c, event, 'applications.imported', { import: found.id, count })
    return ['applied', { count }]
  })
}

function undo(c: Ctx): Promise<Response> {
  return press(c, 'applicant-import.undo', async ({ one: event, found }) => {
    const undone = await undoImport(c.var, found, actorOf(c))
    if (!undone) return ['moved']
    await note(c, event, 'applications.import-undone', { import: found.id, ...undone })
    return ['undone', undone]
  })
}

function note(
  c: Ctx,
  { event, edition }: OneEvent,
  action: 'applications.imported' | 'applications.import-undone',
  after: Values,
): Promise<void> {
  const subject = { kind: 'event', id: event.id, name: event.title.ja, editionId: edition.id }
  const entry = { action, actor: actorOf(c), subject, after, at: c.var.clock.now() }
  return transaction(c.var.db, (trx) => writeAudit(trx, entry))
}
