import { randomBytes } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { enqueue, jobsRun } from '../jobs/boss.ts'
import type { Queue } from '../jobs/job.ts'
import type { Lang } from '../lib/languages.ts'

/** One mail to one person, ready to be sent. `html` and `text` come from renderLetter(). */
export type Letter = {
  /** What it is for, in the program's words: 'registration.confirm'. */
  kind: string
  to: string
  lang: Lang
  subject: string
  html: string
  text: string
  /** The record it is about. */
  about: { kind: string; id: number | null }
  editionId?: number
  /** After this instant nobody needs it any more (a code, a link that has run out). */
  usefulUntil?: Temporal.Instant
  /** A mail that people can unsubscribe from with one click (RFC 8058). */
  list?: { unsubscribeUrl: string }
  /** An entry for the reader's calendar, or its end (RFC 5546), from lib/calendar-file.ts. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; text: string }
}

export type Posting = {
  now: Temporal.Instant
  /** The public address; its host is the right side of the Message-ID. */
  origin: string
}

/**
 * The line of mails. A mail has one unfinished job at most, so it is never sent twice at once.
 * 5 s doubled up to 1 h, 32 times: about 24 h until the mail is given up as stopped.
 */
export const mailQueue: Queue<{ mail: number }> = {
  name: 'mail',
  keyOf: ({ mail }) => String(mail),
  retries: 32,
  firstRetry: 5,
  longestRetry: 3600,
  limit: 300,
}

/**
 * Puts a mail into the outbox, inside the transaction() that causes it (R28); it leaves after
 * COMMIT, within about 0.1 s, in a process whose jobs run.
 * The Message-ID is dealt here, once: a mail that had to be sent again carries the same one.
 * @returns the id of the row in `mails`
 * @throws RangeError for an address that could smuggle in headers or a second recipient (R17)
 */
export async function queueMail(trx: Db, letter: Letter, posting: Posting): Promise<number> {
  const row = await trx
    .insertInto('mails')
    .values({
      message_id: `<mail-${randomBytes(16).toString('hex')}@${new URL(posting.origin).hostname}>`,
      kind: letter.kind,
      to_address: oneAddress(letter.to),
      language: letter.lang,
      subject: headerText(letter.subject),
      html: letter.html.replaceAll('\0', ''),
      text: letter.text.replaceAll('\0', ''),
      headers: JSON.stringify(headersOf(letter)),
      subject_kind: letter.about.kind,
      subject_id: letter.about.id,
      edition_id: letter.editionId ?? null,
      state: 'waiting',
      created_at: posting.now,
      useful_until: letter.usefulUntil ?? null,
      sent_at: null,
      calendar: letter.calendar?.text ?? null,
      calendar_method: letter.calendar?.method ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // the row alone is enough: a worker looks every minute for mails that have no job
  if (jobsRun()) await enqueue(trx, mailQueue, { mail: row.id })
  return row.id
}

/** A header's value on one line, without control and bidi-override characters, 200 code points. */
export function headerText(text: string): string {
  const clean = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .toWellFormed()
    .trim()
  const characters = [...clean]
  return characters.length > 200 ? `${characters.slice(0, 199).join('')}…` : clean
}

/** RFC 5321 section 4.5.3.1.3: a path has 256 octets with its angle brackets. */
const longestAddress = 254

function oneAddress(address: string): string {
  const plain = /^[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]+@[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]+$/u
  if (!plain.test(address) || Buffer.byteLength(address) > longestAddress)
    throw new RangeError('this is not one plain mail address')
  return address
}

/** RFC 3834: no automatic answers, please. RFC 8058: unsubscribing is one POST. */
function headersOf(letter: Letter): Record<string, string> {
  const automatic = { 'Auto-Submitted': 'auto-generated' }
  if (!letter.list) return automatic
  const url = URL.parse(letter.list.unsubscribeUrl)
  if (!url || !/^https?:$/.test(url.protocol)) throw new RangeError('unsubscribeUrl is no address')
  return {
    ...automatic,
    'List-Unsubscribe': `<${url.href}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
