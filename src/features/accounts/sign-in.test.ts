import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../test/support/databases.ts'
import {
  employ,
  goodPassword,
  onPglite,
  openDesk,
  openWindow,
  signInAs,
} from '../../../test/support/staff-desk.ts'
import { staffPath } from './sign-in-routes.tsx'

eachDatabase('a person signs in with password and code, and out again', async (database) => {
  const desk = await openDesk(database)
  const person = await employ(desk, { role: 'officer', email: 'saeki@example.jp' })
  const window = openWindow(desk)
  const asked = await window.open('/staff/account')
  assert.equal(asked.location, '/staff/sign-in?next=%2Fstaff%2Faccount')

  const entered = await window.post('/staff/sign-in', {
    email: 'Saeki@example.jp',
    password: goodPassword,
    code: person.code(),
    next: '/staff/account',
  })
  assert.equal(entered.status, 303)
  assert.equal(entered.location, '/staff/account')
  const account = await window.open('/staff/account')
  assert.equal(account.status, 200)
  assert.match(account.text, /saeki@example\.jp/)
  assert.match(account.text, /Firefox \/ Linux/)

  const token = window.cookies.get('gekkan-staff') ?? ''
  const left = await window.post('/staff/sign-out', {})
  assert.equal(left.headers.get('clear-site-data'), '"cache", "cookies", "storage"')
  window.cookies.set('gekkan-staff', token)
  assert.equal((await window.open('/staff/account')).status, 303, 'the old token is dead')
  const actions = await database.db
    .selectFrom('audit_entries')
    .select('action')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    actions.map(({ action }) => action),
    ['accounts.signed-in', 'accounts.signed-out'],
  )
  await desk.close()
})

eachDatabase('a code is good for one session, also when two use it at once', async (database) => {
  const desk = await openDesk(database)
  const person = await employ(desk, { role: 'officer', email: 'saeki@example.jp' })
  const race = async (code: string) => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => signInAs(openWindow(desk), person, code)),
    )
    return answers.filter(({ status }) => status === 303).length
  }
  assert.equal(await race(person.code()), 1)
  assert.equal(await race(person.recoveryCodes[0] ?? ''), 1)
  desk.clock.set('2020-11-10T02:00:00Z')
  assert.equal((await signInAs(openWindow(desk), person, person.recoveryCodes[0])).status, 422)
  const next = openWindow(desk)
  assert.equal((await signInAs(next, person, 'EEEE FFFF GGGG HHHH')).status, 303)
  assert.match((await next.open('/staff/account')).text, /残りは0個/)
  assert.equal((await database.db.selectFrom('sessions').selectAll().execute()).length, 3)
  await desk.close()
})

onPglite('known and unknown people are answered alike (R12)', async (database) => {
  const desk = await openDesk(database)
  const person = await employ(desk, { role: 'officer', email: 'saeki@example.jp' })
  const shut = await employ(desk, { role: 'officer', email: 'leave@example.jp' })
  await database.db
    .updateTable('staff')
    .set({ disabled_at: desk.clock.now() })
    .where('id', '=', shut.id)
    .execute()
  const plain = (text: string) =>
    text.replace(/name="_stamp" value="[^"]*"/g, '').replace(/[a-z]+@example\.jp/g, 'somebody')
  const tries = [
    { email: 'nobody@example.jp', password: goodPassword, code: '123456' },
    { email: person.email, password: 'wrong', code: person.code() },
    { email: person.email, password: goodPassword, code: '000000' },
    { email: shut.email, password: goodPassword, code: shut.code() },
  ]
  const answers = []
  for (const fields of tries) answers.push(await openWindow(desk).post('/staff/sign-in', fields))
  const [first] = answers
  for (const answer of answers) {
    assert.equal(answer.status, 422)
    assert.equal(plain(answer.text), plain(first?.text ?? ''))
    const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id')
    assert.deepEqual(
      headers,
      [...(first?.headers ?? [])].filter(([name]) => name !== 'x-request-id'),
    )
  }
  assert.match(first?.text ?? '', /<title>エラー:/)
  assert.doesNotMatch(first?.text ?? '', new RegExp(goodPassword))
  await desk.close()
})

onPglite(
  'a stranger is slowed by network and by person, and the person enters from elsewhere',
  async (database) => {
    const desk = await openDesk(database)
    const person = await employ(desk, { role: 'officer', email: 'saeki@example.jp' })
    const stranger = openWindow(desk, '203.0.113.9')
    const statuses = []
    for (let at = 0; at < 12; at += 1)
      statuses.push(
        (await stranger.post('/staff/sign-in', { email: person.email, password: 'x', code: 'y' }))
          .status,
      )
    assert.deepEqual(statuses, [...Array<number>(10).fill(422), 429, 429])
    assert.equal((await signInAs(openWindow(desk), person)).status, 303)
    desk.clock.set('2020-11-10T02:00:00Z')
    assert.equal(
      (await signInAs(stranger, person, person.code(1))).status,
      303,
      'nobody is locked out for good',
    )
    await desk.close()
  },
)

onPglite('whoever knows the password cannot try every code', async (database) => {
  const desk = await openDesk(database)
  const person = await employ(desk, { role: 'officer', email: 'saeki@example.jp' })
  let refused = 0
  for (let at = 0; at < 24; at += 1) {
    const answer = await signInAs(openWindow(desk, `198.51.100.${at}`), person, '000000')
    if (answer.status === 429) refused += 1
  }
  assert.equal(refused, 4)
  await desk.close()
})

test('after signing in nobody is sent to another site', () => {
  for (const bad of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/staff\r\nx: y',
    '/activities',
    '/staffroom',
    '',
  ])
    assert.equal(staffPath(bad), '/staff', bad)
  assert.equal(staffPath('/staff/mail?state=sent'), '/staff/mail?state=sent')
})

eachDatabase('one click opens the demo, and no click opens anything else', async (database) => {
  const demo = await openDesk(database, { demo: true })
  const newcomer = openWindow(demo)
  assert.match((await newcomer.open('/staff/sign-in')).text, /デモの事務局担当者として入る/)
  const entered = await newcomer.post('/staff/demo-session', { next: '/staff/accounts' })
  assert.equal(entered.location, '/staff/accounts')
  assert.match((await newcomer.open('/staff/accounts')).text, /事務局 デモ担当\(架空\)/)
  await newcomer.post('/staff/demo-session', {})
  assert.equal((await database.db.selectFrom('staff').selectAll().execute()).length, 1)
  await demo.close()
})

onPglite('without the demo there is no way in for its officer', async (database) => {
  const desk = await openDesk(database)
  const { demoStaff, retireDemoStaff } = await import('./demo-staff.ts')
  const id = await demoStaff(database.db, desk.clock.now())
  const stranger = openWindow(desk)
  assert.equal((await stranger.post('/staff/demo-session', {})).status, 404)
  assert.doesNotMatch((await stranger.open('/staff/sign-in')).text, /demo-session/)
  await retireDemoStaff(database.db, desk.clock.now())
  const row = await database.db
    .selectFrom('staff')
    .select('disabled_at')
    .where('id', '=', id)
    .executeTakeFirst()
  assert.ok(row?.disabled_at)
  await desk.close()
})
