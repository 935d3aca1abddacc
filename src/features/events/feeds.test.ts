import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startProgram, type TestProgram } from '../../../test/support/program.ts'
import { openVisit } from '../../../test/support/visit.ts'

let program: TestProgram
before(async () => {
  program = await startProgram()
})
after(() => program.close())

type Data = { count: number; events: Record<string, unknown>[] }
const data = async (path: string) => JSON.parse((await openVisit(program).get(path)).text) as Data

test('the data follow the filter of the list, in the language of the address', async () => {
  assert.equal((await data('/events.json')).count, 6)
  const november = await data('/events.json?kind=seminar&month=2020-11')
  assert.deepEqual(
    november.events.map(({ id }) => id),
    ['forum-seminar', 'seminar-tokyo', 'seminar-nagoya'],
  )
  const [, , nagoya] = (await data('/en/events.json?kind=seminar&month=2020-11')).events
  assert.equal(nagoya?.['title'], 'Telework seminar in Nagoya')
  assert.equal(nagoya?.['starts_at'], '2020-11-11T13:00+09:00')
  assert.equal(nagoya?.['places'], 100)
  assert.equal(nagoya?.['page'], `${program.origin}/en/events/seminar-nagoya`)
})

test('only events with a place left when that is asked; a full house is left out', async () => {
  const free = (await data('/events.json?places=free')).events.map(({ id }) => id)
  assert.deepEqual(free, ['seminar-nagoya', 'ceremony'])
  const { db } = program.gekkan.services
  await db
    .updateTable('pools')
    .set((expression) => ({ accepted_limit: expression.ref('taken') }))
    .where('event_id', 'in', (select) =>
      select.selectFrom('events').select('id').where('slug', '=', 'seminar-nagoya'),
    )
    .execute()
  program.clock.set(program.clock.now().add({ minutes: 2 }).toString())
  const now = (await data('/events.json?places=free')).events.map(({ id }) => id)
  assert.deepEqual(now, ['ceremony'])
})

test('other sites may read the data and the element, and nothing else', async () => {
  const visit = openVisit(program)
  for (const path of ['/events.json', '/embed/events.js']) {
    const { headers, status } = await visit.get(path)
    assert.equal(status, 200)
    assert.equal(headers.get('access-control-allow-origin'), '*', path)
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin', path)
  }
  for (const path of ['/events', '/events.atom', '/']) {
    const { headers } = await visit.get(path)
    assert.equal(headers.get('access-control-allow-origin'), null, path)
  }
})

test('the data are not sent again when nothing has changed', async () => {
  const visit = openVisit(program)
  const etag = (await visit.get('/events.json')).headers.get('etag') ?? ''
  assert.equal((await visit.get('/events.json', { 'if-none-match': etag })).status, 304)
})

test('the feed is well-formed, newest change first, and holds what the filter lets through', async () => {
  const { text, headers } = await openVisit(program).get('/events.atom?kind=ceremony')
  assert.match(headers.get('content-type') ?? '', /^application\/atom\+xml/)
  assert.equal(text.match(/<entry>/g)?.length, 1)
  assert.match(text, /<title>『働く、が変わる』テレワークイベント\(東京\)<\/title>/)
  assert.ok(text.includes(`<link rel="self" href="${program.origin}/events.atom?kind=ceremony"/>`))
})

test('a month as a table has its events in their days, and leafs on with the filter kept', async () => {
  const { text } = await openVisit(program).get('/events?view=month&month=2020-11&kind=seminar')
  const cell = /<td[^>]*>(?:(?!<\/td>).)*11月11日(?:(?!<\/td>).)*<\/td>/s.exec(text)?.[0] ?? ''
  assert.match(cell, /href="\/events\/seminar-nagoya"/)
  assert.ok(!text.includes('href="/events/ceremony"'))
  assert.match(text, /month=2020-12&amp;kind=seminar&amp;view=month"[^>]*rel="next"/)
})

test('events are found by who runs them and by whether they are over', async () => {
  const ids = async (query: string) =>
    (await data(`/events.json${query}`)).events.map(({ id }) => id)
  assert.deepEqual(await ids('?organiser=forum'), ['forum-seminar'])
  assert.deepEqual(await ids('?organiser=nobody-knows'), [])
  const past = await ids('?time=past')
  assert.ok(past.includes('seminar-tokyo') && !past.includes('seminar-nagoya'))
  const both = [...past, ...(await ids('?time=upcoming'))]
  assert.deepEqual(both.toSorted(), (await ids('')).toSorted())
})

test('each choice says how many it would find beside the others, and none that finds nothing', async () => {
  const { text } = await openVisit(program).get('/events?kind=seminar')
  for (const [time, label] of [
    ['past', '終了したもの'],
    ['upcoming', 'これから・開催中'],
  ] as const) {
    const { count } = await data(`/events.json?time=${time}&kind=seminar`)
    assert.ok(count > 0 && text.includes(`${label}(${count})`), label)
  }
  const select = /<select[^>]*name="kind".*?<\/select>/s.exec(text)?.[0] ?? ''
  assert.match(select, /表彰式/)
  assert.doesNotMatch(select, /展示/)
})

test('when nothing fits, it is said which condition to take away and what that would find', async () => {
  const { text } = await openVisit(program).get('/events?kind=exhibition&time=past')
  const past = (await data('/events.json?time=past')).count
  assert.ok(text.includes(`「展示」を外す(${past}件)`))
  assert.match(text, /<a href="\/events\?time=past">「展示」を外す/)
  assert.ok(!text.includes('「終了したもの」を外す('))
})

test('a calendar to subscribe to stays the same until an event changes', async () => {
  const visit = openVisit(program)
  for (const path of ['/events.ics?kind=ceremony', '/events.atom?kind=ceremony']) {
    const first = await visit.get(path)
    program.clock.set(program.clock.now().add({ minutes: 5 }).toString())
    const etag = first.headers.get('etag') ?? 'none'
    assert.equal((await visit.get(path, { 'if-none-match': etag })).status, 304, path)
  }
})
