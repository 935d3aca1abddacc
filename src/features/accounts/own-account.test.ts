import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import {
  employ,
  goodPassword,
  hidden,
  onPglite,
  openDesk,
  openWindow,
  signInAs,
} from '../../../test/support/staff-desk.ts'

eachDatabase(
  'a factor is changed only after a fresh proof, and other devices are signed out',
  async (database) => {
    const desk = await openDesk(database)
    const person = await employ(desk, { role: 'officer', email: 'saeki@example.jp' })
    const [window, other] = [openWindow(desk), openWindow(desk)]
    await signInAs(other, person)
    await signInAs(window, person, person.code(1))
    desk.clock.set('2020-11-10T01:11:00Z')
    const asked = await window.open('/staff/account/password')
    assert.equal(asked.location, '/staff/account/confirm?next=%2Fstaff%2Faccount%2Fpassword')
    const password = 'たまごやきは あまいのが すき'
    const refused = await window.post('/staff/account/password', { password })
    assert.equal(refused.location, '/staff/account/confirm?next=%2Fstaff%2Faccount')
    const wrong = await window.post('/staff/account/confirm', {
      password: goodPassword,
      code: 'zzzz',
      next: '',
    })
    assert.equal(wrong.status, 422)
    const recovery = person.recoveryCodes[0] ?? ''
    const confirmed = await window.post('/staff/account/confirm', {
      password: goodPassword,
      code: recovery,
      next: '/staff/account/password',
    })
    assert.equal(confirmed.location, '/staff/account/password')
    assert.equal(
      (await window.post('/staff/account/password', { password: 'saeki-saeki-saeki' })).status,
      422,
    )
    assert.equal(
      (await window.post('/staff/account/password', { password })).location,
      '/staff/account',
    )
    assert.equal((await other.open('/staff/account')).status, 303)
    assert.equal((await window.open('/staff/account')).status, 200)
    const old = await openWindow(desk).post('/staff/sign-in', {
      email: person.email,
      password: goodPassword,
      code: person.recoveryCodes[1] ?? '',
    })
    assert.equal(old.status, 422)
    await desk.close()
  },
)

eachDatabase(
  'recovery codes are renewed; after a double click the ones shown are the ones kept',
  async (database) => {
    const desk = await openDesk(database)
    const person = await employ(desk, { role: 'officer', email: 'saeki@example.jp' })
    const window = openWindow(desk)
    await signInAs(window, person)
    await Promise.all([
      window.post('/staff/account/codes', {}),
      window.post('/staff/account/codes', {}),
    ])
    const page = await window.open('/staff/account/codes')
    const [, code = ''] = /<code>([0-9a-z-]{19})<\/code>/.exec(page.text) ?? []
    const stored = await database.db.selectFrom('sessions').select('data').execute()
    assert.ok(!JSON.stringify(stored).includes(code), 'the codes lie sealed in the session')
    const next = openWindow(desk)
    assert.equal((await signInAs(next, person, person.recoveryCodes[0])).status, 422)
    assert.equal((await signInAs(next, person, code)).status, 303)
    await desk.close()
  },
)

eachDatabase('a person ends a session of their own and nobody else’s', async (database) => {
  const desk = await openDesk(database)
  const person = await employ(desk, { role: 'officer', email: 'saeki@example.jp' })
  const stranger = await employ(desk, { role: 'officer', email: 'miwa@example.jp' })
  const [window, other, theirs] = [openWindow(desk), openWindow(desk), openWindow(desk)]
  await signInAs(other, person)
  await signInAs(window, person, person.code(1))
  await signInAs(theirs, stranger)
  const account = await window.open('/staff/account')
  assert.match(account.text, /この端末/)
  const session = hidden(account.text, 'session')
  assert.match(session, /^[0-9a-f]{64}$/)
  assert.equal((await theirs.post('/staff/account/sessions/end', { session })).status, 404)
  assert.equal((await window.post('/staff/account/sessions/end', { session })).status, 303)
  assert.equal((await other.open('/staff/account')).status, 303)
  assert.equal((await window.open('/staff/account')).status, 200)
  await desk.close()
})

onPglite('"view as of" moves what pages show and never what is done', async (database) => {
  const desk = await openDesk(database)
  const person = await employ(desk, { role: 'administrator', email: 'saeki@example.jp' })
  const window = openWindow(desk)
  await signInAs(window, person)
  assert.equal(
    (await window.post('/staff/view-as', { day: '2020-13-01', time: '9:00' })).status,
    422,
  )
  assert.equal(
    (await window.post('/staff/view-as', { day: '2020-12-24', time: '25:00' })).status,
    422,
  )
  assert.equal(
    (await window.post('/staff/view-as', { day: '2020-12-24', time: '９：００' })).status,
    303,
  )
  assert.match(
    (await window.open('/staff/mail')).text,
    /2020年12月24日\(木\)の時点で表示しています/,
  )
  await window.post('/staff/account/codes', {})
  const entry = await database.db
    .selectFrom('audit_entries')
    .select('at')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(entry.at.toString(), '2020-11-10T01:00:00Z')
  await window.post('/staff/view-as/end', {})
  assert.doesNotMatch((await window.open('/staff/mail')).text, /時点で表示/)
  await desk.close()
})

onPglite(
  'a challenge for a passkey belongs to one browser, one purpose and five minutes',
  async (database) => {
    const desk = await openDesk(database)
    const window = openWindow(desk)
    const asked = await window.post('/staff/sign-in/challenge', {})
    const { challenge, userVerification, allowCredentials } = JSON.parse(asked.text)
    assert.equal(Buffer.from(challenge, 'base64url').length, 32)
    assert.equal(userVerification, 'required')
    assert.equal(allowCredentials, undefined)
    assert.match(asked.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Strict/)
    const answered = await window.post('/staff/sign-in/passkey', {
      response: '{"id":"x"}',
      next: '',
    })
    assert.match(answered.text, /このパスキーではサインインできません/)
    const used = await database.db.selectFrom('form_receipts').select('key').execute()
    assert.deepEqual(used, [{ key: `challenge ${challenge}` }])
    await window.post('/staff/sign-in/challenge', {})
    desk.clock.set('2020-11-10T01:05:01Z')
    const late = await window.post('/staff/sign-in/passkey', { response: '{"id":"x"}', next: '' })
    assert.match(late.text, /時間がたちました/)
    const stranger = await openWindow(desk).post('/staff/sign-in/passkey', {
      response: '{"id":"x"}',
    })
    assert.match(stranger.text, /時間がたちました/)
    await desk.close()
  },
)
