import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { checkForm, inWords, type MistakeInWords } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import { to } from '../../http/page.tsx'
import { type Mistake, parse } from '../../http/parse.ts'
import { can } from '../../http/roles.ts'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted, withPicture } from '../../http/submitted.ts'
import { findPicture, type StoredPicture } from '../activities/pictures.ts'
import { editionOf } from '../editions/current.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'
import type { FormItem, FormStep } from '../editions/form-definition.ts'
import type { TypedValues } from '../registration/item-field.tsx'
import { emptyDraft } from '../registration/queries.ts'
import { itemsOf } from '../registration/questionnaire.ts'
import { takeStep } from '../registration/take-step.ts'
import { withoutAddress } from './columns.ts'
import { EnterView } from './enter-views.tsx'
import { aboutEntry, aboutFields, enterRegistration, type Entry } from './entering.ts'
import { actorOf, officerOf } from './officer.ts'

const form = 'intake.enter'
const kindField = 'participantKind'

/** Typing in a registration that came on paper, by fax or as a Word file. */
export function addEnterRoutes(list: Routes): void {
  const access = may('activities.enter')
  list.get('/staff/enter', access, (c) =>
    showForm(c, {
      individual: c.req.query('as') === 'individual',
      values: { language: ['ja'] },
      mistakes: [],
      picture: undefined,
    }),
  )
  list.post('/staff/enter', access, takeEntry)
}

type Shown = {
  individual: boolean
  values: TypedValues
  mistakes: MistakeInWords[]
  picture: StoredPicture | undefined
}

async function showForm(c: Ctx, shown: Shown): Promise<Response> {
  const edition = await editionOf(c)
  const steps = stepsFor(edition, shown.individual)
  return staffPage(
    c,
    { title: c.var.t('intake.enter.title'), mistaken: shown.mistakes.length > 0 },
    <EnterView
      c={c}
      edition={edition}
      steps={steps}
      mayPublish={mayPublish(c, edition)}
      {...shown}
    />,
  )
}

function stepsFor(edition: Edition, individual: boolean): { step: FormStep; items: FormItem[] }[] {
  const kind = individual ? 'individual' : 'company'
  return (['who', 'what', 'contact'] as const).map((step) => ({
    step,
    items: itemsOf(edition, step, kind).map(withoutAddress),
  }))
}

function mayPublish(c: Ctx, edition: Edition): boolean {
  return can(officerOf(c), 'activities.moderate', edition.id)
}

async function takeEntry(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const submitted = await readSubmitted(c, withPicture)
  const individual = submitted.fields.get(kindField)?.at(-1) === 'individual'
  const { key } = checkForm(c, form, submitted).stamp
  const read = await readEntry(c, edition, submitted, individual)
  const mistakes: Mistake[] = read.ok ? [] : read.mistakes
  if (!key) mistakes.push({ field: '', reason: 'stamp-missing' })
  if (!read.ok || !key)
    return showForm(c, {
      individual,
      values: Object.fromEntries(submitted.fields),
      mistakes: wordsOf(c, mistakes),
      picture: await findPicture(c.var.db, pictureOf(read)),
    })
  const now = c.var.clock.now()
  const { location: number } = await transaction(c.var.db, (trx) =>
    once(trx, { form, key, now }, async () => {
      const entered = await enterRegistration(trx, edition, read.entry, { actor: actorOf(c), now })
      if (read.entry.publish)
        await c.var.changes.announce(trx, { kind: 'activities', id: entered.id })
      return String(entered.number)
    }),
  )
  const message = read.entry.publish ? 'intake.enter.published' : 'intake.enter.done'
  await leaveFlash(c, { message, values: { number: publicNumber(edition, Number(number)) } })
  return c.redirect(to(c, `/staff/enter${individual ? '?as=individual' : ''}`), 303)
}

type Read =
  | { ok: true; entry: Entry }
  | { ok: false; mistakes: Mistake[]; pictureId: number | null }

function pictureOf(read: Read): number | null {
  return read.ok ? read.entry.draft.version.imageId : read.pictureId
}

/** Both halves are read, so that all mistakes are told at once. */
async function readEntry(
  c: Ctx,
  edition: Edition,
  submitted: Submitted,
  individual: boolean,
): Promise<Read> {
  const { own, answers } = split(submitted, individual)
  const about = parse(own, aboutEntry)
  const items = stepsFor(edition, individual).flatMap((one) => one.items)
  const draft = individual
    ? { ...emptyDraft, version: { ...emptyDraft.version, participantKind: 'individual' as const } }
    : emptyDraft
  const taken = await takeStep(c, { edition, items, draft }, answers)
  if (!about.ok || !taken.ok)
    return {
      ok: false,
      mistakes: [...(taken.ok ? [] : taken.mistakes), ...(about.ok ? [] : about.mistakes)],
      pictureId: taken.ok ? taken.draft.version.imageId : taken.pictureId,
    }
  const { origin, language, publish } = about.value
  return {
    ok: true,
    entry: {
      draft: taken.draft,
      origin,
      language,
      publish: publish === 'yes' && mayPublish(c, edition),
    },
  }
}

function split(submitted: Submitted, individual: boolean): { own: Submitted; answers: Submitted } {
  const fields = [...submitted.fields]
  const isOwn = (name: string) => aboutFields.includes(name)
  const isSpent = (name: string) => individual && name === kindField
  return {
    own: { fields: new Map(fields.filter(([name]) => isOwn(name))), files: new Map() },
    answers: {
      fields: new Map(fields.filter(([name]) => !isOwn(name) && !isSpent(name))),
      files: submitted.files,
    },
  }
}

/** Our own fields have words of ours, the form's those of the registration. */
function wordsOf(c: Ctx, mistakes: Mistake[]): MistakeInWords[] {
  return mistakes.flatMap((mistake) => {
    const ours = mistake.reason === 'stamp-missing' || aboutFields.includes(mistake.field)
    return inWords(c, ours ? 'intake' : 'registration', [mistake])
  })
}
