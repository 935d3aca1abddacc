import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../test/support/databases.ts'
import {
  deskFor,
  hire,
  type Office,
  open,
  openOffice,
  register,
  send,
} from '../../../test/support/desk.ts'
import { hashToken, newToken } from '../../http/sessions.ts'
import { translator } from '../../i18n/messages.ts'
import { languages } from '../../lib/languages.ts'
import { type Activity, findActivity, findPublished, findVersion } from '../activities/queries.ts'
import type { Version } from '../activities/version.ts'
import { publicNumber } from '../editions/edition.ts'
import { decide } from '../moderation/deciding.ts'
import { ownershipRoutes } from './routes.tsx'

/** Runs a test in an office with the owner's pages; it closes after it. */
function inOffice(name: string, act: (office: Office) => Promise<void>): void {
  eachDatabase(name, async (database) => {
    const office = await openOffice(database, [ownershipRoutes()])
    try {
      await act(office)
    } finally {
      await office.close()
    }
  })
}

type Fields = [string, string][]
const what = (title: string, body: string): Fields => [
  ['kinds', 'try'],
  ['title', title],
  ['body', body],
  ['period', 'all-month'],
]
const contact = (phone: string): Fields => [
  ['contactName', '髙橋 﨑子'],
  ['contactPhone', phone],
]

/** A session as a personal link opens it. */
async function sessionOf({ db, clock }: Office, { id }: { id: number }): Promise<string> {
  const token = newToken()
  const now = clock.now()
  await db
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      kind: 'owner',
      staff_id: null,
      activity_id: id,
      data: '{}',
      created_at: now,
      seen_at: now,
      expires_at: now.add({ hours: 2 }),
    })
    .execute()
  return `gekkan-owner=${token}`
}

async function decided(
  office: Office,
  { id }: Activity,
  decision: 'publish' | 'return' | 'reject',
): Promise<void> {
  const { staff } = await hire(office, 'lead')
  const row = (await findActivity(office.db, office.edition.id, id)) as Activity
  const outcome = await decide(office.db, deskFor(office, staff), id, {
    decision,
    versionId: row.proposed_version_id,
    checklist: office.edition.checklist.map(({ code }) => code),
    ...(decision !== 'publish' && { reasonCode: 'unclear-body', reasonText: '理由です。' }),
  })
  assert.ok(outcome?.ok, JSON.stringify(outcome))
}

/** A published registration and its owner's cookie. */
async function published(office: Office, version: Partial<Version> = {}) {
  const { activity } = await register(office, { version })
  await decided(office, activity, 'publish')
  return { activity, cookie: await sessionOf(office, activity) }
}

const rowOf = async ({ db, edition }: Office, { id }: Activity) =>
  (await findActivity(db, edition.id, id)) as Activity
const publicOf = async ({ db, edition }: Office, { number }: Activity) =>
  (await findPublished(db, edition.id, number as number))?.version
const waitingOf = async (office: Office, activity: Activity) => {
  const { proposed_version_id: id } = await rowOf(office, activity)
  return id === null ? undefined : findVersion(office.db, id)
}
const mailsTo = ({ db }: Office, to: string) =>
  db
    .selectFrom('mails')
    .select(['kind', 'text'])
    .where('to_address', '=', to)
    .orderBy('id')
    .execute()

