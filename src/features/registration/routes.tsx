import { dayOf } from '../../clock.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault, notFound } from '../../http/faults.ts'
import { checkForm, inWords } from '../../http/form.tsx'
import { once } from '../../http/once.ts'
import { page, to } from '../../http/page.tsx'
import { countAgainst } from '../../http/rate-limit.ts'
import { type Routes, routes, visitor } from '../../http/routes.ts'
import { newToken, openSession } from '../../http/sessions.ts'
import { tokenFrom } from '../../http/stamp.ts'
import { readSubmitted, type Submitted, withPicture } from '../../http/submitted.ts'
import { networkOf } from '../../http/visitors.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { findPicture } from '../activities/pictures.ts'
import { editionOf } from '../editions/current.ts'
import { type Edition, isRegistrationOpen } from '../editions/edition.ts'
import type { FormStep } from '../editions/form-definition.ts'
import { closedPage } from './closed.tsx'
import { addCheckRoutes } from './check-routes.tsx'
import { addConfirmRoutes } from './confirm-routes.tsx'
import { type Draft, typedValues } from './draft.ts'
import { ownDraft } from './own-draft.ts'
import { beginDraft, emptyDraft, noteTraps, saveDraft } from './queries.ts'
import { itemsOf } from './questionnaire.ts'
import { nextStep, stepFrom, stepPath } from './steps.ts'
import { takeStep } from './take-step.ts'
import type { StepViewProps } from './step-fields.tsx'
import { StartView, StepView } from './views.tsx'

// A company's people share one address: the limit is far above what one office sends.
const draftsPerNetwork = { most: 60, seconds: 300 }

/** Registering an activity: from the first page to the confirmed address. */
export function registrationRoutes(): Routes {
  const list = routes()
  list.get('/activities/new', visitor, start)
  list.get('/activities/new/:step{who|what|contact}', visitor, showStep)
  list.post('/activities/new/:step{who|what|contact}', visitor, takeAnswers)
  addCheckRoutes(list)
  addConfirmRoutes(list)
  return list
}

async function start(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  if (!isRegistrationOpen(edition, dayOf(c.var.now))) return closedPage(c, edition)
  const unfinished = (await ownDraft(c)) !== undefined
  return page(
    c,
    { title: c.var.t('registration.title') },
    <StartView c={c} unfinished={unfinished} kind={kindAsked(c, edition)} />,
  )
}

async function showStep(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  if (!isRegistrationOpen(edition, dayOf(c.var.now))) return closedPage(c, edition)
  const step = stepFrom(c.req.param('step')) ?? notFound()
  const own = await ownDraft(c)
  if (!own && step !== 'who') return c.redirect(to(c, '/activities/new'), 303)
  const draft = asAsked(c, own?.draft ?? emptyDraft)
  const items = itemsOf(edition, step, draft.version.participantKind)
  const values = typedValues(draft, items)
  if (!own) delete values['participantKind']
  const kind = kindAsked(c, edition)
  if (kind !== undefined && values['kinds']?.length === 0) values['kinds'] = [kind]
  return stepPage(c, { edition, step, draft, values, mistakes: [], picture: own?.picture })
}

/** `?kind=` of a way on the home page: the kind that the form has ticked at first. */
function kindAsked(c: Ctx, edition: Edition): string | undefined {
  return edition.kinds.find(({ code }) => code === c.req.query('kind'))?.code
}

/** `?as=individual` on the first step decides for whom the form asks. */
function asAsked(c: Ctx, draft: Draft): Draft {
  const as = c.req.query('as')
  const individual = draft.version.participantKind === 'individual'
  if (as === 'individual' && !individual)
    return { ...draft, version: { ...draft.version, participantKind: 'individual' } }
  if (as === 'organisation' && individual)
    return { ...draft, version: { ...draft.version, participantKind: 'company' } }
  return draft
}

type StepPage = Pick<StepViewProps, 'edition' | 'step' | 'values' | 'mistakes' | 'picture'> & {
  draft: Draft
}

function stepPage(c: Ctx, about: StepPage): Response {
  const { edition, step, draft, mistakes } = about
  const { t } = c.var
  const { participantKind } = draft.version
  const title = t(`registration.step.${step}.title`)
  return page(
    c,
    {
      title,
      trail: [{ href: '/activities/new', label: t('registration.title') }],
      mistaken: mistakes.length > 0,
    },
    <StepView
      {...about}
      c={c}
      kind={step === 'who' ? kindAsked(c, edition) : undefined}
      participantKind={participantKind}
      items={itemsOf(edition, step, participantKind)}
      lead={
        step === 'contact'
          ? t('registration.step.contact.lead', { date: keptUntil(c, edition) })
          : undefined
      }
    />,
  )
}

async function takeAnswers(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  if (!isRegistrationOpen(edition, dayOf(c.var.now))) return closedPage(c, edition)
  const step = stepFrom(c.req.param('step')) ?? notFound()
  const wait = await countAgainst(c.var.db, `draft ${networkOf(c)}`, draftsPerNetwork, c.var.now)
  if (wait > 0) throw new Fault(429, { seconds: wait })
  const submitted = await readSubmitted(c, withPicture)
  const own = await ownDraft(c)
  if (!own && step !== 'who') return c.redirect(to(c, '/activities/new'), 303)
  const kind =
    submitted.fields.get('participantKind')?.at(-1) ??
    own?.draft.version.participantKind ??
    'company'
  const draft = own?.draft ?? emptyDraft
  const items = itemsOf(edition, step, kind)
  const taken = await takeStep(c, { edition, items, draft }, submitted)
  if (!taken.ok) {
    const typed = Object.fromEntries(submitted.fields)
    const shown = { ...draft, version: { ...draft.version, participantKind: kind as 'company' } }
    const mistakes = inWords(c, 'registration', taken.mistakes)
    return stepPage(c, {
      edition,
      step,
      draft: shown,
      values: typed,
      mistakes,
      picture: await findPicture(c.var.db, taken.pictureId),
    })
  }
  await keep(c, { edition, step, own, draft: taken.draft }, submitted)
  const chosen = step === 'who' ? kindAsked(c, edition) : undefined
  return c.redirect(to(c, stepPath(nextStep(step), chosen)), 303)
}

type Keeping = {
  edition: Edition
  step: FormStep
  own: Awaited<ReturnType<typeof ownDraft>>
  draft: Draft
}

/** Saves the step; the first one begins the draft and gives this browser its session. */
async function keep(c: Ctx, about: Keeping, submitted: Submitted): Promise<void> {
  const { edition, step, own, draft } = about
  const { db, now, lang, config } = c.var
  const { stamp, filledTraps } = checkForm(c, `registration.${step}`, submitted)
  if (own)
    return transaction(db, async (trx) => {
      await saveDraft(trx, own.activity, own.draft.version.id, { draft, now })
      if (filledTraps) await noteTraps(trx, own.activity.id)
    })
  const { key } = stamp
  const token = key ? tokenFrom(config.secret, 'draft', key) : newToken()
  const begin = () =>
    transaction(db, async (trx) => {
      const act = async () => {
        const about = { lang, source: 'web', by: 'owner', now } as const
        const id = await beginDraft(trx, edition, draft, about)
        if (filledTraps) await noteTraps(trx, id)
        return String(id)
      }
      const { location } = key
        ? await once(trx, { form: 'registration.who', key, now }, act)
        : { location: await act() }
      return Number(location)
    })
  await openSession(c, { activityId: await begin(), draft: true }, token)
}

function keptUntil(c: Ctx, edition: Edition): string {
  return formatDayWithYear(edition.periods.archiveOn, c.var.lang)
}
