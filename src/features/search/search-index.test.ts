import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { searchText, searchWords } from './bigrams.ts'
import { createSearchIndex } from './search-index.ts'
import type { SearchAnswer, SearchQuery, SearchRecord } from './search-index.ts'

const facets = [
  { name: 'kind', multiple: true },
  { name: 'place', multiple: false },
  { name: 'empty', multiple: true },
]
const everything: SearchQuery = { query: '', filters: {}, sort: 'newest', offset: 0, limit: 20 }

/** The rules, written as directly as possible. */
function findNaively(records: Iterable<SearchRecord>, question: SearchQuery): SearchAnswer {
  const words = searchWords(question.query)
  const matching = [...records].filter(({ title, text }) =>
    words.every((word) => searchText(title).includes(word) || searchText(text).includes(word)),
  )
  const passes = (record: SearchRecord, name: string): boolean => {
    const wanted = question.filters[name] ?? []
    return wanted.length === 0 || wanted.some((value) => record.facets[name]?.includes(value))
  }
  const found = matching.filter((record) => facets.every(({ name }) => passes(record, name)))
  const counts: SearchAnswer['facets'] = {}
  for (const { name } of facets) {
    const others = facets.filter((facet) => facet.name !== name)
    const counted = matching.filter((record) => others.every((facet) => passes(record, facet.name)))
    const byValue = new Map<number, number>()
    for (const value of counted.flatMap((record) => [...new Set(record.facets[name] ?? [])])) {
      byValue.set(value, (byValue.get(value) ?? 0) + 1)
    }
    counts[name] = byValue
  }
  const ids = found
    .toSorted(orderNaively(words, question.sort))
    .slice(question.offset, question.offset + question.limit)
    .map(({ id }) => id)
  return { total: found.length, ids, facets: counts }
}

type Order = (a: SearchRecord, b: SearchRecord) => number

function orderNaively(words: string[], sort: SearchQuery['sort']): Order {
  const newest: Order = (a, b) => b.day - a.day || b.id - a.id
  const level = ({ title }: SearchRecord): number => {
    const folded = searchText(title).trim()
    const levels = words.map((word) => {
      if (folded === word) return 3
      if (folded.startsWith(word)) return 2
      return folded.includes(word) ? 1 : 0
    })
    return levels.includes(0) ? 0 : Math.max(0, ...levels)
  }
  if (sort === 'newest') return newest
  if (sort === 'relevance') return (a, b) => level(b) - level(a) || newest(a, b)
  return (a, b) => (a.sortKey < b.sortKey ? -1 : Number(a.sortKey > b.sortKey)) || newest(a, b)
}

/** Few letters, so that they meet often; among them what folding and UTF-16 make difficult. */
const letters = [
  ...'アあ東京京在宅',
  'が',
  'か\u3099',
  'ガ',
  '\u3099',
  '𠮷',
  '𠮟',
  '\ud842',
  '👩‍💻',
  '㈱',
  'Ａ',
  'a',
  'Σ',
  'İ',
  ' ',
  '\u3000',
  '\n',
  '\0',
  '\ufeff',
]
const someText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((parts) => parts.join(''))
const someValues = (maxLength: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: 4 }), { maxLength })

const someRecord: fc.Arbitrary<SearchRecord> = fc
  .record({
    id: fc.integer({ min: 0, max: 12 }),
    title: someText(4),
    text: someText(25),
    titled: fc.boolean(),
    sortKey: someText(3),
    day: fc.integer({ min: 0, max: 5 }),
    facets: fc.record({ kind: someValues(3), place: someValues(1) }, { requiredKeys: ['place'] }),
  })
  .map(({ titled, ...record }) =>
    titled ? { ...record, text: record.title + record.text } : record,
  )

const someQuery: fc.Arbitrary<SearchQuery> = fc.record({
  query: someText(6),
  filters: fc.record({ kind: someValues(2), place: someValues(2) }, { requiredKeys: [] }),
  sort: fc.constantFrom('relevance', 'newest', 'name'),
  offset: fc.integer({ min: 0, max: 4 }),
  limit: fc.integer({ min: 0, max: 6 }),
})

type Step = { put: SearchRecord } | { remove: number } | { find: SearchQuery }
const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ put: someRecord }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.integer({ min: 0, max: 12 }) }) },
  { weight: 3, arbitrary: fc.record({ find: someQuery }) },
)

test('every answer equals the one of String.includes, whatever was put and removed before', () => {
  fc.assert(
    fc.property(fc.array(someStep, { minLength: 10, maxLength: 400, size: 'max' }), (steps) => {
      const index = createSearchIndex({ facets })
      const model = new Map<number, SearchRecord>()
      for (const step of steps) {
        if ('put' in step) {
          index.put(step.put)
          model.set(step.put.id, step.put)
        } else if ('remove' in step) {
          assert.equal(index.remove(step.remove), model.delete(step.remove))
        } else {
          assert.deepEqual(index.find(step.find), findNaively(model.values(), step.find))
        }
        assert.equal(index.size, model.size)
      }
    }),
    { numRuns: 300 },
  )
})