async function ask(office: Office, number: string, email: string) {
  const fields: Fields = [
    ['number', number],
    ['email', email],
  ]
  const response = await send(office, '/mine', { cookie: '', form: 'ownership.ask', fields })
  const headers = Object.fromEntries(response.headers)
  delete headers['x-request-id']
  const body = (await response.text())
    .replaceAll(/name="_stamp" value="[^"]*"/g, '')
    .replace(/name="number" value(="[^"]*")?/, 'N')
    .replace(`name="email" value="${email}"`, 'E')
  return { status: response.status, headers, body }
}

const count = async ({ db }: Office, table: 'mails' | 'personal_links' | 'sessions') =>
  (await db.selectFrom(table).select('created_at').execute()).length

/** Asks for the link and reads its path and its digits out of the mail. */
async function mailed(office: Office, activity: Activity) {
  await ask(office, publicNumber(office.edition, activity.number as number), activity.contact_email)
  const text = (await mailsTo(office, activity.contact_email)).at(-1)?.text ?? ''
  const path = /\/mine\/link\/[\w-]{43}/.exec(text)?.[0] ?? ''
  return { path, code: /^\s*(\d{6})\s*$/m.exec(text)?.[1] ?? '' }
}

inOffice(
  'whether a registration is known is told by mail only: the answers are the same bytes',
  async (office) => {
    const { activity } = await register(office)
    const number = publicNumber(office.edition, activity.number as number)
    const before = [await count(office, 'mails'), await count(office, 'personal_links')]
    const unknown = await ask(office, '2020-9999', 'nobody@shiken.example')
    assert.equal(unknown.status, 200)
    assert.deepEqual(
      [await count(office, 'mails'), await count(office, 'personal_links')],
      before,
      'nothing is kept of what nobody owns',
    )
    assert.deepEqual(await ask(office, number, activity.contact_email), unknown)
    assert.deepEqual(await ask(office, number, 'nobody@shiken.example'), unknown)
    assert.deepEqual(await ask(office, '', activity.contact_email), unknown)
    assert.equal(await count(office, 'mails'), (before[0] as number) + 2)
    for (let more = 0; more < 6; more += 1)
      assert.deepEqual(await ask(office, number, activity.contact_email), unknown)
    // five in half an hour, and the confirmation of the registration was the first
    assert.equal(await count(office, 'mails'), (before[0] as number) + 4)
  },
)

inOffice('one mail lists every registration of an address, each with its link', async (office) => {
  const { activity } = await register(office)
  const { activity: second } = await register(office)
  const email = activity.contact_email.toUpperCase()
  await office.db
    .updateTable('activities')
    .set({ contact_email: email })
    .where('id', '=', second.id)
    .execute()
  await ask(office, '', activity.contact_email)
  const letters = await office.db
    .selectFrom('mails')
    .select('text')
    .where('kind', '=', 'ownership.manage')
    .execute()
  assert.equal(letters.length, 1)
  const links = letters[0]?.text.match(/\/mine\/link\/[\w-]{43}/g) ?? []
  assert.equal(new Set(links).size, 2)
})

inOffice(
  'a link is spent by pressing alone, once, and is dead when used, too old or unknown',
  async (office) => {
    const { activity } = await register(office)
    const { path } = await mailed(office, activity)
    for (let time = 0; time < 10; time += 1) assert.equal((await open(office, path)).status, 200)
    const sessions = await count(office, 'sessions')
    const press = () => send(office, path, { cookie: '', form: 'ownership.press' })
    const answers = await Promise.all([press(), press()])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 404])
    assert.equal(await count(office, 'sessions'), sessions + 1)
    const { path: late } = await mailed(office, activity)
    office.clock.set(office.clock.now().add({ minutes: 61 }).toString())
    const dead = await Promise.all(
      [path, late, `/mine/link/${newToken()}`].map((one) => open(office, one)),
    )
    const texts = await Promise.all(dead.map((response) => response.text()))
    assert.deepEqual(
      dead.map(({ status }) => status),
      [404, 404, 404],
    )
    assert.equal(new Set(texts.map((text) => text.replaceAll(/\/mine\/link\/[\w-]+/g, ''))).size, 1)
    assert.equal((await send(office, late, { cookie: '', form: 'ownership.press' })).status, 404)
  },
)

inOffice('six digits open it, and after five wrong tries the right ones do not', async (office) => {
  const { activity } = await register(office)
  const number = publicNumber(office.edition, activity.number as number)
  const type = (code: string) => {
    const fields: Fields = [
      ['number', number],
      ['email', activity.contact_email],
      ['code', code],
    ]
    return send(office, '/mine/code', { cookie: '', form: 'ownership.code', fields })
  }
  const first = await mailed(office, activity)
  const wrong = first.code === '000000' ? '000001' : '000000'
  assert.equal((await type(wrong)).status, 422)
  assert.equal((await type(first.code)).status, 303)
  assert.equal((await type(first.code)).status, 422, 'they are spent')
  const second = await mailed(office, activity)
  for (let time = 0; time < 5; time += 1) await type(second.code === '000000' ? '000001' : '000000')
  assert.equal((await type(second.code)).status, 422)
  assert.equal((await open(office, second.path)).status, 200, 'the link itself still works')
})

inOffice(
  'a change of a public text waits while the old one stays; a further one takes its place',
  async (office) => {
    const { activity, cookie } = await published(office, { title: '元の題名' })
    const edit = (title: string, body: string) =>
      send(office, '/mine/edit/what', { cookie, form: 'ownership.what', fields: what(title, body) })
    assert.equal((await edit('新しい題名', '本文')).status, 303)
    const first = await rowOf(office, activity)
    assert.equal((await publicOf(office, activity))?.title, '元の題名')
    assert.equal((await waitingOf(office, activity))?.title, '新しい題名')
    await edit('もっと新しい題名', '本文')
    assert.equal((await publicOf(office, activity))?.title, '元の題名')
    assert.equal((await waitingOf(office, activity))?.title, 'もっと新しい題名')
    const again = await rowOf(office, activity)
    assert.equal(again.published_version_id, first.published_version_id)
    const page = await (await open(office, '/mine/activity', cookie)).text()
    assert.match(page, /それまでは、いままでの内容が公開されます/)
  },
)

