/**
 * Registry search beside a byte scan of the same records, question by question in turn.
 * `node test/load/search-bench.ts [size …]`; without sizes 20,000 and 100,000 records.
 */
import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createSearchIndex } from '../../src/features/search/search-index.ts'
import type {
  SearchIndex,
  SearchQuery,
  SearchRecord,
} from '../../src/features/search/search-index.ts'
import { corpusFacets, searchCorpus, seededRandom } from './search-corpus.ts'
import { buildScan, scanFor } from './search-scan.ts'
import type { Scan } from './search-scan.ts'

/** One line of the results: `ratio` is value / yardstick; `goal` is for people to read. */
export type BenchRow = {
  name: string
  value: number
  unit: string
  yardstick: number | undefined
  ratio: number | undefined
  goal: string
}

/** What people ask for, by number of characters, from nearly all records to none. */
const questions: readonly (readonly string[])[] = [
  ['働', '髙', '𠮷', 'の', '災', '港', '鷹', '翻', '宅', '密'],
  ['在宅', '東京', '移住', '介護', '育児', '𠮷田', '監査', '翻訳', '会議', '決裁'],
  ['テレワ', '北海道', '(株)', '勉強会', '二酸化', '大和システム'.slice(1, 4), '監査室', '災害時'],
  ['在宅勤務', '時差出勤', '会計事務', '社員研修', 'アンケー', '設備点検', '翻訳支援', '残業の削'],
  [
    'テレワーク',
    'ペーパーレ',
    '一般社団法',
    '年末の業務',
    '高橋製作所',
    '満足度で測',
    '生産性の向',
  ],
  ['ワーク・ラ', 'サテライト', '青空システ', '事業継続に', '優秀な人材', '育児や介護'].map((w, i) =>
    w.concat('イオムつの者'[i] ?? ''),
  ),
]
/** Besides those, as many parts of random texts, where frequent pieces are frequent. */
const samplesPerLength = 20
const repetitions = 5

type Bench = { index: SearchIndex; scan: Scan; texts: readonly string[] }

/** Measures one size. Throws if any answer differs from the scan's. */
export async function searchRows(size: number): Promise<BenchRow[]> {
  const built = buildIndex(size)
  const texts = Array.from(searchCorpus(Math.min(size, 500)), ({ text }) => text)
  const bench = { index: built.index, scan: buildScan(searchCorpus(size)), texts }
  const name = (what: string): string => `search, ${size.toLocaleString('en')} records: ${what}`
  const rows = built.rows.map((row) => ({ ...row, name: name(row.name) }))
  const every: number[] = []
  for (const [i, words] of questions.entries()) {
    const asked = await measure(bench, words)
    const sampled = await measure(bench, sampledWords(texts, i + 1))
    every.push(...asked.own, ...sampled.own)
    const goal = i < 2 ? '≤ 0.1 ms at 100,000' : '≤ 1.5 ms at 100,000'
    rows.push(timeRow(name(`${i + 1} characters, median of words`), asked, goal))
    rows.push(timeRow(name(`${i + 1} characters, median of random parts`), sampled, '–'))
  }
  const p99 = quantile(every, 0.99)
  rows.push({ ...plainRow(name('p99 of all'), p99, 'ms'), goal: '≤ 10 ms at 100,000' })
  return [...rows, ...(await updateRows(bench, name))]
}

function buildIndex(size: number): { index: SearchIndex; rows: BenchRow[] } {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const held = (): number => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = held()
  const index = createSearchIndex({ facets: corpusFacets })
  let spent = 0
  let batch: SearchRecord[] = []
  const putBatch = (): void => {
    const from = performance.now()
    for (const record of batch) index.put(record)
    spent += performance.now() - from
    batch = []
  }
  for (const record of searchCorpus(size)) {
    batch.push(record)
    if (batch.length === 5000) putBatch()
  }
  putBatch()
  const memory = { ...plainRow('index.memory() per record', index.memory() / size / 1000, 'kB') }
  const process_ = plainRow(
    'memory of the process per record',
    (held() - before) / size / 1000,
    'kB',
  )
  const rate = plainRow('build', (size / spent) * 1000, 'records/s')
  const rows = [
    { ...rate, goal: '≥ 50,000 records/s' },
    { ...memory, goal: '≤ 0.6 kB (aim 0.4)' },
    { ...process_, goal: '≤ 0.6 kB (aim 0.4)' },
  ]
  return { index, rows }
}

