import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makePool } from '../support/pools.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { openVisit, stampOn, type Visit, wordsOf } from '../support/visit.ts'

let program: TestProgram
const opened = '2020-10-20T10:00:00+09:00'

before(async () => {
  program = await startProgram({ now: opened })
})
after(() => program.close())

const db = () => program.gekkan.services.db

/** A seminar with its pool; `more` goes into the event's row. */
async function seminar(
  wish: Parameters<typeof makePool>[1],
  more: Record<string, unknown> = {},
): Promise<{ slug: string; pool: number }> {
  const pool = await makePool(db(), wish)
  const { slug, id } = await db()
    .selectFrom('events')
    .innerJoin('pools', 'pools.event_id', 'events.id')
    .select(['events.slug', 'events.id'])
    .where('pools.id', '=', pool)
    .executeTakeFirstOrThrow()
  if (Object.keys(more).length > 0)
    await db().updateTable('events').set(more).where('id', '=', id).execute()
  return { slug, pool }
}

const person = (email: string) => ({ name: '試験 太郎', email, consent: 'yes' })

async function apply(visit: Visit, slug: string, fields: Record<string, string | string[]>) {
  const path = `/events/${slug}/apply`
  return visit.post(path, { _stamp: await stampOn(visit, path), ...fields })
}

