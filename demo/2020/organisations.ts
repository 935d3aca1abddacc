import type { ParticipantKind } from '../../src/db/tables-registry.ts'
import { checkDigit } from '../../src/lib/corporate-number.ts'
import { type Random, weighted } from '../random.ts'
import { handles, stems, trades, type Word } from './names.ts'
import { romanise } from './romaji.ts'

/** Who registers: all of it is invented. */
export type Organisation = {
  kind: ParticipantKind
  name: string
  reading: string
  corporateNumber: string | null
  industry: string | null
  size: string | null
  prefecture: number
  /** Under the reserved top-level domain .example, or example.jp (RFC 2606, JPRS). */
  domain: string
}

const chooseKind = weighted<ParticipantKind>([
  ['company', 77],
  ['individual', 9],
  ['association', 5],
  ['government', 4],
  ['school', 3],
  ['other', 2],
])
const chooseIndustry = weighted([
  ['information', 20],
  ['manufacturing', 13],
  ['professional', 12],
  ['services', 9],
  ['wholesale-retail', 8],
  ['construction', 7],
  ['medical', 5],
  ['education', 4],
  ['finance', 4],
  ['real-estate', 4],
  ['transport', 3],
  ['hospitality', 3],
  ['personal-services', 2],
  ['other', 1.5],
  ['utilities', 1.2],
  ['compound-services', 1],
  ['agriculture', 1.2],
  ['mining', 0.6],
  ['fisheries', 0.5],
] as const)
const chooseSize = weighted([
  ['1-9', 24],
  ['10-29', 21],
  ['30-99', 22],
  ['100-299', 15],
  ['300-999', 10],
  ['1000-up', 8],
] as const)
const choosePrefecture = weighted(
  Array.from({ length: 47 }, (_, at) => [at + 1, at + 1] as const).map(
    ([code]) => [code, share(code)] as const,
  ),
)

/** Per cent of all registrations by prefecture code; those not named share the rest. */
function share(code: number): number {
  const named: Record<number, number> = {
    13: 34,
    27: 9,
    14: 7,
    23: 6,
    40: 4.5,
    11: 3.5,
    12: 3.5,
    28: 3.5,
    1: 3.5,
    26: 2.5,
    22: 2.2,
    34: 2,
    4: 2,
    20: 2,
  }
  return named[code] ?? 0.45
}

/** Rare industries and prefectures come by turns too, so that a few hundred have all of them. */
export function inventOrganisation(random: Random, index: number): Organisation {
  const turn = index % 11 === 7 ? Math.floor(index / 11) : -1
  const prefecture = turn >= 0 ? ((turn * 13) % 47) + 1 : choosePrefecture(random.fraction())
  const kind = turn >= 0 && turn % 5 === 0 ? 'company' : chooseKind(random.fraction())
  const industry =
    turn >= 0 && turn % 5 === 0 ? rareIndustry(turn) : chooseIndustry(random.fraction())
  const size = chooseSize(random.fraction())
  if (kind === 'individual') return inventPerson(random, index, prefecture)
  const stem = random.pick(kind === 'government' ? places : stems)
  const named = name(random, kind, { stem, industry })
  return {
    kind,
    ...named,
    corporateNumber: random.chance(0.55) ? inventNumber(random) : null,
    industry: kind === 'government' ? 'government' : kind === 'school' ? 'education' : industry,
    size: kind === 'other' ? '1-9' : size,
    prefecture,
  }
}

function rareIndustry(turn: number): string {
  return (
    (['fisheries', 'mining', 'agriculture', 'utilities', 'compound-services', 'other'] as const)[
      (turn / 5) % 6
    ] ?? 'other'
  )
}

type Named = Pick<Organisation, 'name' | 'reading' | 'domain'>

function name(random: Random, kind: ParticipantKind, of: { stem: Word; industry: string }): Named {
  const { stem } = of
  if (kind === 'government') return join(stem, random.pick(trades['government'] as Word[]), '*')
  if (kind === 'school')
    return join(stem, { text: '大学', kana: 'ダイガク' }, random.pick(['学校法人*', '*']))
  if (kind === 'association') {
    const what = random.pick([
      { text: '働き方推進協会', kana: 'ハタラキカタスイシンキョウカイ' },
      { text: '商工振興会', kana: 'ショウコウシンコウカイ' },
      { text: '地域ネットワーク', kana: 'チイキネットワーク' },
    ])
    return join(
      stem,
      what,
      random.pick(['一般社団法人*', '特定非営利活動法人*', '公益財団法人*', '*']),
    )
  }
  if (kind === 'other') return join(stem, { text: '活動室', kana: 'カツドウシツ' }, '*')
  const trade = random.pick(trades[of.industry] ?? (trades['other'] as Word[]))
  return join(stem, trade, chooseForm(random.fraction()))
}

const chooseForm = weighted([
  ['株式会社*', 58],
  ['*株式会社', 20],
  ['有限会社*', 9],
  ['合同会社*', 10],
  ['(株)*', 2],
  ['㈱*', 1],
] as const)

/** Stems that read like the name of a municipality. */
const places = stems.filter(({ text }) => /^\p{Script=Han}+$/u.test(text))

const latin = new Map<string, string>()

/** `form` is the name with an asterisk in the place of what has no legal form. */
function join(stem: Word, rest: Word, form: string): Named {
  const kana = stem.kana + rest.kana
  const host = latin.get(kana) ?? `${romanise(stem.kana)}-${romanise(rest.kana)}`
  latin.set(kana, host)
  return {
    name: form.replace('*', stem.text + rest.text),
    reading: kana,
    domain: `${host}.example`,
  }
}

function inventPerson(random: Random, index: number, prefecture: number): Organisation {
  const handle = random.pick(handles)
  return {
    kind: 'individual',
    name: random.chance(0.5) ? handle : `${handle}${(index % 90) + 10}`,
    reading: '',
    corporateNumber: null,
    industry: null,
    size: null,
    prefecture,
    domain: 'example.jp',
  }
}

/** Numbers that begin (after the check digit) with 99, which no registry office has. */
function inventNumber(random: Random): string {
  const base = `99${String(random.below(10_000_000_000)).padStart(10, '0')}`
  return `${checkDigit(base)}${base}`
}
