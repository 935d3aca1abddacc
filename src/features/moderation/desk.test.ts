import assert from 'node:assert/strict'
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
import { makeStamp } from '../../http/stamp.ts'
import { findActivity, findPublished, moveActivity } from '../activities/queries.ts'
import { findAlike } from './alike.ts'
import { decide } from './deciding.ts'
import { moderationReminder } from './reminder.ts'
import { moderationRoutes } from './routes.ts'

const countMails = async ({ db }: Office) =>
  (await db.selectFrom('mails').select('id').where('kind', 'like', 'moderation.%').execute()).length

eachDatabase(
  'twenty are published at once; the one withdrawn meanwhile is left and told of',
  async (database) => {
    const office = await openOffice(database, [moderationRoutes()])
    const { cookie } = await hire(office, 'officer')
    const registered = []
    for (let at = 0; at < 20; at++) registered.push(await register(office))
    const page = await open(
      office,
      `/staff/queue/publish?${registered.map(({ activity }) => `activity=${activity.id}`).join('&')}`,
      cookie,
    )
    assert.match(await page.text(), /20件を公開し、20人にメールを送ります/)
    const withdrawn = registered[7]!.activity
    const now = office.clock.now()
    await moveActivity(office.db, withdrawn, 'withdraw', { now, withdrawn_at: now })
    const fields = registered.map(({ activity, version }): [string, string] => [
      'activity',
      `${activity.id}-${version.id}`,
    ])
    const stamp = makeStamp(office.config.secret, 'moderation.publish-many', now)
    const about = { cookie, form: 'moderation.publish-many', fields, stamp }
    assert.equal((await send(office, '/staff/queue/publish', about)).status, 303)
    const queue = await (await open(office, '/staff/queue', cookie)).text()
    assert.match(queue, /19件を公開し、19人にメールを送りました。1件は先に状態が変わっていたため/)
    assert.equal(await countMails(office), 19)
    // the same form sent again does nothing
    assert.equal((await send(office, '/staff/queue/publish', about)).status, 303)
    assert.equal(await countMails(office), 19)
    const path = /action="(\/staff\/decisions\/[0-9-]+\/undo)"/.exec(queue)?.[1]
    assert.ok(path)
    await send(office, path, { cookie, form: 'undo' })
    const back = await office.db
      .selectFrom('activities')
      .select('id')
      .where('state', '=', 'submitted')
      .execute()
    assert.equal(back.length, 19)
    assert.equal(await countMails(office), 38)
    await office.close()
  },
)

