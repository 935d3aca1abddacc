import type { ApplicationState } from '../../db/tables-events.ts'
import { translator } from '../../i18n/messages.ts'
import { languages } from '../../lib/languages.ts'

/** Whoever stands so has no place, or no answer yet: not to be imported. */
const withoutClaim: readonly ApplicationState[] = [
  'requested',
  'declined',
  'cancelled',
  'expired',
  'rejected',
  'moved',
]

const own = new Set(
  languages.flatMap((lang) =>
    withoutClaim.map((state) => plain(translator(lang)(`applicants.state.${state}`))),
  ),
)

/** As connpass, Peatix and Doorkeeper say it, in Japanese and English. */
const others =
  /キャンセル|取消|取り消し|辞退|不参加|返金|払い戻し|支払い?待ち|未払|cancel|refund|declin|unpaid|pending/

/** Whether the word of a file's column of states says that somebody does not take part. */
export function hasNoClaim(word: string): boolean {
  return own.has(plain(word)) || others.test(plain(word))
}

function plain(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase()
}