const linkIn = async (address: string) => {
  for (let waited = 0; ; waited += 50) {
    const mail = await db()
      .selectFrom('mails')
      .select('text')
      .where('to_address', '=', address)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    const path = /(\/my\/\S+)/.exec(mail?.text ?? '')?.[1]
    if (path) return path
    if (waited > 10_000) throw new Error(`no mail to ${address}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('one POST gives the number; the same form again gives the same receipt', async () => {
  const { slug } = await seminar({ accepted: 1 })
  const visit = openVisit(program)
  const path = `/events/${slug}/apply`
  const fields = { _stamp: await stampOn(visit, path), ...person('replay@example.jp') }
  const [one, two] = await Promise.all([visit.post(path, fields), visit.post(path, fields)])
  assert.equal(one.status, 303)
  assert.equal(one.location, two.location)
  assert.equal((await visit.post(path, fields)).location, one.location)
  const receipt = await visit.get(one.location ?? '')
  assert.match(wordsOf(receipt), /受付番号 SEMI-0001/)
  assert.match(wordsOf(receipt), /2020年10月21日\(水\) 10:00までに/)
  assert.equal(receipt.headers.get('cache-control'), 'no-store')
  assert.equal(receipt.headers.get('referrer-policy'), 'no-referrer')
  assert.ok(!receipt.text.includes('試験 太郎'))
})

test('a Gmail alias has one place; the receipt goes out again and the page says so', async () => {
  const { slug, pool } = await seminar({ accepted: 5 })
  const visit = openVisit(program)
  await apply(visit, slug, person('taro.yamada@gmail.com'))
  await linkIn('taro.yamada@gmail.com')
  const again = await apply(visit, slug, person('ｔａｒｏｙａｍａｄａ+2@gmail.com'))
  assert.equal(again.location?.split('?')[0], `/events/${slug}/applications/again`)
  assert.match(wordsOf(await visit.get(again.location ?? '')), /もう一度お送りしました/)
  const rows = await db()
    .selectFrom('applications')
    .select('id')
    .where('pool_id', '=', pool)
    .execute()
  assert.equal(rows.length, 1)
  for (let waited = 0; ; waited += 50) {
    const mails = await db()
      .selectFrom('mails')
      .select('to_address')
      .where('to_address', 'like', '%gmail.com')
      .execute()
    if (mails.length === 2) break
    assert.ok(waited < 10_000, 'no second mail')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})

test('the link shows and changes nothing; the button proves, a second press says the same', async () => {
  const { slug } = await seminar({ accepted: 2 })
  const visit = openVisit(program)
  await apply(visit, slug, person('prover@example.jp'))
  const path = await linkIn('prover@example.jp')
  const before = await visit.get(path)
  assert.equal(before.status, 200)
  assert.match(wordsOf(before), /確認待ち/)
  assert.equal(before.headers.get('referrer-policy'), 'no-referrer')
  for (const again of [1, 2]) {
    const proven = await visit.post(`${path}/proof`, {})
    assert.deepEqual([proven.status, proven.location], [303, path], String(again))
  }
  const after = await visit.get(path)
  assert.match(wordsOf(after), /2020年11月4日\(水\) 13:00〜16:00に参加できます/)
  const calendar = await visit.get(`${path}/calendar.ics`)
  assert.match(calendar.text, /^DTSTART:20201104T040000Z\r$/m)
  assert.ok(!calendar.text.includes('/my/'))
  assert.equal((await visit.get(`${path}x`)).status, 404)
})

test('the waiting list says how many wait; cancelling gives the place to the next', async () => {
  const { slug } = await seminar({ accepted: 1 })
  const visit = openVisit(program)
  await apply(visit, slug, person('first@example.jp'))
  await apply(visit, slug, person('second@example.jp'))
  assert.match(wordsOf(await visit.get(`/events/${slug}/apply`)), /いま1人が待っています/)
  const first = await linkIn('first@example.jp')
  const second = await linkIn('second@example.jp')
  assert.match(wordsOf(await visit.get(second)), /補欠の1番目です/)
  assert.match(wordsOf(await visit.get(`${first}/cancellation`)), /次の方のものになります/)
  assert.equal((await visit.post(`${first}/cancellation`, {})).status, 303)
  assert.match(wordsOf(await visit.get(first)), /取り消されました/)
  assert.match(wordsOf(await visit.get(second)), /までに下のボタンを押すと、参加が決まります/)
})

test('near the date a place is offered and taken by a button', async () => {
  const { slug, pool } = await seminar({ accepted: 1 })
  const visit = openVisit(program)
  await apply(visit, slug, person('leaver@example.jp'))
  await apply(visit, slug, person('heir@example.jp'))
  const [leaver, heir] = [await linkIn('leaver@example.jp'), await linkIn('heir@example.jp')]
  await visit.post(`${leaver}/proof`, {})
  await visit.post(`${heir}/proof`, {})
  program.clock.set('2020-11-03T20:00:00+09:00')
  try {
    await visit.post(`${leaver}/coming`, { coming: 'no' })
    assert.match(wordsOf(await visit.get(heir)), /11月4日\(水\) 08:00までに、参加するかどうか/)
    await visit.post(`${heir}/acceptance`, {})
    assert.match(wordsOf(await visit.get(heir)), /参加できます/)
    await visit.post(`${heir}/coming`, { coming: 'yes' })
    const row = await db()
      .selectFrom('applications')
      .select('reconfirmed_at')
      .where('pool_id', '=', pool)
      .where('email', '=', 'heir@example.jp')
      .executeTakeFirstOrThrow()
    assert.ok(row.reconfirmed_at)
  } finally {
    program.clock.set(opened)
  }
})

test('every state of the form says what is the matter and what to do', async () => {
  const visit = openVisit(program)
  const said = async (slug: string) => wordsOf(await visit.get(`/events/${slug}/apply`))
  const none = await seminar({ accepted: 0, waitingList: false })
  assert.match(await said(none.slug), /満席になりました/)
  const later = await seminar({
    accepted: 1,
    opensAt: Temporal.Instant.from('2020-10-25T10:00+09:00'),
  })
  assert.match(await said(later.slug), /2020年10月25日\(日\) 10:00 からです/)
  const closed = await seminar({ accepted: 1, closesAt: Temporal.Instant.from(opened) })
  assert.match(await said(closed.slug), /受付は終わりました/)
  const invited = await seminar({ accepted: 1, entry: 'invitation' })
  assert.match(await said(invited.slug), /招待された方だけ/)
  const approved = await seminar({ accepted: 1, entry: 'approval' })
  assert.match(await said(approved.slug), /確認してから/)
  const off = await seminar({ accepted: 1 }, { state: 'cancelled' })
  assert.match(await said(off.slug), /中止になりました/)
  assert.equal((await visit.get('/events/no-such-event/apply')).status, 404)
  const refused = await visit.post(`/events/${closed.slug}/apply`, person('late@example.jp'))
  assert.match(wordsOf(refused), /受付は終わりました/)
})

test('mistakes stand at their fields and nothing typed is lost', async () => {
  const { slug } = await seminar(
    { accepted: 1 },
    {
      questions: JSON.stringify([
        {
          code: 'topic',
          label: { ja: '聞きたいこと' },
          kind: 'choice',
          required: true,
          options: [
            { code: 'law', label: { ja: '労務' } },
            { code: 'it', label: { ja: '機器' }, limit: 1 },
          ],
        },
      ]),
    },
  )
  const visit = openVisit(program)
  const bad = await apply(visit, slug, { name: '試験 花子', email: 'nowhere' })
  assert.equal(bad.status, 422)
  assert.match(bad.text, /value="試験 花子"/)
  assert.match(wordsOf(bad), /メールアドレスの形/)
  assert.match(wordsOf(bad), /同意のうえ/)
  const first = await apply(visit, slug, { ...person('it1@example.jp'), 'q-topic': 'it' })
  assert.equal(first.status, 303)
  const second = await apply(visit, slug, { ...person('it2@example.jp'), 'q-topic': 'it' })
  assert.equal(second.status, 422)
  assert.match(wordsOf(second), /この選択肢は満員/)
  const old = await visit.post(`/events/${slug}/apply`, {
    ...person('old@example.jp'),
    'q-topic': 'law',
  })
  assert.equal(old.status, 422)
  assert.match(wordsOf(old), /フォームを新しくしました/)
})

test('several dates in one form, a warning when they overlap, and a move between them', async () => {
  const series = { series: `series-${Math.random().toString(36).slice(2, 8)}` }
  const tokyo = await seminar({ accepted: 2 }, series)
  const nagoya = await seminar(
    { accepted: 1, startsAt: Temporal.Instant.from('2020-11-11T13:00+09:00') },
    series,
  )
  const same = await seminar({ accepted: 1 }, series)
  const visit = openVisit(program)
  const clash = await apply(visit, tokyo.slug, {
    ...person('both@example.jp'),
    also: [String(same.pool)],
  })
  assert.equal(clash.status, 422)
  assert.match(wordsOf(clash), /日時が重なっています/)
  const done = await apply(visit, tokyo.slug, {
    ...person('both@example.jp'),
    also: [String(nagoya.pool)],
    support: ['captions'],
  })
  const receipt = wordsOf(await visit.get(done.location ?? ''))
  assert.equal(receipt.match(/SEMI-0001/g)?.length, 2)
  const needs = await db().selectFrom('support_needs').select('kinds').execute()
  assert.deepEqual(
    needs.map(({ kinds }) => kinds),
    [['captions'], ['captions']],
  )
  await apply(visit, tokyo.slug, person('mover@example.jp'))
  const mover = await linkIn('mover@example.jp')
  const full = await visit.post(`${mover}/date`, { to: String(nagoya.pool) })
  assert.equal(full.status, 422)
  assert.match(wordsOf(full), /選んだ日程は満席です/)
  const moved = await visit.post(`${mover}/date`, { to: String(same.pool) })
  assert.equal(moved.status, 303)
  assert.notEqual(moved.location, mover)
  assert.match(wordsOf(await visit.get(mover)), /別の日程に変更されました/)
  assert.match(wordsOf(await visit.get(moved.location ?? '')), /確認待ち/)
})

test('answers can be changed until the start', async () => {
  const { slug } = await seminar({ accepted: 2 })
  const visit = openVisit(program)
  await apply(visit, slug, person('changer@example.jp'))
  const path = await linkIn('changer@example.jp')
  assert.match((await visit.get(`${path}/answers`)).text, /value="試験 太郎"/)
  const saved = await visit.post(`${path}/answers`, { name: '試験 次郎', organisation: '試験会社' })
  assert.equal(saved.status, 303)
  assert.match(wordsOf(await visit.get(saved.location ?? '')), /試験 次郎.*試験会社/)
  program.clock.set('2020-11-04T14:00:00+09:00')
  try {
    assert.equal((await visit.get(`${path}/answers`)).status, 404)
  } finally {
    program.clock.set(opened)
  }
})
