import type { Edition } from '../editions/edition.ts'
import { inputName } from '../editions/form-definition.ts'
import { type Column, columnsOf } from './columns.ts'
import { labelsInCell } from './cell-text.ts'
import type { TableFile } from './table-file.ts'

/**
 * The empty table to be filled in, with one example row that would pass (the corporate number is
 * left out, since every valid one belongs to somebody).
 */
export function templateOf(edition: Edition): TableFile {
  const columns = columnsOf(edition)
  return {
    name: `activities-template-${edition.slug}`,
    sheetName: '登録',
    header: columns.map(({ labels }) => labels.ja),
    rows: [columns.map((column) => exampleOf(edition, column))],
  }
}

const examples: Record<string, string> = {
  name: '株式会社みなと設計',
  reading: 'ミナトセッケイ',
  title: '毎週水曜日は在宅勤務の日',
  body: '月間を通して、毎週水曜日は全員が自宅で働きます。',
  url: 'https://www.example.co.jp/telework',
  contactName: '見本 花子',
  contactEmail: 'telework@example.co.jp',
  contactPhone: '03-0000-0000',
}

function exampleOf(edition: Edition, column: Column): string {
  const item = column.items[0]
  if (!item) return ''
  const value = firstChoice(edition, column)
  return value === undefined
    ? (examples[inputName(item)] ?? '')
    : labelsInCell(edition, item, value)
}

/** The first of the edition's choices, so that the example is right for every edition. */
function firstChoice(edition: Edition, column: Column): unknown {
  switch (column.name) {
    case 'participantKind':
      return 'company'
    case 'industry':
      return edition.industries[0]?.code
    case 'size':
      return edition.sizes[0]?.code
    case 'prefecture':
      return 13
    case 'kinds':
      return edition.kinds.slice(0, 2).map(({ code }) => code)
    case 'period':
      return 'all-month'
    default:
      return column.items[0] && 'question' in column.items[0]
        ? column.items[0].options?.[0]?.code
        : undefined
  }
}