eachDatabase('every page of the desk opens in all four languages', async (database) => {
  const office = await openOffice(database, [moderationRoutes()])
  const { cookie, staff } = await hire(office, 'administrator')
  const { activity, version } = await register(office, { risk: 15 })
  await register(office, { version: { name: version.name } })
  const published = await register(office)
  await decide(office.db, deskFor(office, staff), published.activity.id, {
    decision: 'publish',
    versionId: published.version.id,
  })
  const paths = [
    '/staff',
    '/staff/queue',
    '/staff/queue?filter=risky&sort=age',
    '/staff/activities',
    '/staff/concerns',
    `/staff/activities/${activity.id}`,
    `/staff/activities/${activity.id}/return?reason=unclear-body`,
    `/staff/activities/${activity.id}/reject`,
    `/staff/activities/${published.activity.id}`,
    `/staff/activities/${published.activity.id}/suspend`,
    `/staff/queue/publish?activity=${activity.id}`,
  ]
  for (const prefix of ['', '/en', '/zh-hans', '/ko'])
    for (const path of paths) {
      const page = await open(office, prefix + path, cookie)
      assert.equal(page.status, 200, prefix + path)
      assert.doesNotMatch(await page.text(), /moderation\.[a-z]|undefined|\[object/, prefix + path)
    }
  await office.close()
})

eachDatabase(
  'a viewer may not open the queue, a stranger is led to the sign-in, an auditor may not decide',
  async (database) => {
    const office = await openOffice(database, [moderationRoutes()])
    const { activity, version } = await register(office)
    const viewer = await hire(office, 'viewer')
    assert.equal((await open(office, '/staff', viewer.cookie)).status, 200)
    for (const path of [
      '/staff/queue',
      '/staff/activities',
      `/staff/activities/${activity.id}`,
      '/staff/concerns',
    ])
      assert.equal((await open(office, path, viewer.cookie)).status, 403, path)
    assert.match(
      (await open(office, '/staff/queue')).headers.get('location') ?? '',
      /^\/staff\/sign-in/,
    )
    const auditor = await hire(office, 'auditor')
    const page = await (
      await open(office, `/staff/activities/${activity.id}`, auditor.cookie)
    ).text()
    assert.doesNotMatch(page, /\/publish"/)
    const about = {
      form: 'moderation.publish',
      fields: [['version', String(version.id)]] as [string, string][],
    }
    assert.equal(
      (
        await send(office, `/staff/activities/${activity.id}/publish`, {
          ...about,
          cookie: auditor.cookie,
        })
      ).status,
      403,
    )
    await office.close()
  },
)

eachDatabase(
  'another edition’s registration and another prefecture’s do not exist',
  async (database) => {
    const office = await openOffice(database, [moderationRoutes()])
    const lead = await hire(office, 'lead')
    const foreign = await register(office, { edition: office.other })
    assert.equal(
      (await open(office, `/staff/activities/${foreign.activity.id}`, lead.cookie)).status,
      404,
    )
    const sent = {
      form: 'moderation.publish',
      fields: [['version', String(foreign.version.id)]] as [string, string][],
    }
    assert.equal(
      (
        await send(office, `/staff/activities/${foreign.activity.id}/publish`, {
          ...sent,
          cookie: lead.cookie,
        })
      ).status,
      404,
    )
    const osaka = await hire(office, 'officer', { prefectures: [27] })
    const tokyo = await register(office)
    const own = await register(office, { version: { prefecture: 27 } })
    assert.equal(
      (await open(office, `/staff/activities/${tokyo.activity.id}`, osaka.cookie)).status,
      404,
    )
    assert.equal(
      (await open(office, `/staff/activities/${own.activity.id}`, osaka.cookie)).status,
      200,
    )
    const queue = await (await open(office, '/staff/queue', osaka.cookie)).text()
    assert.ok(queue.includes(own.version.title) && !queue.includes(tokyo.version.title))
    assert.equal(
      await decide(office.db, deskFor(office, osaka.staff), tokyo.activity.id, {
        decision: 'publish',
        versionId: tokyo.version.id,
      }),
      undefined,
    )
    const other = await hire(office, 'officer', { editionId: office.other.id })
    assert.equal((await open(office, '/staff/queue', other.cookie)).status, 403)
    await office.close()
  },
)

eachDatabase(
  'who is beaten to a decision is told so, and keeps the text they wrote',
  async (database) => {
    const office = await openOffice(database, [moderationRoutes()])
    const { cookie } = await hire(office, 'officer')
    const { staff } = await hire(office, 'officer')
    const { activity, version } = await register(office)
    await decide(office.db, deskFor(office, staff), activity.id, {
      decision: 'publish',
      versionId: version.id,
    })
    const fields: [string, string][] = [
      ['version', String(version.id)],
      ['reason', 'duplicate'],
      ['text', '昨日の登録と同じ内容です。'],
    ]
    const answer = await send(office, `/staff/activities/${activity.id}/reject`, {
      cookie,
      form: 'moderation.reject',
      fields,
    })
    assert.equal(answer.status, 422)
    const page = await answer.text()
    assert.match(page, /ほかの人が先に判断したか/)
    assert.match(page, /昨日の登録と同じ内容です。/)
    assert.ok(await findPublished(office.db, office.edition.id, activity.number as number))
    await office.close()
  },
)

eachDatabase('an empty reason comes back with the mistake at its field', async (database) => {
  const office = await openOffice(database, [moderationRoutes()])
  const { cookie } = await hire(office, 'officer')
  const { activity, version } = await register(office, { lang: 'en' })
  const path = `/staff/activities/${activity.id}/return`
  assert.match(
    await (await open(office, `${path}?reason=unclear-body`, cookie)).text(),
    /From “What you do” alone, readers may not see/,
  )
  const fields: [string, string][] = [
    ['version', String(version.id)],
    ['reason', 'unclear-body'],
    ['text', ' \n '],
  ]
  const answer = await send(office, path, { cookie, form: 'moderation.return', fields })
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /登録者に伝える文章を入力してください/)
  assert.equal((await findActivity(office.db, office.edition.id, activity.id))?.state, 'submitted')
  await office.close()
})

eachDatabase('opening a registration is logged once an hour and person', async (database) => {
  const office = await openOffice(database, [moderationRoutes()])
  const { cookie } = await hire(office, 'officer')
  const { activity } = await register(office)
  const views = async () =>
    (
      await office.db
        .selectFrom('audit_entries')
        .select('id')
        .where('action', '=', 'activities.viewed')
        .execute()
    ).length
  for (const _ of [1, 2, 3]) await open(office, `/staff/activities/${activity.id}`, cookie)
  assert.equal(await views(), 1)
  office.clock.set('2020-11-10T10:25:00+09:00')
  await open(office, '/staff', cookie)
  office.clock.set('2020-11-10T10:50:00+09:00')
  await open(office, '/staff', cookie)
  office.clock.set('2020-11-10T11:00:01+09:00')
  await open(office, `/staff/activities/${activity.id}`, cookie)
  assert.equal(await views(), 2)
  await office.close()
})

eachDatabase(
  'registrations of one organisation are shown beside each other, the surest first',
  async (database) => {
    const office = await openOffice(database, [moderationRoutes()])
    await register(office, { version: { name: '東日本試験運輸' } })
    await register(office, { version: { name: '(株)西日本試験運輸', prefecture: 27 } })
    await register(office, { version: { name: '桜川印刷' } })
    const same = await register(office, { version: { name: '株式会社 東日本試験運輸' } })
    const alike = await findAlike(office.db, same.activity, { ...same.version, url: '' })
    assert.equal(alike[0]?.name, '東日本試験運輸')
    assert.ok(alike[0]?.grounds.includes('name-prefecture'))
    assert.ok(alike.find(({ name }) => name.includes('西日本'))?.grounds.includes('name-similar'))
    assert.ok(
      !alike.some(
        ({ name, grounds }) =>
          name === '桜川印刷' && grounds.some((ground) => ground.startsWith('name')),
      ),
    )
    await office.close()
  },
)

eachDatabase(
  'the list is searched by name, title, number and mail; the reader’s % means itself',
  async (database) => {
    const office = await openOffice(database, [moderationRoutes()])
    const { cookie } = await hire(office, 'lead')
    const { activity } = await register(office, {
      version: { name: '100%在宅合同会社', title: '朝の体操' },
    })
    await register(office, { version: { name: '100時間工房', title: '夕方の散歩' } })
    const found = async (query: string) => {
      const page = await (await open(office, `/staff/activities?${query}`, cookie)).text()
      return ['朝の体操', '夕方の散歩'].filter((title) => page.includes(title))
    }
    assert.deepEqual(await found('q=100%25'), ['朝の体操'])
    assert.deepEqual(await found('q=100'), ['朝の体操', '夕方の散歩'])
    assert.deepEqual(await found('q=2020-0002'), ['夕方の散歩'])
    assert.deepEqual(await found(`q=${activity.contact_email}`), ['朝の体操'])
    assert.deepEqual(await found('q=_'), [])
    assert.deepEqual(await found('state=published'), [])
    assert.deepEqual(await found('state=submitted&prefecture=13&kind=try&source=web&sort=name'), [
      '朝の体操',
      '夕方の散歩',
    ])
    assert.deepEqual(await found("state='&prefecture=99&page=x"), ['朝の体操', '夕方の散歩'])
    await office.close()
  },
)

eachDatabase('reports by readers are closed together when nothing is wrong', async (database) => {
  const office = await openOffice(database, [moderationRoutes()])
  const { cookie } = await hire(office, 'officer')
  const { activity } = await register(office)
  for (const body of ['宣伝です', '同じ会社が二つ'])
    await office.db
      .insertInto('concerns')
      .values({
        activity_id: activity.id,
        reason: 'spam',
        body,
        created_at: office.clock.now(),
        handled_at: null,
        handled_by: null,
      })
      .execute()
  assert.match(await (await open(office, '/staff/concerns', cookie)).text(), /同じ会社が二つ/)
  await send(office, `/staff/concerns/${activity.id}`, { cookie, form: 'moderation.concerns' })
  const page = await (await open(office, '/staff/concerns', cookie)).text()
  assert.match(page, /2件の連絡を「問題なし」で終えました/)
  assert.doesNotMatch(page, /宣伝です/)
  await office.close()
})

eachDatabase(
  'officers are reminded once a day of what is overdue, on working days, within their prefectures',
  async (database) => {
    const office = await openOffice(database, [])
    await hire(office, 'officer')
    await hire(office, 'officer', { prefectures: [27] })
    await hire(office, 'viewer')
    const { version } = await register(office)
    assert.equal(await moderationReminder(office.services), 0)
    office.clock.set('2020-11-22T09:00:00+09:00')
    assert.equal(await moderationReminder(office.services), 0)
    office.clock.set('2020-11-24T09:00:00+09:00')
    assert.equal(await moderationReminder(office.services), 1)
    assert.equal(await moderationReminder(office.services), 0)
    const mail = await office.db
      .selectFrom('mails')
      .selectAll()
      .where('kind', '=', 'moderation.reminder')
      .executeTakeFirstOrThrow()
    assert.match(mail.text, new RegExp(version.title))
    office.clock.set('2020-11-25T09:00:00+09:00')
    assert.equal(await moderationReminder(office.services), 1)
    await office.close()
  },
)
