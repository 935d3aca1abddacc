import type { Db } from '../../db/database.ts'
import { addCode, makeLink } from '../../http/personal-links.ts'
import { strangersLimit } from '../../mail/strangers-limit.ts'
import { manageLetter } from './mail.ts'
import { readNumber } from './ownership.ts'
import { postLetter, type Setting } from './posting.ts'
import { doOrPretend, ownedBy } from './queries.ts'
import type { Lang } from '../../lib/languages.ts'
import type { Activity } from '../activities/queries.ts'

/** What somebody typed to come back; `email` is a plain address. */
export type Asked = { number: string; email: string; lang: Lang }

/** The registrations that number and address name together. */
export async function askedFor(
  db: Db,
  { edition }: Pick<Setting, 'edition'>,
  asked: Pick<Asked, 'number' | 'email'>,
): Promise<Activity[]> {
  const wanted = readNumber(asked.number)
  const owned = await ownedBy(db, edition.id, asked.email, wanted?.number)
  return wanted && wanted.slug !== edition.slug ? [] : owned
}

/**
 * Mails one letter with a link and digits for each registration. For an address that owns nothing
 * the same is done and taken back; over the limit of an address nothing is (R12, R22).
 */
export async function mailLinks(trx: Db, setting: Setting, asked: Asked): Promise<void> {
  const owned = await askedFor(trx, setting, asked)
  if (!(await strangersLimit(trx, asked.email, setting.now))) return
  const nobody = { id: 0, number: 0, language: asked.lang, contact_email: asked.email }
  await doOrPretend(trx, owned.length > 0, () =>
    writeLetter(trx, setting, owned.length > 0 ? owned : [nobody]),
  )
}

type Owned = Pick<Activity, 'id' | 'number' | 'language' | 'contact_email'>

async function writeLetter(trx: Db, setting: Setting, owned: Owned[]): Promise<void> {
  const { edition, config, now } = setting
  const first = owned[0] as Owned
  const keys = []
  for (const { id, number } of owned) {
    const token = await makeLink(trx, { purpose: 'manage', subjectId: id, now })
    const code = await addCode(trx, config.secret, token)
    keys.push({ number: number as number, token, code })
  }
  const about = {
    edition,
    origin: config.origin,
    to: first.contact_email,
    lang: first.language,
    activity: first,
  }
  await postLetter(trx, setting, manageLetter(about, keys, now.add({ hours: 1 })))
}
