import assert from 'node:assert/strict'
import { eachDatabase, type FreshDatabase } from '../../../test/support/databases.ts'
import { hire, open, openOffice, send } from '../../../test/support/desk.ts'
import { applying } from '../../../test/support/pools.ts'
import { runChanges } from '../applications/running.ts'
import type { CampaignEvent } from '../events/event.ts'
import { findDraft } from './message-queries.ts'
import { eventDeskRoutes } from './routes.ts'

type Fields = Record<string, string>

/** An office with an officer who has made a seminar of ten places. */
async function withSeminar(database: FreshDatabase) {
  const office = await openOffice(database, [eventDeskRoutes()])
  const officer = await hire(office, 'officer')
  const post = (path: string, form: string, fields: Fields, cookie = officer.cookie) =>
    send(office, `/staff/events${path}`, { cookie, form, fields: Object.entries(fields) })
  const get = async (path: string, cookie = officer.cookie) => {
    const response = await open(office, `/staff/events${path}`, cookie)
    return { status: response.status, text: await response.text() }
  }
  const made = await post('/new', 'event-desk.new', seminar)
  assert.equal(made.status, 303)
  const event = () =>
    office.db
      .selectFrom('events')
      .selectAll()
      .where('slug', '=', 'shiken')
      .executeTakeFirstOrThrow() as Promise<CampaignEvent>
  const pool = () =>
    office.db
      .selectFrom('pools')
      .selectAll()
      .where(
        'event_id',
        '=',
        office.db.selectFrom('events').select('id').where('slug', '=', 'shiken'),
      )
      .executeTakeFirstOrThrow()
  const publish = async () => {
    const { id } = await event()
    await office.db
      .updateTable('events')
      .set({
        lead: JSON.stringify({ ja: '試験のための紹介文' }),
        contact: JSON.stringify({ ja: '事務局 03-0000-0000' }),
      })
      .where('id', '=', id)
      .execute()
    await office.db
      .insertInto('event_organisers')
      .values({ event_id: id, position: 1, body: 'forum', role: 'host' })
      .execute()
    assert.equal((await post('/shiken/publish', 'event-desk.publish', {})).status, 303)
    assert.equal((await event()).state, 'published')
  }
  const apply = async (...names: string[]) =>
    runChanges(
      office.services,
      (await pool()).id,
      names.map((name) => applying(name, { proven: true })),
    )
  return { office, officer, post, get, event, pool, publish, apply }
}

const seminar: Fields = {
  'title-ja': '試験のセミナー',
  slug: 'shiken',
  kind: 'seminar',
  mode: 'online',
  precision: 'exact',
  starts_at: '2020-11-20T13:00',
  ends_at: '2020-11-20T16:00',
  month: '',
  places: '10',
}
const size: Fields = {
  published_capacity: '10',
  accepted_limit: '10',
  stream_limit: '',
  reason: '会場を変えたため',
}
/** The stamps of two forms made in the same instant are the same form: time passes between acts. */
const later = (at: string) => `2020-11-10T${at}:00+09:00`

eachDatabase('wrong numbers and dates are told at their fields and kept', async (database) => {
  const { office, post } = await withSeminar(database)
  for (const [places, words] of [
    ['0', '1以上に'],
    ['-3', '0より小さい'],
    ['1000001', '1,000,000まで'],
    ['たくさん', '数字で'],
  ] as const) {
    const answer = await post('/new', 'event-desk.new', { ...seminar, slug: 'other', places })
    assert.equal(answer.status, 422)
    const text = await answer.text()
    assert.match(text, new RegExp(words))
    assert.ok(text.includes(`value="${places}"`), places)
  }
  const backwards = { ...seminar, slug: 'other', ends_at: '2020-11-20T12:00' }
  const answer = await post('/new', 'event-desk.new', backwards)
  assert.match(await answer.text(), /id="ends_at-error"/)
  assert.equal((await office.db.selectFrom('events').select('id').execute()).length, 1)
  await office.close()
})