type Times = { own: number[]; scanned: number[]; shares: number[] }

/** Own and scan in turn; the own answer is asked for several times and the median counts. */
async function measure({ index, scan }: Bench, words: readonly string[]): Promise<Times> {
  const times: Times = { own: [], scanned: [], shares: [] }
  for (const word of words) {
    const question = { ...firstPage, query: word }
    const from = performance.now()
    const truth = scanFor(scan, word)
    times.scanned.push(performance.now() - from)
    times.shares.push(truth.total / index.size)
    assert.deepEqual(index.find(question), truth, `the answer for ${word} differs from the scan's`)
    const own = Array.from({ length: repetitions }, () => timeOf(() => index.find(question)))
    times.own.push(quantile(own, 0.5))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return times
}

const firstPage: SearchQuery = { query: '', filters: {}, sort: 'newest', offset: 0, limit: 20 }

function sampledWords(texts: readonly string[], length: number): string[] {
  const random = seededRandom(length)
  const words: string[] = []
  while (words.length < samplesPerLength) {
    const characters = [...texts[Math.floor(random() * texts.length)]!.normalize('NFKC')]
    const at = Math.floor(random() * (characters.length - length))
    const word = characters.slice(at, at + length).join('')
    if (!/\s/u.test(word)) words.push(word)
  }
  return words
}

/** Questions of other shapes, and changes: replacing, and the one rewriting it leads to. */
async function updateRows({ index, texts }: Bench, name: (what: string) => string) {
  const shapes: [string, SearchQuery][] = [
    ['no word', firstPage],
    ['no word, by name', { ...firstPage, sort: 'name' }],
    ['テレワーク by relevance', { ...firstPage, query: 'テレワーク', sort: 'relevance' }],
    [
      'two words, three filters',
      { ...firstPage, query: '在宅 東京', filters: { kind: [1, 2], size: [3], online: [1] } },
    ],
  ]
  const rows = shapes.map(([what, question]) => {
    const times = Array.from({ length: 9 }, () => timeOf(() => index.find(question)))
    return { ...plainRow(name(what), quantile(times, 0.5), 'ms'), goal: '≤ 10 ms at 100,000' }
  })
  const times: number[] = []
  for (const record of searchCorpus(Math.ceil(index.size * 0.35))) {
    times.push(timeOf(() => index.put({ ...record, text: texts[record.id % texts.length]! })))
    if (record.id % 1000 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  rows.push({
    ...plainRow(name('replacing a record, p99'), quantile(times, 0.99), 'ms'),
    goal: '≤ 1 ms',
  })
  rows.push(plainRow(name('replacing with a rewriting (longest)'), Math.max(...times), 'ms'))
  return rows
}

function timeOf(action: () => unknown): number {
  const from = performance.now()
  action()
  return performance.now() - from
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
}

function plainRow(name: string, value: number, unit: string): BenchRow {
  return { name, value, unit, yardstick: undefined, ratio: undefined, goal: '–' }
}

function timeRow(name: string, times: Times, goal: string): BenchRow {
  const value = quantile(times.own, 0.5)
  const yardstick = quantile(times.scanned, 0.5)
  const share = (quantile(times.shares, 0.5) * 100).toPrecision(2)
  const full = `${name} (median hits ${share} %)`
  return { name: full, value, unit: 'ms', yardstick, ratio: value / yardstick, goal }
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number)
  for (const size of sizes.length > 0 ? sizes : [20_000, 100_000]) {
    for (const row of await searchRows(size)) {
      const beside =
        row.ratio === undefined
          ? ''
          : ` scan ${row.yardstick!.toFixed(2)}, ratio 1/${(1 / row.ratio).toFixed(0)}`
      console.log(`${row.name}: ${row.value.toPrecision(3)} ${row.unit};${beside} goal ${row.goal}`)
    }
  }
}
