import type { Ctx } from '../../http/context.ts'
import { inWords } from '../../http/form.tsx'
import { type Mistake, ownFields } from '../../http/parse.ts'
import { can } from '../../http/roles.ts'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { actOnce, backTo } from '../event-desk/acting.ts'
import { type AtHand, deskPath, eventAtHand } from '../event-desk/at-hand.ts'
import type { Texts } from '../event-desk/drafting.ts'
import { readFreeTexts, textInputs } from '../event-desk/texts-fields.tsx'
import { poolsOf } from '../events/queries.ts'
import { countPeople } from './audience.ts'
import { filterInputs, type MessageFilter, readMessageFilter } from './filter.ts'
import { NewMessageView } from './new-view.tsx'
import { writeDraft } from './writing.ts'

const path = '/staff/events/:slug/messages/new'
const access = may('applications.manage')
const form = 'event-messages.new'

const text = { subject: '', body: '' }
const nothing: Texts = { ja: text, en: text, 'zh-Hans': text, ko: text }

/** A message of an officer's own: first to whom, then in which words; it is kept as a draft. */
export function addNewMessageRoutes(list: Routes): void {
  list.get(path, access, async (c) => {
    const at = await eventAtHand(c, 'applications.manage')
    return show(c, at, { filter: filterOf(c, at, new URL(c.req.url).searchParams) })
  })
  list.post(path, access, take)
}

function filterOf(c: Ctx, { desk }: AtHand, query: URLSearchParams): MessageFilter {
  return readMessageFilter(query, can(desk.staff, 'support.arrange', desk.edition.id))
}

async function show(
  c: Ctx,
  { event, desk }: AtHand,
  showing: { filter: MessageFilter; texts?: Texts; mistakes?: Mistake[] },
): Promise<Response> {
  const { db, t } = c.var
  const mistakes = inWords(c, 'event-desk', showing.mistakes ?? [])
  return staffPage(
    c,
    { title: t('event-messages.new.title'), mistaken: mistakes.length > 0 },
    <NewMessageView
      c={c}
      event={event}
      pools={await poolsOf(db, [event.id])}
      filter={showing.filter}
      count={await countPeople(db, event.id, showing.filter)}
      texts={showing.texts ?? nothing}
      mistakes={mistakes}
      maySeeSupport={can(desk.staff, 'support.arrange', desk.edition.id)}
    />,
  )
}

async function take(c: Ctx): Promise<Response> {
  const at = await eventAtHand(c, 'applications.manage')
  const submitted = await readSubmitted(c)
  const first = (name: string) => submitted.fields.get(name)?.at(-1) ?? ''
  const query = new URLSearchParams(filterInputs.map((name) => [name, first(name)]))
  const filter = filterOf(c, at, query)
  const { texts, mistakes } = readFreeTexts(submitted)
  const known = new Set<string>([...ownFields, ...textInputs, ...filterInputs])
  if ([...submitted.fields.keys()].some((name) => !known.has(name)))
    mistakes.push({ field: '', reason: 'unknown-field' })
  if (mistakes.length > 0) return show(c, at, { filter, texts, mistakes })
  const done = await actOnce(c, { form, submitted }, async (trx) =>
    deskPath(at.event, `/messages/${await writeDraft(trx, at, { filter, texts })}`),
  )
  if (done === 'expired' || 'refused' in done)
    return show(c, at, { filter, texts, mistakes: [{ field: '', reason: 'expired' }] })
  return backTo(c, done.location, 'event-messages.flash.written')
}
