import type { ApplicantImportRow } from '../../db/tables-events.ts'
import { translator } from '../../i18n/messages.ts'
import { languages } from '../../lib/languages.ts'
import { plainHeader } from './columns.ts'

export type Layout = ApplicantImportRow['layout']

/**
 * Headers by which an export is known for whose it is. connpass and Peatix name nobody's address:
 * it is there only where the organiser has asked for it in a question.
 */
const signs: Record<Exclude<Layout, 'own' | 'other'>, readonly (readonly string[])[]> = {
  connpass: [['参加枠名', 'ユーザー名', '表示名', '参加ステータス']],
  peatix: [
    ['販売ID', '参加者名', 'チケット名'],
    ['Sales ID', 'Attendee name', 'Ticket name'],
  ],
  doorkeeper: [
    ['名前', 'メールアドレス', 'チケット', 'チェックイン'],
    ['Name', 'Email', 'Ticket', 'Checked in'],
  ],
}

/** Whose export a heading is; `other` for what we do not know. */
export function layoutOf(header: readonly string[]): Layout {
  const plain = header.map(plainHeader)
  const has = (names: readonly string[]) =>
    names.every((name) => plain.some((one) => one.startsWith(plainHeader(name))))
  if (languages.some((lang) => has(ownSigns(lang)))) return 'own'
  for (const [layout, ways] of Object.entries(signs))
    if (ways.some(has)) return layout as keyof typeof signs
  return 'other'
}

function ownSigns(lang: (typeof languages)[number]): string[] {
  const t = translator(lang)
  return (['number', 'waiting-number', 'state', 'email'] as const).map((column) =>
    t(`applicants.column.${column}`),
  )
}