inOffice('what nobody else reads acts at once and asks for no review', async (office) => {
  const { activity, cookie } = await published(office)
  const before = await rowOf(office, activity)
  const fields = contact('03-0000-1234')
  await send(office, '/mine/edit/contact', { cookie, form: 'ownership.contact', fields })
  const after = await rowOf(office, activity)
  assert.equal(after.contact_phone, '03-0000-1234')
  assert.equal(after.contact_email, before.contact_email)
  assert.equal(after.published_version_id, before.published_version_id)
  assert.equal(after.proposed_version_id, null)
})

inOffice('hiding a field acts at once; showing it again waits', async (office) => {
  const { activity, cookie } = await published(office, { size: '30-99', url: 'https://a.example/' })
  const choose = (names: string[]) => {
    const fields: Fields = names.map((name) => ['publish', name])
    const form = 'ownership.publication'
    return send(office, '/mine/publication', { cookie, form, fields: [...fields, ['act', 'save']] })
  }
  office.heard.length = 0
  assert.equal((await choose(['url'])).status, 303)
  assert.deepEqual((await publicOf(office, activity))?.hidden.includes('size'), true)
  assert.equal(await waitingOf(office, activity), undefined)
  assert.deepEqual(office.heard, [{ kind: 'activities', id: activity.id, removed: true }])
  assert.equal((await choose(['url', 'size'])).status, 303)
  assert.deepEqual((await publicOf(office, activity))?.hidden.includes('size'), true)
  assert.deepEqual((await waitingOf(office, activity))?.hidden.includes('size'), false)
  await choose([])
  assert.equal(await waitingOf(office, activity), undefined, 'hiding all leaves nothing to review')
  assert.deepEqual((await publicOf(office, activity))?.hidden.toSorted(), ['size', 'url'])
})

inOffice('two windows that change different things at once both succeed', async (office) => {
  const { activity, cookie } = await published(office)
  const fields = contact('03-0000-5678')
  await Promise.all([
    send(office, '/mine/edit/contact', { cookie, form: 'ownership.contact', fields }),
    send(office, '/mine/edit/what', {
      cookie,
      form: 'ownership.what',
      fields: what('同時の題名', '本文'),
    }),
  ])
  assert.equal((await rowOf(office, activity)).contact_phone, '03-0000-5678')
  assert.equal((await waitingOf(office, activity))?.title, '同時の題名')
})

