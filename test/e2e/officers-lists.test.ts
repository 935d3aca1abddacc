import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { runChanges } from '../../src/features/applications/running.ts'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { makeDeskEvent } from '../support/event-desk.ts'
import { carry, signInStaff } from '../support/people.ts'
import { applying } from '../support/pools.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { startSmtp, type TestSmtp } from '../support/smtp.ts'

let program: TestProgram
let browser: Browser
let smtp: TestSmtp
before(async () => {
  smtp = await startSmtp()
  program = await startProgram({ smtpUrl: smtp.url })
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await program.close()
  await smtp.close()
})

const slug = 'e2e-lists'
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name }).first().click()
const said = (page: Page) => page.locator('main').innerText()
/** The stamps of two forms made in the same instant are the same form. */
const pass = () => program.clock.set(program.clock.now().add({ minutes: 1 }).toString())
/** What has come to addresses of this event's people; the demo writes to its own. */
const mailsTo = (pattern: RegExp) =>
  smtp.mails.filter(({ to }) => to.some((one) => pattern.test(one)))

async function until<Found>(look: () => Found | undefined | false, what: string): Promise<Found> {
  for (let tries = 0; tries < 200; tries++) {
    const found = look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`waited in vain for ${what}`)
}

const file = {
  name: 'connpass.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      '\uFEFF参加枠名,ユーザー名,表示名,参加ステータス,メールアドレス,所属',
      '一般枠,hana,見本 花子,参加,e2e-hana@example.jp,架空商事',
      '一般枠,taro,見本 太郎,キャンセル,e2e-taro@example.jp,',
      '一般枠,ichi,見本 一郎,参加,e2e-ichi(at)example.jp,',
      '一般枠,kiku,見本 菊子,参加,e2e-kiku@example.jp,架空工業',
      '',
    ].join('\r\n'),
  ),
}

async function give(page: Page): Promise<void> {
  pass()
  await page.goto(`${program.origin}/staff/events/${slug}/applicants/import`)
  await page.setInputFiles('#file', file)
  await press(page, '中身を確かめる')
  await page.waitForURL(/\/import\/\d+$/)
}

async function officerAtWork(): Promise<Page> {
  const context = await openVisitor(browser, { script: false })
  await carry(context, program, await signInStaff(program, 'lead'))
  return context.newPage()
}

test('a file is looked at, carried out, changes nothing again, and is undone', async () => {
  const { db } = program.gekkan.services
  const { pool } = await makeDeskEvent(program.gekkan.services, slug)
  await db
    .updateTable('pools')
    .set({ accepted_limit: 10, published_capacity: 10 })
    .where('id', '=', pool)
    .execute()
  const states = async () => {
    const rows = await db
      .selectFrom('applications')
      .select(['email', 'state'])
      .where('pool_id', '=', pool)
      .where('source', '=', 'import')
      .orderBy('number')
      .execute()
    return rows.map(({ email, state }) => `${email} ${state}`)
  }
  const page = await officerAtWork()
  await give(page)
  const found = await said(page)
  assert.match(found, /connpass/)
  assert.match(found, /e2e-ichi\(at\)example\.jp/)
  assert.match(found, /メールアドレスの形ではありません/)
  assert.deepEqual(await states(), [])
  pass()
  await press(page, '取り込む')
  await page.getByText('2人を取り込みました').waitFor()
  assert.deepEqual(await states(), [
    'e2e-hana@example.jp confirmed',
    'e2e-kiku@example.jp confirmed',
  ])
  await until(() => mailsTo(/^e2e-(hana|kiku)@/).length === 2, 'the receipts')

  await give(page)
  assert.match(await said(page), /新しい申込みはありません。何も変わりません。/)
  assert.equal((await states()).length, 2)

  await page.goto(`${program.origin}/staff/events/${slug}/applicants/import`)
  await page.locator('main table a').last().click()
  pass()
  await press(page, '取込みを取り消す')
  await page.getByText('2人の申込みを取り消しました').waitFor()
  assert.deepEqual(await states(), [
    'e2e-hana@example.jp cancelled',
    'e2e-kiku@example.jp cancelled',
  ])
  await page.context().close()
})

test('a filtered mail is counted, previewed for a real applicant, sent and received', async () => {
  const page = await officerAtWork()
  pass()
  await page.goto(`${program.origin}/staff/events/${slug}/applicants?group=seated&q=e2e-lists-b`)
  await page.locator('main').getByRole('link', { name: '申込者にメールを送る' }).click()
  assert.match(await said(page), /この条件に合うのは1人です/)
  await page.fill('#q', '')
  await press(page, '人数を数える')
  assert.match(await said(page), /この条件に合うのは3人です/)
  await page.fill('#subject-ja', '会場のご案内({number})')
  await page.fill('#body-ja', '{namae} 様')
  await press(page, '下見をする')
  assert.match(await said(page), /\{namae\}は置きかえられません/)
  pass()
  await page.fill('#body-ja', '{name} 様\n\n会場は3階です。')
  await press(page, '下見をする')
  await page.waitForURL(/\/messages\/\d+$/)
  const preview = await said(page)
  assert.match(preview, /申込 e2e-lists-a 様/)
  assert.match(preview, /送り先の3人/)
  const subject = /^会場のご案内\(E2EL-\d{4}\)$/
  const received = () => smtp.mails.filter(({ parsed }) => subject.test(parsed.subject ?? ''))
  assert.equal(received().length, 0)
  pass()
  await press(page, '3人に送る')
  const mails = await until(() => received().length === 3 && received(), 'three mails')
  assert.deepEqual(mails.map(({ to }) => to[0]).toSorted(), [
    'e2e-lists-a@example.jp',
    'e2e-lists-b@example.jp',
    'e2e-lists-c@example.jp',
  ])
  const own = mails.find(({ to }) => to[0] === 'e2e-lists-b@example.jp')
  assert.match(own?.parsed.text ?? '', /申込 e2e-lists-b 様/)
  assert.match(own?.parsed.text ?? '', /お申し込みの方に/)
  assert.equal(own?.parsed.attachments.length, 0)
  await page.reload()
  assert.match(await said(page), /3人のうち3人に送りました/)
  await page.context().close()
})

test('twelve labels print on two sheets, five rows on the first and none across its edge', async () => {
  const { services } = program.gekkan
  const { pool } = await makeDeskEvent(services, 'e2e-labels')
  await services.db
    .updateTable('pools')
    .set({ accepted_limit: 12, published_capacity: 12 })
    .where('id', '=', pool)
    .execute()
  const people = Array.from({ length: 9 }, (_, at) => applying(`label-${at}`, { proven: true }))
  await runChanges(services, pool, people)
  const page = await officerAtWork()
  await page.goto(`${program.origin}/staff/events/e2e-labels/applicants/labels`)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 2)
  await page.emulateMedia({ media: 'print' })
  const sheets = await page.locator('.label-sheet').evaluateAll((lists) =>
    lists.map((list) => {
      const { top, height } = list.getBoundingClientRect()
      const bottoms = [...list.children].map((one) => one.getBoundingClientRect().bottom - top)
      return { labels: bottoms.length, height, lowest: Math.max(...bottoms) }
    }),
  )
  assert.deepEqual(
    sheets.map(({ labels }) => labels),
    [10, 2],
  )
  // 254 mm at 96 points to the inch; the sheet's own rounding is less than one of them
  assert.ok(Math.abs((sheets[0]?.lowest ?? 0) - 960) < 1, JSON.stringify(sheets))
  await page.context().close()
})