test('many records of any Unicode text are found by any part of them', () => {
  const someUnicode = fc.string({ unit: 'binary', maxLength: 40 })
  const records = fc.array(fc.tuple(someUnicode, someUnicode), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(
      records,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 6 }),
      (all, which, from, size) => {
        const index = createSearchIndex({ facets })
        const stored = all.map(([title, text], id) => ({ ...plain(id), title, text }))
        stored.forEach((record) => index.put(record))
        const text = [...all[which % all.length]![1]]
        const query = text
          .slice(from % (text.length + 1))
          .slice(0, size)
          .join('')
        const question: SearchQuery = { ...everything, query, sort: 'relevance' }
        assert.deepEqual(index.find(question), findNaively(stored, question))
      },
    ),
  )
})

test('long lists across many chunks, rewritings and pages of answers stay exact', () => {
  const index = createSearchIndex({ facets })
  const model = new Map<number, SearchRecord>()
  const words = ['テレワーク', '在宅勤務', '時差', '東京', 'ワーク', 'オフィス', '𠮷野家']
  const seed = fc.sample(fc.nat({ max: 2 ** 30 }), { numRuns: 12_000, seed: 2020 })
  seed.forEach((random, i) => {
    const id = random % 4000
    const text = [3, 5, 7, 11].map((n) => words[(random >>> n) % words.length]).join('')
    const title = words[(random >>> 13) % words.length]!
    const kind = [random % 3, (random >>> 4) % 5]
    const record = { ...plain(id), title, text, sortKey: text, day: i, facets: { kind } }
    if (random % 7 === 0) assert.equal(index.remove(id), model.delete(id))
    else {
      index.put(record)
      model.set(id, record)
    }
  })
  for (const query of [
    '',
    'ワ',
    'レワ',
    'ワーク',
    'ワーク在',
    'テレワーク東京 時差',
    '家テレワ',
    'x',
  ]) {
    for (const sort of ['relevance', 'newest', 'name'] as const) {
      const question = { query, filters: { kind: [1] }, sort, offset: 0, limit: 20 }
      assert.deepEqual(index.find(question), findNaively(model.values(), question))
      const deep = { ...question, filters: {}, offset: 700, limit: 5000 }
      assert.deepEqual(index.find(deep), findNaively(model.values(), deep))
    }
  }
})

function plain(id: number): SearchRecord {
  return { id, title: '', text: '', sortKey: '', day: 0, facets: {} }
}

test('𠮷 is one character: half of it finds nothing', () => {
  const index = createSearchIndex({ facets })
  index.put({ ...plain(1), text: '𠮷野' })
  assert.deepEqual(index.find({ ...everything, query: '𠮷' }).ids, [1])
  assert.deepEqual(index.find({ ...everything, query: '\ud842' }).ids, [])
})

test('words that stand in neighbouring records or across title and text are not found', () => {
  const index = createSearchIndex({ facets })
  index.put({ ...plain(1), title: '在宅', text: '勤務' })
  index.put({ ...plain(2), title: '東京', text: '東京都' })
  // The pairs that would join the words are so frequent that only the rarer ones are looked up.
  for (let id = 3; id < 9; id++) index.put({ ...plain(id), text: '自宅勤労 義務東国' })
  assert.equal(index.find({ ...everything, query: '在宅勤務' }).total, 0)
  assert.equal(index.find({ ...everything, query: '勤務東京' }).total, 0)
  assert.equal(index.find({ ...everything, query: '東京都' }).total, 1)
})

test('the title that is the word comes before the one that begins with it, has it, and the text', () => {
  const index = createSearchIndex({ facets })
  const titles = ['その他', '新しい東京', '東京都', '東京']
  titles.forEach((title, id) => index.put({ ...plain(id), title, text: '東京の会社', day: 9 - id }))
  assert.deepEqual(
    index.find({ ...everything, query: '東京', sort: 'relevance' }).ids,
    [3, 2, 1, 0],
  )
})

test('a bad record is refused and leaves the index as it was', () => {
  const index = createSearchIndex({ facets })
  index.put({ ...plain(1), text: '東京' })
  const bad: SearchRecord[] = [
    { ...plain(-1) },
    { ...plain(1.5) },
    { ...plain(1), day: NaN },
    { ...plain(1), facets: { place: [1, 2] } },
    { ...plain(1), facets: { kind: [-1] } },
    { ...plain(1), facets: { kind: [0.5] } },
  ]
  for (const record of bad) assert.throws(() => index.put(record), RangeError)
  assert.deepEqual(index.find({ ...everything, query: '東京' }).ids, [1])
})

test('ids beyond 32 bits and empty facets are kept', () => {
  const index = createSearchIndex({ facets: [] })
  index.put({ ...plain(2 ** 40 + 1), text: 'あ' })
  index.put({ ...plain(1), text: 'あ' })
  assert.deepEqual(index.find({ ...everything, query: 'あ' }), {
    total: 2,
    ids: [2 ** 40 + 1, 1],
    facets: {},
  })
})
