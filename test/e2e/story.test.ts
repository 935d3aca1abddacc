import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { carry, signInStaff } from '../support/people.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import {
  company,
  fillRegistration,
  newestMail,
  sendRegistration,
  submit,
} from '../support/registering.ts'

let program: TestProgram
let browser: Browser
let office: BrowserContext
let officer: Page
before(async () => {
  program = await startProgram()
  browser = await openBrowser()
  office = await openVisitor(browser)
  await carry(office, program, await signInStaff(program, 'officer'))
  officer = await office.newPage()
})
after(async () => {
  await browser.close()
  await program.close()
})

const email = 'story@minato-sekkei.example.jp'
const find = () =>
  program.gekkan.services.db
    .selectFrom('activities')
    .selectAll()
    .where('contact_email', '=', email)
    .executeTakeFirstOrThrow()
const found = async (page: Page, words: string) => {
  await page.goto(`${program.origin}/activities?q=${encodeURIComponent(words)}`)
  return page.locator('main article.row').count()
}
const publish = async (id: number) => {
  await officer.goto(`${program.origin}/staff/activities/${id}`)
  await officer.locator('form[action$="/publish"] button').last().click()
}

test('the whole story of a registration, without JavaScript: from the form to its withdrawal', async () => {
  const context = await openVisitor(browser, { width: 360 })
  const page = await context.newPage()
  const { origin } = program

  await fillRegistration(page, origin, { ...company, contactEmail: email })
  await sendRegistration(page)
  await page.goto((await newestMail(program, 'registration.confirm', email)).link)
  await submit(page)
  assert.match(await page.locator('main').innerText(), /確認待ち/)
  const { id, number } = await find()
  const path = `/activities/2020-${String(number).padStart(4, '0')}`
  assert.equal(await found(page, '全員が在宅で設計'), 0)

  await officer.goto(`${origin}/staff/activities/${id}/return`)
  await officer.selectOption('main select[name=reason]', { index: 1 })
  await officer.locator('main form[method=get] button').click()
  await officer.locator('main form[method=post] button').last().click()
  assert.equal((await find()).state, 'returned')

  // another day, another device
  await context.clearCookies()
  await page.goto(`${origin}/mine`)
  await page.fill('[name=email]', email)
  await submit(page)
  await page.goto((await newestMail(program, 'ownership.manage', email)).link)
  await submit(page)
  await page.goto(`${origin}/mine/edit/what`)
  await page.fill('[name=body]', '直した内容です。毎週水曜日は全員が在宅で設計します。')
  await submit(page)
  await page.locator('form[action$="/mine/resubmission"] button').click()
  assert.equal((await find()).state, 'submitted')

  await publish(id)
  assert.equal((await find()).state, 'published')
  assert.equal(await found(page, '直した内容です'), 1)

  await page.goto(`${origin}/mine/edit/what`)
  await page.fill('[name=title]', '題名を変えました')
  await submit(page)
  assert.equal(await found(page, '題名を変えました'), 0)
  assert.equal(await found(page, '直した内容です'), 1)
  await publish(id)
  assert.equal(await found(page, '題名を変えました'), 1)
  const pdf = await page.request.get(`${origin}${path}/certificate.pdf`)
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')

  await page.goto(`${origin}/mine/withdrawal`)
  await page.locator('form[action$="/mine/withdrawal"] button').click()
  assert.equal(await found(page, '題名を変えました'), 0)
  assert.equal((await page.request.get(origin + path)).status(), 404)
  assert.doesNotMatch(
    await (await page.request.get(`${origin}/activities.atom`)).text(),
    /題名を変えました/,
  )
  await context.close()
})

test('the answer is the same whether a registration is known or not, and six digits open it', async () => {
  const context = await openVisitor(browser)
  const page = await context.newPage()
  const { db } = program.gekkan.services
  const known = await db
    .selectFrom('activities')
    .select(['contact_email', 'number'])
    .where('state', '=', 'published')
    .where('contact_email', '<>', '')
    .executeTakeFirstOrThrow()
  const ask = async (number: string, address: string) => {
    await page.goto(`${program.origin}/mine`)
    await page.fill('[name=number]', number)
    await page.fill('[name=email]', address)
    await submit(page)
    return page.locator('main').innerText()
  }
  const no = await ask('2020-0042', 'nobody@example.jp')
  const yes = await ask(`2020-${known.number}`, known.contact_email)
  assert.equal(yes, no)
  const { text } = await newestMail(program, 'ownership.manage', known.contact_email)
  const code = /^\s*(\d{6})\s*$/m.exec(text)?.[1] ?? ''
  await page.fill('[name=code]', code === '000000' ? '000001' : '000000')
  await page.locator('form[action$="/mine/code"] button').click()
  assert.match(await page.locator('#code-error').innerText(), /数字が合わない/)
  await page.fill('[name=code]', code)
  await page.locator('form[action$="/mine/code"] button').click()
  assert.match(page.url(), /\/mine\/activity$/)
  await context.close()
})
