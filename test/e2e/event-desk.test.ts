import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { runChanges } from '../../src/features/applications/running.ts'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { carry, signInStaff } from '../support/people.ts'
import { applying } from '../support/pools.ts'
import { startProgram, type TestProgram } from '../support/program.ts'

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

/** A date so many days from now as a field of date and time takes it. */
const inDays = (days: number, hour: string) =>
  `${program.clock.now().toZonedDateTimeISO('Asia/Tokyo').add({ days }).toPlainDate()}T${hour}`
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name }).first().click()
const pass = () => program.clock.set(program.clock.now().add({ minutes: 1 }).toString())

/** A seminar from the empty form to its publication. */
async function makeSeminar(page: Page, own: string): Promise<void> {
  await page.goto(`${program.origin}/staff/events/new`)
  await page.fill('#title-ja', '架空の在宅勤務セミナー')
  await page.fill('#slug', 'e2e-seminar')
  await page.fill('#starts_at', inDays(20, '13:00'))
  await page.fill('#ends_at', inDays(20, '16:00'))
  await page.fill('#places', '2')
  await press(page, '下書きを作る')
  await page.waitForURL(own)
  await press(page, '公開する')
  assert.match(await page.locator('main').innerText(), /主催者/)
  pass()
  await page.goto(`${own}/organisers`)
  await page.selectOption('#body-0', 'forum')
  await press(page, '保存する')
  await page.goto(`${own}/edit/basics`)
  await page.fill('#lead-ja', '在宅で働くための催しです。')
  await press(page, '保存する')
  await page.goto(`${own}/edit/care`)
  await page.fill('#contact-ja', '架空事務局 03-0000-0000')
  await press(page, '保存する')
  await page.waitForURL(own)
  await press(page, '公開する')
  await page.getByText('公開しました。').waitFor()
}

test('an officer makes a seminar, publishes it, raises its places and moves it with one message', async () => {
  const { services } = program.gekkan
  const { db } = services
  const context = await openVisitor(browser, { script: false })
  await carry(context, program, await signInStaff(program, 'officer'))
  const page = await context.newPage()
  const own = `${program.origin}/staff/events/e2e-seminar`
  await makeSeminar(page, own)
  const event = await db
    .selectFrom('events')
    .select('id')
    .where('slug', '=', 'e2e-seminar')
    .executeTakeFirstOrThrow()
  const pool = await db
    .selectFrom('pools')
    .select('id')
    .where('event_id', '=', event.id)
    .executeTakeFirstOrThrow()
  await runChanges(
    services,
    pool.id,
    ['a', 'b', 'c'].map((name) => applying(`e2e-${name}`, { proven: true })),
  )

  await page.goto(`${own}/places/${pool.id}`)
  await page.fill('#accepted_limit', '1')
  await page.fill('#reason', '試験')
  await press(page, '数を変える')
  assert.match(await page.locator('main').innerText(), /すでに2人が席/)
  pass()
  await page.fill('#accepted_limit', '5')
  await press(page, '数を変える')
  await page.getByText('数を変えました。').waitFor()
  assert.match(await page.locator('main').innerText(), /受付3 \/ 上限5、補欠0人/)

  for (const [days, button] of [
    [25, /下書きに残す/],
    [26, /3人に知らせる/],
  ] as const) {
    pass()
    await page.goto(`${own}/postpone`)
    await page.fill('#starts_at', inDays(days, '13:00'))
    await page.fill('#ends_at', inDays(days, '16:00'))
    await press(page, '次へ(確認)')
    assert.match(await page.locator('main').innerText(), /申込者3人に/)
    await page.fill('#reason', '講師の都合')
    await press(page, button)
    await page.waitForURL(/\/messages\/\d+$/)
  }
  const messages = await db
    .selectFrom('event_messages')
    .selectAll()
    .where('event_id', '=', event.id)
    .execute()
  assert.deepEqual(
    messages.map(({ state, recipients }) => [state, recipients]),
    [['queued', 3]],
  )
  const notices = await db
    .selectFrom('application_notices')
    .select('application_id')
    .where('message_id', '=', messages[0]?.id ?? 0)
    .execute()
  assert.equal(notices.length, 3)
  await context.close()
})
