import assert from 'node:assert/strict'
import type { FreshDatabase } from '../../../test/support/databases.ts'
import {
  employ,
  onPglite,
  openDesk,
  openWindow,
  signInAs,
} from '../../../test/support/staff-desk.ts'
import { transaction } from '../../db/transaction.ts'
import { renderLetter } from '../../mail/letter.tsx'
import { queueMail } from '../../mail/outbox.ts'

async function post(database: FreshDatabase, now: Temporal.Instant): Promise<number> {
  const subject = '登録の確認 <script>alert(1)</script>'
  const { html, text } = renderLetter({
    lang: 'ja',
    subject,
    siteName: 'テレワーク月間',
    blocks: [
      { paragraph: 'お待ちしています。' },
      { link: { label: '確認する', url: 'http://localhost/activities/confirm/abc' } },
    ],
    footer: ['事務局'],
  })
  const letter = {
    kind: 'registration.confirm',
    to: 'a@example.jp',
    lang: 'ja',
    subject,
    html,
    text,
    about: { kind: 'activity', id: 1 },
  } as const
  return transaction(database.db, (trx) =>
    queueMail(trx, letter, { now, origin: 'http://localhost' }),
  )
}

onPglite(
  'staff find a mail, follow its link and see its html in a box of its own',
  async (database) => {
    const desk = await openDesk(database)
    const id = await post(database, desk.clock.now())
    const officer = await employ(desk, { role: 'officer', email: 'officer@example.jp' })
    const window = openWindow(desk)
    assert.equal((await window.open(`/staff/mail/${id}`)).status, 303)
    await signInAs(window, officer)
    const list = await window.open(
      '/staff/mail?state=waiting&kind=registration.confirm&address=A@EXAMPLE',
    )
    assert.match(list.text, /登録の確認 &lt;script>/)
    assert.match(list.text, /メールサーバーが設定されていません/)
    assert.match((await window.open('/staff/mail?state=sent')).text, /メールはありません/)
    const mail = await window.open(`/staff/mail/${id}`)
    assert.match(mail.text, /<a href="http:\/\/localhost\/activities\/confirm\/abc"/)
    assert.match(mail.text, /Message-ID: &lt;mail-/)
    const html = await window.open(`/staff/mail/${id}/html`)
    assert.match(
      html.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'unsafe-inline'; .*sandbox$/,
    )
    assert.match(html.text, /style=/)
    const seen = await database.db
      .selectFrom('audit_entries')
      .select(['action', 'subject_id'])
      .where('action', '=', 'mail.viewed')
      .execute()
    const one = { action: 'mail.viewed', subject_id: id }
    assert.deepEqual(seen, [one, one], 'both parts are written down')
    assert.equal((await window.open('/staff/mail/99999')).status, 404)
    assert.equal(
      (await window.post(`/staff/mail/${id}/resend`, {})).status,
      403,
      'an officer does not send',
    )
    assert.equal(
      (await window.open('/demo/mails')).status,
      404,
      'only a demo shows mails to everybody',
    )
    await desk.close()
  },
)

onPglite('a refused mail is put back in line once, by whoever may send', async (database) => {
  const desk = await openDesk(database)
  const id = await post(database, desk.clock.now())
  await database.db
    .updateTable('mails')
    .set({ state: 'refused', last_error: '550 no such user' })
    .execute()
  const lead = await employ(desk, { role: 'lead', email: 'lead@example.jp' })
  const window = openWindow(desk)
  await signInAs(window, lead)
  assert.match((await window.open(`/staff/mail/${id}`)).text, /550 no such user[\s\S]*もう一度送る/)
  await window.post(`/staff/mail/${id}/resend`, {})
  assert.match((await window.open(`/staff/mail/${id}`)).text, /送信の列に戻しました/)
  await window.post(`/staff/mail/${id}/resend`, {})
  assert.match((await window.open(`/staff/mail/${id}`)).text, /再送の対象ではありません/)
  const resent = await database.db
    .selectFrom('audit_entries')
    .select('id')
    .where('action', '=', 'mail.resent')
    .execute()
  assert.equal(resent.length, 1)
  await desk.close()
})

onPglite('in a demo everybody reads the newest fifty mails', async (database) => {
  const desk = await openDesk(database, { demo: true })
  const ids = []
  for (let at = 0; at < 51; at += 1) ids.push(await post(database, desk.clock.now()))
  const visitor = openWindow(desk)
  const list = await visitor.open('/demo/mails')
  assert.equal(list.text.match(/href="\/demo\/mails\/\d+"/g)?.length, 50)
  const mail = await visitor.open(`/demo/mails/${ids.at(-1)}`)
  assert.match(mail.text, /<a href="http:\/\/localhost\/activities\/confirm\/abc"/)
  assert.match(
    (await visitor.open(`/demo/mails/${ids.at(-1)}/html`)).headers.get('content-security-policy') ??
      '',
    /sandbox$/,
  )
  assert.equal((await visitor.open('/en/demo/mails')).status, 200)
  await desk.close()
})

onPglite(
  'an officer cannot take a personal link out of a mail; an administrator can',
  async (database) => {
    const desk = await openDesk(database)
    const token = 'Ab3_'.repeat(10) + 'xyz'
    const { html, text } = renderLetter({
      lang: 'ja',
      subject: '招待',
      siteName: 'テレワーク月間',
      blocks: [
        { link: { label: '開く', url: `http://localhost/staff/join/${token}` } },
        { code: '123456' },
      ],
      footer: ['03-0000-0000'],
    })
    const letter = {
      kind: 'accounts.invitation',
      to: 'a@example.jp',
      lang: 'ja',
      subject: '招待',
      html,
      text,
      about: { kind: 'staff', id: 1 },
    } as const
    const id = await transaction(database.db, (trx) =>
      queueMail(trx, letter, { now: desk.clock.now(), origin: 'http://localhost' }),
    )
    const secrets = async (role: 'officer' | 'auditor' | 'administrator') => {
      const window = openWindow(desk)
      await signInAs(window, await employ(desk, { role, email: `${role}@example.jp` }))
      const pages = [
        await window.open(`/staff/mail/${id}`),
        await window.open(`/staff/mail/${id}/html`),
      ]
      assert.ok(
        pages.every(({ status, text: shown }) => status === 200 && shown.includes('03-0000-0000')),
      )
      return pages.map(({ text: shown }) => [shown.includes(token), shown.includes('123456')])
    }
    const hidden = [
      [false, false],
      [false, false],
    ]
    assert.deepEqual(await secrets('officer'), hidden)
    assert.deepEqual(await secrets('auditor'), hidden)
    assert.deepEqual(await secrets('administrator'), [
      [true, true],
      [true, true],
    ])
    await desk.close()
  },
)