eachDatabase('applications cannot close before they open', async (database) => {
  const { office, post, pool } = await withSeminar(database)
  const rules = {
    opens_at: '2020-11-12T09:00',
    closes_at: '2020-11-11T09:00',
    entry: 'first-come',
    waiting_list: 'true',
    hold_minutes: '60',
  }
  const path = `/shiken/places/${(await pool()).id}/rules`
  const refused = await post(path, 'event-desk.rules', rules)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /受付締切は受付開始より後/)
  const taken = await post(path, 'event-desk.rules', { ...rules, closes_at: '2020-11-19T18:00' })
  assert.equal(taken.status, 303)
  assert.equal((await pool()).closes_at?.toString(), '2020-11-19T09:00:00Z')
  await office.close()
})

eachDatabase('fewer places than are taken is refused with what can be done', async (database) => {
  const { office, post, pool, publish, apply } = await withSeminar(database)
  await publish()
  await apply('a', 'b', 'c')
  const path = `/shiken/places/${(await pool()).id}/size`
  const refused = await post(path, 'event-desk.size', { ...size, accepted_limit: '2' })
  const text = await refused.text()
  assert.equal(refused.status, 422)
  assert.match(text, /すでに3人が席/)
  for (const option of ['/convert', '/applicants', '#closing', '#accepted_limit'])
    assert.ok(text.includes(option), option)
  office.clock.set(later('10:05'))
  assert.equal((await post(path, 'event-desk.size', { ...size, accepted_limit: '3' })).status, 303)
  const { accepted_limit, taken } = await pool()
  assert.deepEqual([accepted_limit, taken], [3, 3])
  const [change] = await office.db.selectFrom('pool_changes').selectAll().execute()
  assert.equal(change?.reason, size['reason'])
  await office.close()
})

eachDatabase('of two officers the second sees both values and loses nothing', async (database) => {
  const { office, post, get, event } = await withSeminar(database)
  const { text } = await get('/shiken/edit/basics')
  const [, seen = ''] = /name="seen" value="([^"]+)"/.exec(text) ?? []
  const { slug: _slug, places: _places, mode: _mode, ...basics } = seminar
  const fields: Fields = { ...basics, seen, 'lead-ja': '一人目の紹介', series: '', details_url: '' }
  const firstAnswer = await post('/shiken/edit/basics', 'event-desk.basics', fields)
  assert.equal(firstAnswer.status, 303, await firstAnswer.text())
  office.clock.set(later('10:01'))
  const second = { ...fields, 'lead-ja': '二人目の紹介', 'fee-ja': '無料' }
  const conflict = await post('/shiken/edit/basics', 'event-desk.basics', second)
  const page = await conflict.text()
  assert.equal(conflict.status, 422)
  assert.ok(page.includes('一人目の紹介') && page.includes('二人目の紹介'))
  const [, now = ''] = /name="seen" value="([^"]+)"/.exec(page) ?? []
  office.clock.set(later('10:02'))
  const chosen = { ...second, seen: now, 'keep-lead-ja': 'theirs', 'keep-fee-ja': 'mine' }
  assert.equal((await post('/shiken/edit/basics', 'event-desk.basics', chosen)).status, 303)
  const after = await event()
  assert.deepEqual([after.lead, after.fee], [{ ja: '一人目の紹介' }, { ja: '無料' }])
  await office.close()
})

eachDatabase('nothing is published while something is missing', async (database) => {
  const { office, post, event, publish } = await withSeminar(database)
  const refused = await post('/shiken/publish', 'event-desk.publish', {})
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /主催者/)
  assert.equal((await event()).state, 'draft')
  office.clock.set(later('10:01'))
  await publish()
  assert.ok(office.heard.some(({ kind }) => kind === 'events'))
  await office.close()
})

/** Postpones from what the page shows, as a browser would. */
async function postpone(
  at: Awaited<ReturnType<typeof withSeminar>>,
  wish: Fields,
  tell: 'now' | 'later',
) {
  const { text } = await at.get(`/shiken/postpone?${new URLSearchParams(wish)}`)
  const fields: Fields = { ...wish, mode: '', reason: '講師の都合', tell }
  for (const [, name = '', value = ''] of text.matchAll(
    /name="(seen|subject-[\w-]+)"[^>]*value="([^"]*)"/g,
  ))
    fields[name] = value
  for (const [, name = '', value = ''] of text.matchAll(/name="(body-[\w-]+)"[^>]*>([^<]*)</g))
    fields[name] = value
  return { text, answer: await at.post('/shiken/postpone', 'event-desk.postpone', fields) }
}

