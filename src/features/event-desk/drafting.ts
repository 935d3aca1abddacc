import type { Db } from '../../db/database.ts'
import type { MessageText } from '../../db/tables-events.ts'
import { translator } from '../../i18n/messages.ts'
import { type Lang, languages, pick } from '../../lib/languages.ts'
import { writeAudit } from '../audit/queries.ts'
import type { Edition } from '../editions/edition.ts'
import type { CampaignEvent } from '../events/event.ts'
import { type EventDesk, entryOf } from './at-hand.ts'
import { type ChangeKind, type Known, differences, kindOfChange } from './known.ts'
import { factInWords } from './fact-words.ts'
import { countRecipients, type EventMessage, findDraft } from './message-queries.ts'

export type Texts = Record<Lang, MessageText>
export type Composed = { kind: ChangeKind; texts: Texts; known: Known; edited: boolean }

/**
 * The one mail about everything that has changed since applicants were last told. What an officer has
 * written in the draft stays; the new facts are added below it.
 * @returns undefined when nothing is left that they would have to know
 */
export function compose(
  edition: Edition,
  event: CampaignEvent,
  about: { draft: EventMessage | undefined; before: Known; after: Known },
): Composed | undefined {
  const { draft, after } = about
  // a draft that was written without facts tells of what changes from here on
  const known = draft && 'state' in draft.known ? (draft.known as Known) : about.before
  const kind = kindOfChange(known, after)
  if (!kind) return undefined
  const edited = draft?.edited ?? false
  const textIn = (lang: Lang): MessageText => {
    if (!draft || !edited) return letter(edition, event, { kind, before: known, after, lang })
    const written = draft.texts[lang]
    const news = factLines({ before: about.before, after, lang })
    return { ...written, body: [written.body, news].filter(Boolean).join('\n\n') }
  }
  const texts = Object.fromEntries(languages.map((lang) => [lang, textIn(lang)])) as Texts
  return { kind, texts, known, edited }
}

type News = { before: Known; after: Known; lang: Lang }

function letter(
  edition: Edition,
  event: CampaignEvent,
  { kind, ...news }: News & { kind: ChangeKind },
): MessageText {
  const { lang, after, before } = news
  const t = translator(lang)
  const title = pick(event.title, lang).text
  const opened = before.state === 'cancelled' && after.state !== 'cancelled'
  const way = opened ? 'reopened' : kind
  const body = [
    t(`event-desk.letter.${way}.lead`, { title }),
    kind === 'cancelled' ? '' : factLines(news),
    t(`event-desk.letter.${kind === 'cancelled' ? 'cancelled' : 'stays'}.close`),
    pick(edition.secretariat.name, lang).text,
  ]
  return {
    subject: t(`event-desk.letter.${way}.subject`, { title }),
    body: body.filter(Boolean).join('\n\n'),
  }
}

/** Each changed fact as it was and as it is. */
function factLines({ before, after, lang }: News): string {
  const t = translator(lang)
  return differences(before, after)
    .map((fact) =>
      t('event-desk.letter.fact', {
        fact: t(`event-desk.fact.${fact}`),
        before: factInWords(before, fact, lang),
        after: factInWords(after, fact, lang),
      }),
    )
    .join('\n')
}

/**
 * Writes or rewrites the event's one draft after a change, in the change's transaction. Nobody is
 * told yet. `written` are the texts that the officer saw and edited before acting.
 * @returns the draft's id; undefined when there is nothing or nobody to tell
 */
export async function refreshDraft(
  trx: Db,
  desk: EventDesk,
  about: { event: CampaignEvent; before: Known; after: Known; written?: Texts },
): Promise<number | undefined> {
  const { event, before, after, written } = about
  const draft = await findDraft(trx, event.id)
  if (!draft && (await countRecipients(trx, event.id)) === 0) return undefined
  const composed = compose(desk.edition, event, { draft, before, after })
  if (!composed) {
    if (draft) await dropDraft(trx, desk, event, draft)
    return undefined
  }
  const edited =
    composed.edited ||
    (written !== undefined && JSON.stringify(written) !== JSON.stringify(composed.texts))
  const row = {
    kind: composed.kind,
    texts: JSON.stringify(written ?? composed.texts),
    known: JSON.stringify(composed.known),
    edited,
    changed_at: desk.now,
    // who approves must have seen the words that are sent
    asked_at: null,
    asked_by: null,
  }
  if (draft) {
    await trx.updateTable('event_messages').set(row).where('id', '=', draft.id).execute()
    return draft.id
  }
  const { id } = await trx
    .insertInto('event_messages')
    .values({ ...row, event_id: event.id, created_at: desk.now, created_by: desk.staff.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Gives a draft up: what it told of has been taken back, or an officer decided not to tell. */
export async function dropDraft(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  draft: EventMessage,
): Promise<void> {
  await trx
    .updateTable('event_messages')
    .set({ state: 'dropped', changed_at: desk.now })
    .where('id', '=', draft.id)
    .execute()
  await writeAudit(trx, entryOf(desk, event, 'events.message-dropped'))
}
