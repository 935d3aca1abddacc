import type { Ctx } from '../../http/context.ts'
import { inWords, type MistakeInWords } from '../../http/form.tsx'
import type { Mistake } from '../../http/parse.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import type { CampaignEvent } from '../events/event.ts'
import { actOnce, backTo } from './acting.ts'
import { type AtHand, deskPath, eventAtHand } from './at-hand.ts'
import { ConflictView } from './conflict-view.tsx'
import { EditView } from './edit-view.tsx'
import { strangers, typedIn } from './form-input.ts'
import { readTyped } from './reading.ts'
import { saveColumns } from './saving.ts'
import { type Section, sections, specsOf } from './sections.ts'
import { faultsOf } from './faults.ts'
import type { Spec, Typed } from './spec.ts'
import { fingerprint, inputsOf, typedOf } from './stored.ts'

/** The sections of an event, a form each. */
export function addEditRoutes(list: Routes): void {
  for (const section of sections) {
    const path = `/staff/events/:slug/edit/${section}`
    list.get(path, may('events.edit'), async (c) => show(c, await eventAtHand(c), { section }))
    list.post(path, may('events.edit'), (c) => take(c, section))
  }
}

type Showing = { section: Section; typed?: Typed; seen?: string; mistakes?: MistakeInWords[] }

function show(c: Ctx, { event }: AtHand, showing: Showing): Promise<Response> {
  const { section, mistakes = [] } = showing
  const specs = specsOf(section, event)
  const stored = typedOf(specs, event)
  return staffPage(
    c,
    { title: c.var.t(`event-desk.section.${section}`), mistaken: mistakes.length > 0 },
    <EditView
      c={c}
      event={event}
      section={section}
      specs={specs}
      typed={showing.typed ?? stored}
      seen={showing.seen ?? fingerprint(stored)}
      mistakes={mistakes}
    />,
  )
}

async function take(c: Ctx, section: Section): Promise<Response> {
  const at = await eventAtHand(c)
  const { desk, event } = at
  const submitted = await readSubmitted(c)
  const specs = specsOf(section, event)
  const seen = submitted.fields.get('seen')?.at(-1) ?? ''
  const typed = merged(event, specs, submitted)
  const read = readTyped(specs, typed)
  const choices = specs.flatMap(inputsOf).map((name) => `keep-${name}`)
  const mistakes: Mistake[] = [
    ...strangers(submitted, specs, ['seen', ...choices]),
    ...read.mistakes,
    ...(read.mistakes.length === 0 ? faultsOf(event, read.columns) : []),
  ]
  const again = (more: Mistake[]) =>
    show(c, at, { section, typed, seen, mistakes: inWords(c, 'event-desk', more) })
  if (mistakes.length > 0) return again(mistakes)
  const form = `event-desk.${section}`
  const done = await actOnce(c, { form, submitted }, async (trx) => {
    const about = { eventId: event.id, specs, columns: read.columns, seen }
    const saved = await saveColumns(trx, desk, about)
    return 'conflict' in saved ? { refused: saved.conflict } : deskPath(event)
  })
  if (done === 'expired') return again([{ field: '', reason: 'expired' }])
  if ('refused' in done) return conflict(c, done.refused, { section, specs, typed })
  return backTo(c, done.location, 'event-desk.flash.saved')
}

/** On the page that tells of a conflict an officer chose, field by field, whose words stay. */
function merged(event: CampaignEvent, specs: readonly Spec[], submitted: Submitted): Typed {
  const own = typedIn(submitted, specs)
  const stored = typedOf(specs, event)
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => {
      const theirs = submitted.fields.get(`keep-${name}`)?.at(-1) === 'theirs'
      return [name, theirs ? (stored[name] ?? []) : value]
    }),
  )
}

function conflict(
  c: Ctx,
  event: CampaignEvent,
  about: { section: Section; specs: readonly Spec[]; typed: Typed },
): Promise<Response> {
  return staffPage(
    c,
    { title: c.var.t('event-desk.conflict.title'), mistaken: true },
    <ConflictView c={c} event={event} {...about} />,
  )
}