eachDatabase('several changes before sending are one message to each person', async (database) => {
  const at = await withSeminar(database)
  const { office, event } = at
  await at.publish()
  await at.apply('a', 'b', 'c')
  office.clock.set(later('10:01'))
  const date = { until: 'date', starts_at: '2020-11-25T13:00', ends_at: '2020-11-25T16:00' }
  const first = await postpone(at, date, 'later')
  assert.match(first.text, /申込者3人に/)
  assert.equal(first.answer.status, 303)
  assert.equal(
    (await office.db.selectFrom('application_notices').selectAll().execute()).filter(
      ({ message_id }) => message_id,
    ).length,
    0,
  )
  office.clock.set(later('10:02'))
  const second = await postpone(
    at,
    { ...date, starts_at: '2020-11-26T13:00', ends_at: '2020-11-26T16:00' },
    'now',
  )
  assert.equal(second.answer.status, 303)
  const messages = await office.db.selectFrom('event_messages').selectAll().execute()
  assert.equal(messages.length, 1)
  const [message] = messages
  assert.deepEqual([message?.state, message?.kind, message?.recipients], ['queued', 'postponed', 3])
  assert.match(message?.texts.ja.body ?? '', /11月20日.*11月26日/)
  assert.match(message?.texts.en.body ?? '', /20 November.*26 November/)
  const notices = await office.db
    .selectFrom('application_notices')
    .selectAll()
    .where('message_id', '=', message?.id ?? 0)
    .execute()
  assert.equal(new Set(notices.map(({ application_id }) => application_id)).size, 3)
  const after = await event()
  assert.equal(after.sequence, 2)
  assert.equal(after.state, 'published')
  await office.close()
})

eachDatabase('a change taken back before sending tells nobody', async (database) => {
  const at = await withSeminar(database)
  const { office, event } = at
  await at.publish()
  await at.apply('a')
  office.clock.set(later('10:01'))
  await postpone(at, { until: 'open', starts_at: '', ends_at: '' }, 'later')
  assert.deepEqual([(await event()).state, (await event()).starts_at], ['postponed', null])
  assert.ok(await findDraft(office.db, (await event()).id))
  office.clock.set(later('10:02'))
  const back = { until: 'date', starts_at: '2020-11-20T13:00', ends_at: '2020-11-20T16:00' }
  await postpone(at, back, 'later')
  assert.equal(await findDraft(office.db, (await event()).id), undefined)
  const [message] = await office.db.selectFrom('event_messages').select('state').execute()
  assert.equal(message?.state, 'dropped')
  await office.close()
})

eachDatabase('above 500 recipients a colleague approves, never who asked', async (database) => {
  const at = await withSeminar(database)
  const { office, post } = at
  await at.publish()
  const colleague = await hire(office, 'officer')
  const { id } = await at.pool()
  await runChanges(office.services, id, [
    {
      door: 'size',
      acceptedLimit: 600,
      publishedCapacity: 600,
      streamLimit: null,
      actor: { kind: 'program' },
      reason: '試験',
    },
    ...Array.from({ length: 501 }, (_, n) => applying(`p${n}`, { proven: true })),
  ])
  office.clock.set(later('10:01'))
  await postpone(at, { until: 'open', starts_at: '', ends_at: '' }, 'now')
  const draft = await findDraft(office.db, (await at.event()).id)
  assert.ok(draft?.asked_at)
  const path = `/shiken/messages/${draft.id}/send?seen=${encodeURIComponent(draft.changed_at.toString())}`
  office.clock.set(later('10:02'))
  await post(path, 'event-desk.send', {})
  assert.equal((await findDraft(office.db, draft.event_id))?.state, 'draft')
  office.clock.set(later('10:03'))
  await post(path, 'event-desk.send', {}, colleague.cookie)
  const [message] = await office.db.selectFrom('event_messages').selectAll().execute()
  assert.deepEqual(
    [message?.state, message?.recipients, message?.approved_by],
    ['queued', 501, colleague.staff.id],
  )
  await office.close()
})