inOffice(
  'a returned registration is edited, sent again by the button that the mail names, and says so',
  async (office) => {
    const { activity } = await register(office)
    await decided(office, activity, 'return')
    const cookie = await sessionOf(office, activity)
    const fields = what('直した題名', '直した本文')
    await send(office, '/mine/edit/what', { cookie, form: 'ownership.what', fields })
    assert.equal((await rowOf(office, activity)).state, 'returned')
    const page = await (await open(office, '/mine/activity', cookie)).text()
    assert.match(page, /button-primary"[^>]*><span>直した内容を送り直す<\/span>/)
    const form = 'ownership.resubmission'
    await send(office, '/mine/resubmission', { cookie, form })
    assert.equal((await rowOf(office, activity)).state, 'submitted')
    assert.equal((await waitingOf(office, activity))?.title, '直した題名')
    const told = await (await open(office, '/mine/activity', cookie)).text()
    assert.match(told, /直した内容を受け付けました/)
    assert.match(told, /直した内容を送り直しました/)
  },
)

test('the mail of a return names the button as the page does, in every language', () => {
  for (const lang of languages) {
    const t = translator(lang)
    assert.ok(t('moderation.mail.returned.next').includes(t('ownership.resubmit')), lang)
  }
})

inOffice(
  'a withdrawal is gone from everywhere at once, told once, and ends all other sessions',
  async (office) => {
    const { activity, cookie } = await published(office)
    const other = await sessionOf(office, activity)
    office.heard.length = 0
    const page = await (await open(office, '/mine/withdrawal', cookie)).text()
    assert.match(page, /30日後/)
    const stamp = /name="_stamp" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const press = () =>
      send(office, '/mine/withdrawal', { cookie, form: 'ownership.withdrawal', stamp })
    assert.equal((await press()).status, 303)
    assert.equal((await press()).status, 303, 'a second click')
    assert.equal(await publicOf(office, activity), undefined)
    assert.deepEqual(office.heard, [{ kind: 'activities', id: activity.id, removed: true }])
    const letters = await mailsTo(office, activity.contact_email)
    assert.equal(letters.filter(({ kind }) => kind === 'ownership.withdrawn').length, 1)
    assert.equal((await open(office, '/mine/activity', cookie)).status, 200)
    assert.equal((await open(office, '/mine/activity', other)).status, 303)
    assert.equal((await open(office, '/mine/edit/what', cookie)).status, 404)
  },
)

inOffice('a session touches its own registration and no other', async (office) => {
  const { cookie } = await published(office)
  const { activity: neighbour } = await published(office)
  const before = JSON.stringify(await rowOf(office, neighbour))
  const fields: Fields = [
    ...contact('03-0000-9999'),
    ['id', String(neighbour.id)],
    ['activity', String(neighbour.id)],
    ['number', String(neighbour.number)],
  ]
  for (const path of [`/mine/edit/contact?id=${neighbour.id}`, '/mine/edit/contact'])
    await send(office, path, { cookie, form: 'ownership.contact', fields })
  await send(office, '/mine/withdrawal', {
    cookie,
    form: 'ownership.withdrawal',
    fields: [['id', String(neighbour.id)]],
  })
  assert.equal(JSON.stringify(await rowOf(office, neighbour)), before)
  const { activity: elsewhere } = await register(office, { edition: office.other })
  const foreign = await sessionOf(office, elsewhere)
  assert.equal((await open(office, '/mine/activity', foreign)).status, 404)
})

inOffice('a rejection is appealed against once', async (office) => {
  const { activity } = await register(office)
  await decided(office, activity, 'reject')
  const cookie = await sessionOf(office, activity)
  const appeal = () =>
    send(office, '/mine/appeal', {
      cookie,
      form: 'ownership.appeal',
      fields: [['text', '在宅の日は毎週あります。']],
    })
  assert.equal((await appeal()).status, 303)
  assert.equal((await rowOf(office, activity)).state, 'submitted')
  const made = await office.db.selectFrom('activity_decisions').selectAll().orderBy('id').execute()
  assert.deepEqual(
    made.map(({ decision }) => decision),
    ['rejected', 'appealed'],
  )
  await decided(office, activity, 'reject')
  assert.equal((await appeal()).status, 404)
  assert.equal((await open(office, '/mine/appeal', cookie)).status, 404)
})

inOffice(
  'a report is taken from the end of the month, changed until the period ends, and late ones say so',
  async (office) => {
    const { activity } = await published(office)
    const { activity: slow } = await published(office)
    const report = async (whose: Activity, people: string) => {
      const cookie = await sessionOf(office, whose)
      const fields: Fields = [
        ['people', people],
        ['days', '４日'],
        ['effects', ''],
        ['mayQuote', 'yes'],
      ]
      return send(office, '/mine/report', { cookie, form: 'ownership.report', fields })
    }
    assert.equal((await report(activity, '12')).status, 404, 'the month is not over')
    office.clock.set('2020-12-02T10:00:00+09:00')
    assert.equal((await report(activity, 'たくさん')).status, 422)
    assert.equal((await report(activity, '１，２００人')).status, 303)
    office.clock.set('2021-01-31T10:00:00+09:00')
    assert.equal((await report(activity, '1300')).status, 303)
    office.clock.set('2021-02-01T10:00:00+09:00')
    assert.equal((await report(activity, '1')).status, 404, 'too late to change it')
    assert.equal((await report(slow, '5')).status, 303, 'a first one is still taken')
    const rows = await office.db
      .selectFrom('activity_reports')
      .select(['people', 'days', 'may_quote', 'may_contact'])
      .orderBy('activity_id')
      .execute()
    assert.deepEqual(rows, [
      { people: 1300, days: 4, may_quote: true, may_contact: false },
      { people: 5, days: 4, may_quote: true, may_contact: false },
    ])
    const told = await office.db
      .selectFrom('audit_entries')
      .select('after')
      .where('action', '=', 'activities.reported')
      .orderBy('id')
      .execute()
    assert.deepEqual(
      told.map(({ after }) => (after as { late: boolean }).late),
      [false, false, true],
    )
  },
)

inOffice('who has a registration open goes on to it from the page that asks', async (office) => {
  const { cookie } = await published(office)
  const on = await open(office, '/mine', cookie)
  assert.deepEqual([on.status, on.headers.get('location')], [303, '/mine/activity'])
  assert.equal((await open(office, '/mine?another', cookie)).status, 200)
  assert.match(await (await open(office, '/mine/activity', cookie)).text(), /\/mine\?another/)
  assert.equal((await open(office, '/mine')).status, 200)
})
