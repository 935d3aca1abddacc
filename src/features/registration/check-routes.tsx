import { dayOf } from '../../clock.ts'
import { transaction } from '../../db/transaction.ts'
import { scriptPath } from '../../http/asset-routes.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { checkForm, inWords, type MistakeInWords } from '../../http/form.tsx'
import { signsOn } from '../../http/form-risk.ts'
import { once } from '../../http/once.ts'
import { page, to } from '../../http/page.tsx'
import type { Mistake } from '../../http/parse.ts'
import { countAgainst } from '../../http/rate-limit.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { networkOf } from '../../http/visitors.ts'
import { nameKey } from '../../lib/jp-name.ts'
import { lockActivity } from '../activities/queries.ts'
import { editionOf } from '../editions/current.ts'
import { type Edition, isRegistrationOpen, publicNumber } from '../editions/edition.ts'
import { formItems, inputName, isAsked } from '../editions/form-definition.ts'
import { CheckView, SentView } from './check-views.tsx'
import { closedPage } from './closed.tsx'
import { choosableItems, missingItems } from './draft.ts'
import { labelOf } from './item-field.tsx'
import { ownDraft, type OwnDraft } from './own-draft.ts'
import { sameOrganisation, sameTexts, saveDraft } from './queries.ts'
import { sendIn } from './sending.ts'

// quality.md: six registrations in five minutes from one network, then the pace slows down
const sendingsPerNetwork = { most: 30, seconds: 300 }

/** The last step: everything at one glance, what is public, the terms, and sending. */
export function addCheckRoutes(list: Routes): void {
  list.get('/activities/new/check', visitor, show)
  list.post('/activities/new/check', visitor, send)
  list.get('/activities/new/sent', visitor, sent)
}

async function show(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const own = await ownDraft(c)
  if (!isRegistrationOpen(edition, dayOf(c.var.now))) return closedPage(c, edition)
  return own ? checkPage(c, edition, own, []) : c.redirect(to(c, '/activities/new'), 303)
}

async function checkPage(
  c: Ctx,
  edition: Edition,
  own: OwnDraft,
  mistakes: MistakeInWords[],
): Promise<Response> {
  const { t, db } = c.var
  const twins = await sameOrganisation(
    db,
    edition,
    own.draft.version,
    nameKey(own.draft.version.name),
  )
  const twin = twins.find(
    ({ id, number, sure }) => sure && number !== null && id !== own.activity.id,
  )
  const title = t('registration.check.title')
  return page(
    c,
    {
      title,
      trail: [{ href: '/activities/new', label: t('registration.title') }],
      mistaken: mistakes.length > 0,
      scripts: [scriptPath('work')],
    },
    <CheckView
      c={c}
      edition={edition}
      own={own}
      mistakes={mistakes}
      twin={twin?.number ? publicNumber(edition, twin.number) : undefined}
    />,
  )
}

async function send(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  if (!isRegistrationOpen(edition, dayOf(c.var.now))) return closedPage(c, edition)
  const own = await ownDraft(c)
  if (!own) return c.redirect(to(c, '/activities/new'), 303)
  const submitted = await readSubmitted(c)
  await keepChoices(c, edition, own, submitted)
  if (submitted.fields.get('act')?.[0] === 'update')
    return c.redirect(to(c, '/activities/new/check'), 303)
  const mistakes = mistakesOf(c, edition, own, submitted)
  if (mistakes.length > 0) return checkPage(c, edition, own, mistakes)
  const wait = await countAgainst(c.var.db, `send ${networkOf(c)}`, sendingsPerNetwork, c.var.now)
  if (wait > 0) throw new Fault(429, { seconds: wait })
  const sentNow = await deliver(c, edition, own, submitted)
  if (!sentNow)
    return checkPage(
      c,
      edition,
      own,
      inWords(c, 'registration', [{ field: 'mail', reason: 'limit' }]),
    )
  return c.redirect(to(c, '/activities/new/sent'), 303)
}

/** Which of the optional fields are shown is kept at once, so that the preview can follow. */
async function keepChoices(
  c: Ctx,
  edition: Edition,
  own: OwnDraft,
  submitted: Submitted,
): Promise<void> {
  const shown = submitted.fields.get('publish') ?? []
  const hidden = choosableItems(own.draft, edition)
    .map(inputName)
    .filter((name) => !shown.includes(name))
  own.draft.version.hidden = hidden
  await transaction(c.var.db, (trx) =>
    saveDraft(trx, own.activity, own.draft.version.id, { draft: own.draft, now: c.var.now }),
  )
}

function mistakesOf(
  c: Ctx,
  edition: Edition,
  own: OwnDraft,
  submitted: Submitted,
): MistakeInWords[] {
  const asked = formItems(edition.form).filter((item) =>
    isAsked(item, own.draft.version.participantKind),
  )
  const individual = own.draft.version.participantKind === 'individual'
  const missing = missingItems(own.draft, asked).map((item) => ({
    field: `check-${inputName(item)}`,
    text: c.var.t('registration.check.missing', { label: labelOf(c, item, individual) }),
  }))
  const wrong: Mistake[] = []
  if (submitted.fields.get('terms')?.[0] !== 'yes')
    wrong.push({ field: 'terms', reason: 'required' })
  const { state } = checkForm(c, 'registration.check', submitted).stamp
  if (state === 'missing' || state === 'expired') wrong.push({ field: 'stamp', reason: state })
  return [...missing, ...inWords(c, 'registration', wrong)]
}

/** One transaction: state, audit, link and mail. A replay of the form sends nothing again. */
async function deliver(
  c: Ctx,
  edition: Edition,
  own: OwnDraft,
  submitted: Submitted,
): Promise<boolean> {
  const { db, config, now, lang } = c.var
  const check = checkForm(c, 'registration.check', submitted)
  const filledTraps = check.filledTraps || own.activity.risk_reasons.includes('traps')
  const sameText = await sameTexts(db, edition.id, own.draft.version)
  const signals = {
    signs: signsOn({ ...check, filledTraps }),
    lang,
    email: own.draft.contact.contact_email,
    sameText,
  }
  return transaction(db, async (trx) => {
    const activity = await lockActivity(trx, edition.id, own.activity.id)
    if (!activity || !['draft', 'unconfirmed'].includes(activity.state)) return true
    let delivered = true
    await once(
      trx,
      { form: 'registration.check', key: check.stamp.key as string, now },
      async () => {
        delivered = await sendIn(trx, activity, own.draft, { edition, config, now, signals })
        return '/activities/new/sent'
      },
    )
    return delivered
  })
}

async function sent(c: Ctx): Promise<Response> {
  const own = await ownDraft(c)
  if (own?.activity.state !== 'unconfirmed') return c.redirect(to(c, '/activities/new'), 303)
  const title = c.var.t('registration.sent.title')
  return page(c, { title }, <SentView c={c} email={own.activity.contact_email} />)
}
