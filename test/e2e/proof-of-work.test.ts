import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { company, fillRegistration, sendRegistration } from '../support/registering.ts'

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

const register = async (script: boolean) => {
  const context = await openVisitor(browser, { script })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const contactEmail = `work-${script}@minato-sekkei.example.jp`
  const title = script ? '毎週月曜日は全員が在宅で働きます' : '毎週金曜日は全員が在宅で働きます'
  await fillRegistration(page, program.origin, { ...company, title, body: title, contactEmail })
  program.clock.set(program.clock.now().add({ seconds: 20 }).toString())
  return { context, page, contactEmail, complaints }
}
const reasons = async (email: string) => {
  const { db } = program.gekkan.services
  const row = await db
    .selectFrom('activities')
    .select(['state', 'risk_reasons'])
    .where('contact_email', '=', email)
    .executeTakeFirstOrThrow()
  return [row.state, row.risk_reasons]
}

test('with JavaScript the browser solves the form in a thread of its own and sends the number', async () => {
  const { context, page, contactEmail, complaints } = await register(true)
  const began = performance.now()
  const field = page.locator('input[name=_work]')
  while ((await field.inputValue()) === '' && performance.now() - began < 20_000)
    await page.waitForTimeout(50)
  assert.match(await field.inputValue(), /^\d+$/)
  await sendRegistration(page)
  await page.waitForURL(/\/activities\/new\/sent$/)
  assert.deepEqual(await reasons(contactEmail), ['unconfirmed', []])
  assert.deepEqual(complaints, [])
  await context.close()
})

test('with JavaScript off the same form is taken, with the reason noted', async () => {
  const { context, page, contactEmail } = await register(false)
  assert.equal(await page.locator('input[name=_work]').inputValue(), '')
  await sendRegistration(page)
  assert.match(page.url(), /\/activities\/new\/sent$/)
  assert.deepEqual(await reasons(contactEmail), ['unconfirmed', ['no-work']])
  await context.close()
})
