import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { makeDeskEvent } from '../support/event-desk.ts'
import { carry, signInStaff } from '../support/people.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { startProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
let browser: Browser
let relay: Relay
before(async () => {
  program = await startProgram()
  browser = await openBrowser()
  relay = await startRelay(program.origin)
})
after(async () => {
  await browser.close()
  await relay.cut()
  await program.close()
})

const attendance = async (id: number) => {
  const { db } = program.gekkan.services
  const one = db.selectFrom('applications').select('attendance').where('id', '=', id)
  return (await one.executeTakeFirstOrThrow()).attendance
}

test('without a network the reception opens again, finds people and notes; with it the notes arrive', async () => {
  const { slug, pool } = await makeDeskEvent(program.gekkan.services, 'e2e-reception')
  const { db } = program.gekkan.services
  const confirmed = await db
    .selectFrom('applications')
    .select(['id', 'name', 'number'])
    .where('pool_id', '=', pool)
    .where('state', '=', 'confirmed')
    .orderBy('id')
    .execute()
  const [first, second] = confirmed
  assert.ok(first && second)
  const context = await openVisitor(browser, { script: true, width: 360 })
  await carry(context, program, await signInStaff(program, 'officer'))
  const page = await context.newPage()
  const at = `${relay.origin}/staff/events/${slug}/applicants`
  await page.goto(`${at}/check-in`)
  await page.getByRole('link', { name: '圏外でも使える受付' }).click()
  const line = page.getByRole('status').last()
  await line.getByText(/受付済み0人 \/ \d+人 · つながっています/).waitFor()
  await page.getByRole('button', { name: `受付する: ${first.name}` }).click()
  await line.getByText('受付済み1人').waitFor()
  await assert.doesNotReject(
    page.getByRole('button', { name: `受付を取り消す: ${first.name}` }).waitFor(),
  )
  while ((await attendance(first.id)) !== 'came') await page.waitForTimeout(50)

  await page.waitForFunction(() => !document.body.innerText.includes('未送信'))
  await relay.cut()
  await page.reload()
  await line.getByText('受付済み1人').waitFor()
  await page.getByLabel('名前か受付番号').fill(String(second.number).padStart(4, '0'))
  await page.getByRole('button', { name: `受付する: ${second.name}` }).click()
  await line.getByText('つながっていません').waitFor()
  assert.match(await line.innerText(), /未送信1件/)
  // the code on a name label, read by the telephone's camera
  await page.goto(`${at}/check-in?q=${encodeURIComponent(first.name)}`)
  await line.getByText('未送信1件').waitFor()
  assert.match(page.url(), /\/reception#/)
  assert.equal(await page.getByRole('button', { name: /受付/ }).count(), 1)
  assert.equal(await attendance(second.id), 'unknown')

  await relay.join()
  await line.getByText('受付済み2人').waitFor()
  while ((await attendance(second.id)) !== 'came') await page.waitForTimeout(50)
  await page.waitForFunction(() => !document.body.innerText.includes('未送信'))
  await page.getByLabel('名前か受付番号').fill('')
  await context.close()
})

test('without JavaScript the page says where to go instead', async () => {
  const { slug } = await makeDeskEvent(program.gekkan.services, 'e2e-reception-plain')
  const context = await openVisitor(browser, { script: false, width: 360 })
  await carry(context, program, await signInStaff(program, 'officer'))
  const page = await context.newPage()
  await page.goto(`${program.origin}/staff/events/${slug}/applicants/reception`)
  assert.match(await page.locator('main').innerText(), /JavaScriptなしでは「当日の受付」か/)
  await context.close()
})
