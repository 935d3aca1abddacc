import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../http/context.ts'
import { type Lang, languages } from '../../lib/languages.ts'
import { messageLetter } from '../applications/letters.ts'
import { wordsIn } from '../applications/message-words.ts'
import { wholeApplications } from '../applications/queries.ts'
import { editionOf } from '../editions/current.ts'
import type { EventMessage } from '../event-desk/message-queries.ts'
import { poolName } from '../applicants/words.tsx'
import { poolsOf } from '../events/queries.ts'
import { type Person, readersOf } from './readers.ts'

/** The mail that one real applicant would get. */
export type Preview = { lang: Lang; name: string; subject: string; text: string; readers: number }

export type Shown = { previews: Preview[]; people: Person[]; total: number; pool: string }

/** Names that one page shows; the list of applicants has the others. */
const mostNames = 100

/** Who is written to, and what they read. */
export async function shownOf(c: Ctx, message: EventMessage): Promise<Shown> {
  const all = await readersOf(c.var.db, message)
  const previews = message.state === 'draft' ? await previewsOf(c, message, all) : []
  const pools = await poolsOf(c.var.db, [message.event_id])
  const pool = pools.find(({ id }) => String(id) === message.filter['pool'])
  return {
    previews,
    people: all.slice(0, mostNames),
    total: all.length,
    pool: pool ? poolName(c, pool) : '',
  }
}

/**
 * The message in each language that somebody reads, filled in for the first of them. The link in it
 * is made with a secret of this moment: an officer's page must not open an applicant's own.
 */
async function previewsOf(c: Ctx, message: EventMessage, all: Person[]): Promise<Preview[]> {
  const { db, config, clock } = c.var
  const office = {
    edition: await editionOf(c),
    origin: config.origin,
    secret: randomBytes(32),
    now: clock.now(),
  }
  const previews: Preview[] = []
  for (const lang of languages) {
    const readers = all.filter(({ language }) => language === lang)
    const [whole] = readers[0] ? await wholeApplications(db, [readers[0].id]) : []
    if (!whole) continue
    const { subject, text } = messageLetter(office, whole, {
      kind: message.kind,
      ...wordsIn(message.texts, lang),
    })
    const { name } = whole.application
    previews.push({ lang, name, subject, text, readers: readers.length })
  }
  return previews
}
