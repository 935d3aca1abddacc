import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { forgetUnproven } from '../../src/features/partner-events/proposing.ts'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { carry, signInStaff } from '../support/people.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { openVisit } from '../support/visit.ts'

let program: TestProgram
let browser: Browser
before(async () => {
  program = await startProgram()
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await program.close()
})

const db = () => program.gekkan.services.db
const main = (page: Page) => page.locator('main').innerText()

/** The address in the newest mail of a kind to somebody. */
async function linkIn(to: string, kind: string): Promise<string> {
  const mail = await db()
    .selectFrom('mails')
    .select('text')
    .where('to_address', '=', to)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const [link = ''] = /http:\/\/localhost\S+/.exec(mail.text) ?? []
  return link
}

async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('催しの名前').fill('架空市テレワーク相談会')
  await page.getByLabel('主催する団体').fill('架空市商工会')
  await page.getByLabel('種類').selectOption({ label: '説明会・会合' })
  await page.getByLabel('どんな催しか').fill('市内の会社の相談に答えます。')
  await page.getByLabel('日付').fill('2020-11-18')
  await page.getByLabel('開始').fill('１３:30')
  await page.getByLabel('終了').fill('13:00')
  await page.getByLabel('会場とオンライン').check()
  await page.getByRole('textbox', { name: '会場' }).fill('架空会館')
  await page.getByLabel('くわしい案内').fill('https://shokokai.example.jp/telework')
  await page.getByLabel('担当者の氏名').fill('見本 花子')
  await page.getByLabel('担当者のメールアドレス').fill(email)
  await page.getByLabel('氏名とメールアドレスを').check()
}

test('without JavaScript: proposed, confirmed by mail, refused with a reason, changed, listed', async () => {
  const email = 'hanako@shokokai.example.jp'
  const context = await openVisitor(browser, { script: false, width: 360 })
  const page = await context.newPage()
  await page.goto(`${program.origin}/events`)
  await page.getByRole('link', { name: '連携イベントの掲載を申し込む' }).click()
  await fillIn(page, email)
  const send = page.getByRole('button', { name: '確認のメールを受け取る' })
  await send.click()
  assert.match(await main(page), /終了は開始より後にしてください/)
  assert.equal(await page.getByLabel('催しの名前').inputValue(), '架空市テレワーク相談会')
  await page.getByLabel('終了').fill('16:00')
  await send.click()
  assert.match(await main(page), /メールをお送りしました/)

  const officer = await openVisitor(browser, { script: false, width: 1280 })
  await carry(officer, program, await signInStaff(program, 'officer'))
  const desk = await officer.newPage()
  await desk.goto(`${program.origin}/staff/events`)
  assert.doesNotMatch(await main(desk), /架空市テレワーク相談会/)

  await page.goto(await linkIn(email, 'partner-events.prove'))
  await page.getByRole('button', { name: 'この内容で申し込む' }).click()
  assert.match(await main(page), /事務局が内容を確かめています/)
  const ownPage = page.url()

  await desk.reload()
  await desk.getByRole('link', { name: '架空市テレワーク相談会' }).click()
  assert.match(await main(desk), /見本 花子/)
  await desk.getByLabel(/理由/).fill('日付を案内のページと合わせてください。')
  await desk.getByRole('button', { name: /掲載しない|見送る/ }).click()
  await page.goto(await linkIn(email, 'partner-events.refused'))
  assert.equal(page.url(), ownPage)
  assert.match(await main(page), /日付を案内のページと合わせてください/)
  await page.getByRole('link', { name: '内容を直す' }).click()
  await page.getByLabel('日付').fill('2020-11-19')
  await page.getByRole('button', { name: 'この内容で申し込む' }).click()
  assert.match(await main(page), /事務局が内容を確かめています/)

  await desk.reload()
  await desk.getByRole('button', { name: '公開する' }).click()
  await page.goto(await linkIn(email, 'partner-events.listed'))
  assert.match(await main(page), /11月19日\(木\) 13:30〜16:00/)
  assert.match(await main(page), /架空市商工会/)
  assert.doesNotMatch(await page.content(), /見本 花子|hanako@/)
  const out = page.getByRole('link', { name: '主催者のページへ(shokokai.example.jp)' }).first()
  assert.equal(await out.getAttribute('href'), 'https://shokokai.example.jp/telework')
  await page.goto(`${program.origin}/events?view=month`)
  assert.match(await main(page), /連携イベント · 架空会館/)
  await officer.close()
  await context.close()
})

test('a proposal is taken back by its link and nothing of it stays; an unconfirmed one goes in a week', async () => {
  const context = await openVisitor(browser, { script: false, width: 360 })
  const page = await context.newPage()
  for (const email of ['one@shokokai.example.jp', 'two@shokokai.example.jp']) {
    await page.goto(`${program.origin}/events/propose`)
    await fillIn(page, email)
    await page.getByLabel('終了').fill('16:00')
    program.clock.set(program.clock.now().add({ minutes: 1 }).toString())
    await page.getByRole('button', { name: '確認のメールを受け取る' }).click()
  }
  const kept = async (email: string) =>
    (await db().selectFrom('events').select('id').where('proposer_email', '=', email).execute())
      .length
  await page.goto(await linkIn('one@shokokai.example.jp', 'partner-events.prove'))
  await page.getByRole('button', { name: '申込みを取り下げる' }).click()
  assert.match(await main(page), /すべて消しました/)
  assert.equal(await kept('one@shokokai.example.jp'), 0)
  const now = program.clock.now()
  await forgetUnproven(db(), now.add({ hours: 24 * 6 }))
  assert.equal(await kept('two@shokokai.example.jp'), 1)
  await forgetUnproven(db(), now.add({ hours: 24 * 8 }))
  assert.equal(await kept('two@shokokai.example.jp'), 0)
  await context.close()
})

test('a wrong key opens nothing, and a link of another kind of page neither', async () => {
  const visit = openVisit(program)
  for (const key of ['1.wrong', 'x', `1.${'a'.repeat(43)}`])
    assert.equal((await visit.get(`/events/proposals/${key}`)).status, 404)
})
