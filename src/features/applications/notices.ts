import type { Db } from '../../db/database.ts'
import { type Trx, transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import type { Lang } from '../../lib/languages.ts'
import { type Letter, queueMail } from '../../mail/outbox.ts'
import type { NoticeKind } from './batch.ts'
import { messageLetter, type MessageWords, noticeLetter, supportLetter } from './letters.ts'
import { wordsIn } from './message-words.ts'
import { type Office, openOffice } from './office.ts'
import { supportOf, wholeApplications, type Whole } from './queries.ts'
import { noticeKinds, truestOf } from './truth.ts'

/** Notices put into words in one transaction: on the embedded database everybody else waits for it. */
const perBatch = 20

type Notice = {
  id: number
  application_id: number
  kind: string
  message_id: number | null
}

const statusKinds: readonly string[] = [...noticeKinds, 'again']
const spokenKinds = [...statusKinds, 'support-answered', 'message']

/**
 * Puts what people have to be told into words and into the outbox, in their own language: of
 * several notices of one application one mail. Any number of processes may run it at once.
 * @returns how many mails were written
 */
export async function tellApplicants(
  services: Pick<Services, 'db' | 'clock' | 'config'>,
): Promise<number> {
  const office = await openOffice(services)
  let written = 0
  for (;;) {
    const { found, mails } = await transaction(services.db, (trx) => tellBatch(trx, office))
    written += mails
    if (found < perBatch) return written
  }
}

async function tellBatch(trx: Trx, office: Office): Promise<{ found: number; mails: number }> {
  const notices = await openNotices(trx)
  if (notices.length === 0) return { found: 0, mails: 0 }
  const { now, origin } = office
  const wholes = await wholeApplications(trx, [
    ...new Set(notices.map(({ application_id: id }) => id)),
  ])
  let mails = 0
  for (const whole of wholes) {
    const own = notices.filter(({ application_id: id }) => id === whole.application.id)
    for (const letter of await lettersFor(trx, office, whole, own)) {
      await queueMail(trx, letter, { now, origin })
      mails += 1
    }
  }
  await trx
    .updateTable('application_notices')
    .set({ told_at: now })
    .where(
      'id',
      'in',
      notices.map(({ id }) => id),
    )
    .execute()
  await endMessages(
    trx,
    notices.flatMap(({ message_id: id }) => id ?? []),
  )
  return { found: notices.length, mails }
}

/** A message that was paused keeps its notices until it goes on. */
function openNotices(trx: Db): Promise<Notice[]> {
  return (
    trx
      .selectFrom('application_notices as n')
      .innerJoin('applications as a', 'a.id', 'n.application_id')
      .innerJoin('pools as p', 'p.id', 'a.pool_id')
      .select(['n.id', 'n.application_id', 'n.kind', 'n.message_id'])
      .where('n.told_at', 'is', null)
      .where('n.kind', 'in', spokenKinds)
      // consultations have words of their own
      .where('p.channel', '<>', 'slot')
      .where((where) =>
        where.or([
          where('n.message_id', 'is', null),
          where(
            'n.message_id',
            'in',
            where
              .selectFrom('event_messages')
              .select('event_messages.id')
              .where('event_messages.state', '=', 'queued'),
          ),
        ]),
      )
      .orderBy('n.id')
      .limit(perBatch)
      .forUpdate('n')
      .skipLocked()
      .execute()
  )
}

async function lettersFor(
  trx: Db,
  office: Office,
  whole: Whole,
  notices: Notice[],
): Promise<Letter[]> {
  // whoever was forgotten meanwhile has no address any more
  if (!whole.application.email) return []
  const letters: Letter[] = []
  const status = notices.filter(({ kind }) => statusKinds.includes(kind))
  const kind = truestOf(
    status.map((notice) => notice.kind as NoticeKind | 'again'),
    whole.application.state,
  )
  if (kind) letters.push(noticeLetter(office, whole, kind))
  if (notices.some((notice) => notice.kind === 'support-answered')) {
    const need = await supportOf(trx, whole.application.id)
    if (need && need.state !== 'asked') letters.push(supportLetter(office, whole, need))
  }
  for (const { message_id: id } of notices) {
    const words = id === null ? undefined : await wordsOf(trx, id, whole.application.language)
    if (words) letters.push(messageLetter(office, whole, words))
  }
  return letters
}

/** A message of which everybody has been told is done. */
async function endMessages(trx: Db, messageIds: number[]): Promise<void> {
  if (messageIds.length === 0) return
  await trx
    .updateTable('event_messages')
    .set({ state: 'done' })
    .where('id', 'in', messageIds)
    .where('state', '=', 'queued')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('application_notices')
            .select('application_notices.id')
            .whereRef('application_notices.message_id', '=', 'event_messages.id')
            .where('application_notices.told_at', 'is', null),
        ),
      ),
    )
    .execute()
}

async function wordsOf(trx: Db, messageId: number, lang: Lang): Promise<MessageWords | undefined> {
  const message = await trx
    .selectFrom('event_messages')
    .select(['kind', 'texts'])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!message) return undefined
  return { kind: message.kind, ...wordsIn(message.texts, lang) }
}
