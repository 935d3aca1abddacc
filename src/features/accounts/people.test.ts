import assert from 'node:assert/strict'
import { systemClock } from '../../clock.ts'
import { type FreshDatabase, eachDatabase } from '../../../test/support/databases.ts'
import {
  type Desk,
  employ,
  goodPassword,
  hidden,
  onPglite,
  openDesk,
  openWindow,
  signInAs,
  type Window,
} from '../../../test/support/staff-desk.ts'
import { codeAt } from './authenticator.ts'
import { anotherAdministratorLink, firstAdministratorLink } from './first-administrator.ts'

/** The secret that an enrolment page shows as text. */
function shownSecret(page: string): Buffer {
  const [, text = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec(page) ?? []
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text.replaceAll(' ', '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

async function join(window: Window, path: string, fields: Record<string, string>) {
  const page = await window.open(path)
  assert.equal(page.status, 200)
  const code = codeAt(shownSecret(page.text), systemClock.now())
  return window.post(path, { kept: hidden(page.text, 'kept'), code, ...fields })
}

const actionsOf = async (database: FreshDatabase) =>
  (await database.db.selectFrom('audit_entries').select('action').orderBy('id').execute()).map(
    ({ action }) => action,
  )

eachDatabase('the printed link makes the first administrator, once', async (database) => {
  const desk = await openDesk(database)
  const path = (await firstAdministratorLink(database.db, desk.clock.now())) ?? ''
  assert.match(path, /^\/staff\/join\/[\w-]{43}$/)
  const window = openWindow(desk)
  const about = { name: '佐伯 みどり', email: 'saeki@example.jp', password: goodPassword }
  const done = await join(window, path, about)
  assert.equal(done.location, '/staff/account/codes')
  const codes =
    (await window.open('/staff/account/codes')).text.match(/<code>([0-9a-z-]{19})<\/code>/g) ?? []
  assert.equal(codes.length, 10)
  await window.post('/staff/account/codes/kept', {})
  assert.doesNotMatch((await window.open('/staff/account/codes')).text, /<code>/, 'shown once')
  assert.equal((await window.open('/staff/accounts')).status, 200)

  assert.equal((await openWindow(desk).open(path)).status, 404)
  assert.equal(await firstAdministratorLink(database.db, desk.clock.now()), undefined)
  const code = /<code>(.*)<\/code>/.exec(codes[0] ?? '')?.[1] ?? ''
  const again = await openWindow(desk).post('/staff/sign-in', {
    email: about.email,
    password: goodPassword,
    code,
  })
  assert.equal(again.status, 303)
  const row = await database.db.selectFrom('staff').selectAll().executeTakeFirstOrThrow()
  assert.match(row.password_hash ?? '', /^\$scrypt\$ln=17,/)
  assert.equal(row.recovery_hashes.length, 9)
  assert.ok(!row.recovery_hashes.includes(code))
  await desk.close()
})

eachDatabase(
  'of two people who follow one link at once only one becomes administrator',
  async (database) => {
    const desk = await openDesk(database)
    const path = (await firstAdministratorLink(database.db, desk.clock.now())) ?? ''
    const tries = ['a@example.jp', 'b@example.jp'].map((email) =>
      join(openWindow(desk), path, { name: '佐伯', email, password: goodPassword }),
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status).toSorted()
    assert.deepEqual(statuses, [303, 404])
    assert.equal((await database.db.selectFrom('staff').selectAll().execute()).length, 1)
    await desk.close()
  },
)

eachDatabase(
  'the operator can have a link although there is an administrator; the one before stops, and it is told',
  async (database) => {
    const desk = await openDesk(database)
    const now = desk.clock.now()
    const first = { name: '佐伯 みどり', email: 'saeki@example.jp', password: goodPassword }
    await join(openWindow(desk), (await firstAdministratorLink(database.db, now)) ?? '', first)
    const lost = await anotherAdministratorLink(database.db, now)
    const path = await anotherAdministratorLink(database.db, now)
    assert.equal((await openWindow(desk).open(lost)).status, 404)
    const window = openWindow(desk)
    const second = { name: '森 一郎', email: 'mori@example.jp', password: goodPassword }
    assert.equal((await join(window, path, second)).location, '/staff/account/codes')
    assert.equal((await openWindow(desk).open(path)).status, 404)
    await window.post('/staff/account/codes/kept', {})
    assert.equal((await window.open('/staff/accounts')).status, 200)
    assert.match((await window.open('/staff/audit')).text, /管理者用のリンクを発行しました/)
    const made = (await actionsOf(database)).filter((action) => action === 'accounts.link-made')
    assert.equal(made.length, 2)
    await desk.close()
  },
)

onPglite(
  'a mistake keeps the secret and the password, and is told at its field',
  async (database) => {
    const desk = await openDesk(database)
    const path = (await firstAdministratorLink(database.db, desk.clock.now())) ?? ''
    const window = openWindow(desk)
    const weak = await join(window, path, {
      name: '佐伯',
      email: 'saeki@example.jp',
      password: 'gekkan-telework-2020',
    })
    assert.equal(weak.status, 422)
    assert.match(weak.text, /推測されやすい/)
    const page = await window.open(path)
    const secret = shownSecret(page.text)
    const wrong = await window.post(path, {
      name: '佐伯',
      email: 'no address',
      password: goodPassword,
      code: '000000',
      kept: hidden(page.text, 'kept'),
    })
    assert.match(wrong.text, /確認コードが違います/)
    assert.match(wrong.text, /メールアドレスの形/)
    assert.deepEqual(shownSecret(wrong.text), secret)
    assert.ok(!wrong.text.includes(goodPassword))
    const code = codeAt(secret, systemClock.now())
    const done = await window.post(path, {
      name: '佐伯',
      email: 'saeki@example.jp',
      password: '',
      code,
      kept: hidden(wrong.text, 'kept'),
    })
    assert.equal(done.status, 303)
    await desk.close()
  },
)

async function openOffice(database: FreshDatabase) {
  const desk = await openDesk(database)
  const boss = await employ(desk, {
    role: 'administrator',
    email: 'boss@example.jp',
    name: '管理 太郎(架空)',
  })
  const window = openWindow(desk)
  await signInAs(window, boss)
  return { desk, boss, window }
}

const invitation = {
  name: '三輪 ひろし',
  email: 'miwa@example.jp',
  role: 'officer',
  edition: 'current',
  prefectures: ['13', '27'],
  until: '2020-12-31',
  body: '',
}

async function sendInvitation(window: Window, fields: Record<string, string | string[]> = {}) {
  const page = await window.open('/staff/accounts/invite')
  return window.post('/staff/accounts/invite', {
    ...invitation,
    ...fields,
    _stamp: hidden(page.text, '_stamp'),
  })
}

async function mailedPath(desk: Desk): Promise<string> {
  const mail = await desk.services.db
    .selectFrom('mails')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return /\/staff\/join\/[\w-]+/.exec(mail.text)?.[0] ?? ''
}

eachDatabase(
  'an invited person sets up the account and has exactly the role given',
  async (database) => {
    const { desk, window } = await openOffice(database)
    const invited = await sendInvitation(window)
    assert.equal(invited.status, 303)
    const mail = await database.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow()
    assert.equal(mail.to_address, 'miwa@example.jp')
    const guest = openWindow(desk)
    const done = await join(guest, await mailedPath(desk), {
      name: '三輪 弘',
      password: goodPassword,
    })
    assert.equal(done.location, '/staff/account/codes')
    assert.equal((await guest.open('/staff/accounts')).status, 403)
    const account = await guest.open('/staff/account')
    assert.match(account.text, /2020年のみ \/ 東京都、大阪府 \/ 2020年12月31日\(木\)まで/)
    const person = await window.open(invited.location ?? '')
    assert.match(person.text, /管理 太郎\(架空\)が三輪 ひろしさんを招待しました/)
    assert.match(person.text, /三輪 弘がアカウントを設定しました/)

    const again = await sendInvitation(window)
    assert.equal(again.status, 422)
    assert.match(again.text, /すでに登録されています/)
    await desk.close()
  },
)

eachDatabase(
  'an invitation sent twice by a double click is one person and one mail',
  async (database) => {
    const { desk, window } = await openOffice(database)
    const page = await window.open('/staff/accounts/invite')
    const fields = { ...invitation, _stamp: hidden(page.text, '_stamp') }
    const answers = await Promise.all(
      [1, 2, 3].map(() => window.post('/staff/accounts/invite', fields)),
    )
    assert.deepEqual(new Set(answers.map(({ location }) => location)).size, 1)
    assert.equal((await database.db.selectFrom('mails').selectAll().execute()).length, 1)
    await desk.close()
  },
)

eachDatabase('shutting somebody out ends their sessions at once', async (database) => {
  const { desk, window } = await openOffice(database)
  const person = await employ(desk, { role: 'officer', email: 'miwa@example.jp' })
  const theirs = openWindow(desk)
  await signInAs(theirs, person)
  assert.equal((await theirs.open('/staff/account')).status, 200)
  assert.equal((await window.post(`/staff/accounts/${person.id}/disable`, {})).status, 303)
  assert.equal((await theirs.open('/staff/account')).status, 303)
  assert.equal((await signInAs(theirs, person, person.code(1))).status, 422)
  await window.post(`/staff/accounts/${person.id}/enable`, {})
  assert.equal((await signInAs(theirs, person, person.code(1))).status, 303)
  const actions = await actionsOf(database)
  assert.ok(actions.includes('accounts.disabled') && actions.includes('accounts.enabled'))
  await desk.close()
})

eachDatabase('a changed role ends sessions; roles are taken back and given', async (database) => {
  const { desk, window } = await openOffice(database)
  const person = await employ(desk, { role: 'officer', email: 'miwa@example.jp' })
  const theirs = openWindow(desk)
  await signInAs(theirs, person)
  const grant = await database.db
    .selectFrom('grants')
    .select('id')
    .where('staff_id', '=', person.id)
    .executeTakeFirstOrThrow()
  assert.equal(
    (await window.post(`/staff/accounts/${person.id}/grants/${grant.id}/end`, {})).status,
    303,
  )
  assert.equal((await theirs.open('/staff/account')).status, 303)
  const page = await window.open(`/staff/accounts/${person.id}`)
  const given = {
    role: 'viewer',
    edition: 'all',
    body: '',
    until: '',
    _stamp: hidden(page.text, '_stamp'),
  }
  assert.equal((await window.post(`/staff/accounts/${person.id}/grants`, given)).status, 303)
  assert.match((await window.open(`/staff/accounts/${person.id}`)).text, /閲覧者/)
  await desk.close()
})

eachDatabase(
  'the last administrator cannot go, not even when two remove each other at once',
  async (database) => {
    const { desk, window, boss } = await openOffice(database)
    const grantOf = async (id: number) =>
      (
        await database.db
          .selectFrom('grants')
          .select('id')
          .where('staff_id', '=', id)
          .executeTakeFirstOrThrow()
      ).id
    const alone = await window.post(
      `/staff/accounts/${boss.id}/grants/${await grantOf(boss.id)}/end`,
      {},
    )
    assert.equal(alone.status, 422)
    assert.match(alone.text, /最後の管理者/)
    const second = await employ(desk, { role: 'administrator', email: 'second@example.jp' })
    const theirs = openWindow(desk)
    await signInAs(theirs, second)
    const answers = await Promise.all([
      window.post(`/staff/accounts/${second.id}/disable`, {}),
      theirs.post(`/staff/accounts/${boss.id}/disable`, {}),
    ])
    const left = await database.db
      .selectFrom('staff')
      .select('id')
      .where('disabled_at', 'is', null)
      .execute()
    assert.equal(left.length, 1, answers.map(({ status }) => status).join())
    await desk.close()
  },
)

eachDatabase(
  'an administrator of one edition gives and takes nothing beyond it',
  async (database) => {
    const { desk, boss } = await openOffice(database)
    const local = await employ(desk, { role: 'administrator', email: 'local@example.jp' })
    const { id: edition } = await database.db
      .selectFrom('editions')
      .select('id')
      .executeTakeFirstOrThrow()
    await database.db
      .updateTable('grants')
      .set({ edition_id: edition })
      .where('staff_id', '=', local.id)
      .execute()
    const window = openWindow(desk)
    await signInAs(window, local)
    assert.equal((await window.post(`/staff/accounts/${boss.id}/disable`, {})).status, 403)
    assert.equal((await window.post(`/staff/accounts/${boss.id}/invite`, {})).status, 403)
    const beyond = await sendInvitation(window, { edition: 'all' })
    assert.equal(beyond.status, 422)
    assert.match(beyond.text, /自分の権限を超える/)
    assert.equal((await sendInvitation(window)).status, 303)
    await desk.close()
  },
)

onPglite('unknown fields, unknown people and roles out of range are refused', async (database) => {
  const { desk, window } = await openOffice(database)
  assert.equal((await sendInvitation(window, { is_owner: 'yes' })).status, 422)
  assert.equal((await sendInvitation(window, { role: 'emperor' })).status, 422)
  assert.equal((await sendInvitation(window, { prefectures: ['48'] })).status, 422)
  assert.equal((await sendInvitation(window, { until: '2020-11-09' })).status, 422)
  assert.equal(
    (await sendInvitation(window, { email: 'a@example.jp\r\nBcc: b@example.jp' })).status,
    422,
  )
  assert.equal((await window.open('/staff/accounts/999999')).status, 404)
  assert.equal((await window.post('/staff/accounts/999999/disable', {})).status, 404)
  assert.equal((await database.db.selectFrom('mails').selectAll().execute()).length, 0)
  await desk.close()
})
