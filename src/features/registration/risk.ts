import { formPoints, type FormSign } from '../../http/form-risk.ts'
import type { Lang } from '../../lib/languages.ts'
import type { Version } from '../activities/version.ts'

/** What is known about how a registration came in. */
export type Signals = {
  /** Signs of a machine on the form itself. */
  signs: FormSign[]
  lang: Lang
  email: string
  /** Other registrations with the very same text. */
  sameText: number
}

/** Points by reason; the sum orders the queue and never refuses anything (quality.md, abuse). */
const points = {
  ...formPoints,
  links: 25,
  'no-japanese': 20,
  'other-domain': 5,
  'same-text': 30,
} as const
export type RiskReason = keyof typeof points

/** Reasons for a moderator to look twice, and their sum (0–100). */
export function riskOf(
  version: Version,
  signals: Signals,
): { risk: number; reasons: RiskReason[] } {
  const reasons: RiskReason[] = [...signals.signs]
  const text = `${version.title}\n${version.body}`
  if ((text.match(/https?:\/\/|www\./gi) ?? []).length > 2) reasons.push('links')
  if (signals.lang === 'ja' && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text))
    reasons.push('no-japanese')
  if (version.url && !sameSite(version.url, signals.email)) reasons.push('other-domain')
  if (signals.sameText > 0) reasons.push('same-text')
  const risk = Math.min(
    100,
    reasons.reduce((sum, reason) => sum + points[reason], 0),
  )
  return { risk, reasons }
}

/** Whether a page and a mail address share the end of their host names (a hint, no proof). */
function sameSite(url: string, email: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  const domain = email.slice(email.lastIndexOf('@') + 1)
  return (
    host === domain ||
    host.endsWith(`.${domain}`) ||
    domain.endsWith(`.${host.replace(/^www\./, '')}`)
  )
}
