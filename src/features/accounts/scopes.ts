import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { prefectureOf } from '../../lib/prefectures.ts'
import type { Edition } from '../editions/edition.ts'
import { listEditions } from '../editions/queries.ts'
import type { StoredGrant } from './grants.ts'

/** A grant in words: the role, and in what it is limited. */
export type Scope = { grant: StoredGrant; role: string; limits: string }

/** Puts grants into the reader's words. */
export async function describeScopes(c: Ctx, grants: StoredGrant[]): Promise<Scope[]> {
  const editions = grants.some(({ edition_id: id }) => id !== null)
    ? await listEditions(c.var.db)
    : []
  return grants.map((grant) => ({
    grant,
    role: c.var.t(`accounts.role.${grant.role}`),
    limits: limitsOf(c, grant, editions),
  }))
}

function limitsOf(c: Ctx, grant: StoredGrant, editions: Edition[]): string {
  const { t, lang } = c.var
  const edition = editions.find(({ id }) => id === grant.edition_id)
  const parts = [
    grant.edition_id === null
      ? t('accounts.scope.all-editions')
      : t('accounts.scope.edition', { year: String(edition?.year ?? '') }),
  ]
  if (grant.body) parts.push(nameOfBody(c, edition, grant.body))
  if (grant.prefectures)
    parts.push(
      grant.prefectures
        .map((number) => prefectureOf(number)?.name[lang] ?? '')
        .join(t('accounts.scope.comma')),
    )
  if (grant.expires_at) {
    const last = dayOf(grant.expires_at.subtract({ nanoseconds: 1 }))
    parts.push(t('accounts.scope.until', { date: formatDayWithYear(last, lang) }))
  }
  return parts.join(' / ')
}

function nameOfBody(c: Ctx, edition: Edition | undefined, code: string): string {
  const body = edition?.bodies.find((one) => one.code === code)
  return body ? pick(body.name, c.var.lang).text : code
}
