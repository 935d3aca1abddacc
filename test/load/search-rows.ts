import pg from 'pg'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { searchText } from '../../src/features/search/bigrams.ts'
import { createSearchIndex, type SearchAnswer } from '../../src/features/search/search-index.ts'
import { EntryList, Row } from '../../src/ui/card.tsx'
import { FacetGroup } from '../../src/ui/facets.tsx'
import { ensurePostgres } from '../support/postgres.ts'
import { against, type Line, median, quantile } from './report.ts'
import { searchRows } from './search-bench.ts'
import { corpusFacets, searchCorpus } from './search-corpus.ts'

const size = 100_000

/** The index beside a scan of all texts (search-bench.ts); every answer is compared. */
export async function searchTimeRows(): Promise<Line[]> {
  return (await searchRows(size)).map(({ name, value, unit, yardstick, goal }) => {
    const line: Line = { name, value, unit, yardstick }
    const [, sign, limit] = /^([≥≤]) ([\d.,]+)/.exec(goal) ?? []
    if (!sign || !limit) return line
    return against(line, sign as '≥' | '≤', Number(limit.replaceAll(',', '')), ` ${unit}`)
  })
}

/** Two to six characters, from rare to frequent. */
const questions = (
  '髙橋 在宅 監査 翻訳 移住 東京 北海道 勉強会 監査室 在宅勤務 時差出勤 翻訳支援 ' +
  'テレワーク 一般社団法 ワーク・ライ サテライトオ 優秀な人材の 育児や介護に'
).split(' ')

/** Question to HTML, 20 rows with facets: the index here, a GIN of the same pairs in PostgreSQL there. */
export async function searchPageRows(): Promise<Line[]> {
  const index = createSearchIndex({ facets: corpusFacets })
  const titles = new Map<number, string>()
  for (const record of searchCorpus(size)) {
    index.put(record)
    titles.set(record.id, record.title)
  }
  const { client, remove } = await fillTable()
  try {
    const own: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < 3; round++)
      for (const words of questions) {
        const asked = { query: words, filters: {}, sort: 'newest', offset: 0, limit: 20 } as const
        const [ownMs, ownAnswer] = await timed(async () => index.find(asked))
        const [theirMs, theirAnswer] = await timed(() => askTable(client, words))
        if (ownAnswer.total !== theirAnswer.total)
          throw new Error(`${words}: ${ownAnswer.total} here, ${theirAnswer.total} there`)
        own.push(ownMs + renderMs(ownAnswer, titles))
        theirs.push(theirMs + renderMs(theirAnswer, titles))
      }
    const line: Line = {
      name: 'search page of 100,000 records beside a PostgreSQL GIN of character pairs',
      value: median(own),
      unit: 'ms',
      yardstick: median(theirs),
      ratio: median(theirs) / median(own),
    }
    return [
      against(line, '≥', 30),
      against({ name: 'the same, p99', value: quantile(own, 0.99), unit: 'ms' }, '≤', 10, ' ms'),
    ]
  } finally {
    await remove()
  }
}

async function timed<T>(action: () => Promise<T>): Promise<[number, T]> {
  const began = performance.now()
  const result = await action()
  return [performance.now() - began, result]
}

/** The same rows and facets are rendered for both, without anything kept. */
function renderMs(answer: SearchAnswer, titles: Map<number, string>): number {
  const began = performance.now()
  const rows = answer.ids.map((id) => {
    const title = titles.get(id) ?? ''
    return h(Row, { href: `/activities/${id}`, title, owner: title, facts: [] })
  })
  const groups = corpusFacets.map(({ name }) => {
    const counts = [...(answer.facets[name] ?? [])]
    const options = counts.map(([value, count]) => ({
      value: String(value),
      label: String(value),
      count: String(count),
    }))
    return h(FacetGroup, { key: name, name, label: name, options })
  })
  renderToString(h('main', {}, groups, h(EntryList, { children: rows })))
  return performance.now() - began
}

/** All neighbouring pairs of characters of a folded text. */
function pairsOf(text: string): string[] {
  const characters = [...searchText(text).replace(/\s+/gu, '')]
  return [...new Set(characters.slice(1).map((second, i) => `${characters[i]}${second}`))]
}

async function fillTable(): Promise<{ client: pg.Client; remove: () => Promise<void> }> {
  const { url } = await ensurePostgres()
  const client = new pg.Client(url)
  await client.connect()
  const schema = `bench_${process.pid}`
  await client.query(`create schema ${schema}; set search_path = ${schema};
    create table records (id int primary key, day bigint, text text, pairs text[],
      kind int[], prefecture int, industry int, size int, online int)`)
  let batch: unknown[] = []
  const write = async () => {
    await client.query(
      `insert into records select id, day, text, pairs, kind, prefecture, industry, size, online
       from jsonb_to_recordset($1::jsonb) as r(id int, day bigint, text text, pairs text[],
         kind int[], prefecture int, industry int, size int, online int)`,
      [JSON.stringify(batch)],
    )
    batch = []
  }
  for (const { id, day, text, facets } of searchCorpus(size)) {
    const one = (name: string) => facets[name]?.[0] ?? null
    const folded = searchText(text).replace(/\s+/gu, '\n')
    const places = { prefecture: one('prefecture'), industry: one('industry') }
    const rest = { kind: facets['kind'], size: one('size'), online: one('online') }
    batch.push({ id, day, text: folded, pairs: pairsOf(text), ...places, ...rest })
    if (batch.length === 5000) await write()
  }
  await write()
  await client.query('create index on records using gin (pairs); analyze records')
  const remove = async () => {
    await client.query(`drop schema ${schema} cascade`)
    await client.end()
  }
  return { client, remove }
}

/** One statement: those that hold all pairs and then the very word; totals, facets, the newest 20. */
const question = `
  with hits as materialized (
    select id, day, kind, prefecture, industry, size, online from records
    where pairs @> $1 and text like $2)
  select (select count(*)::int from hits) as total,
    (select coalesce(json_agg(id order by day desc, id), '[]')
     from (select id, day from hits order by day desc, id limit 20) newest) as ids,
    (select json_object_agg(name, counts) from (
      select name, json_agg(json_build_array(value, n)) as counts from (
        select 'kind' as name, unnest(kind) as value, count(*) as n from hits group by 2
        union all select 'prefecture', prefecture, count(*) from hits group by 2
        union all select 'industry', industry, count(*) from hits group by 2
        union all select 'size', size, count(*) from hits group by 2
        union all select 'online', online, count(*) from hits where online is not null group by 2
      ) counted group by name) named) as facets`

async function askTable(client: pg.Client, words: string): Promise<SearchAnswer> {
  const folded = searchText(words)
  const { rows } = await client.query<{
    total: number
    ids: number[]
    facets: Record<string, [number, number][]> | null
  }>({
    name: 'search',
    text: question,
    values: [pairsOf(words), `%${folded.replace(/[\\%_]/g, '\\$&')}%`],
  })
  const [row] = rows
  const facets = Object.entries(row?.facets ?? {}).map(([k, v]) => [k, new Map(v)] as const)
  return { total: row?.total ?? 0, ids: row?.ids ?? [], facets: Object.fromEntries(facets) }
}
