import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { sweepPools } from '../../src/features/applications/sweeping.ts'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { makePool } from '../support/pools.ts'
import { startProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
let browser: Browser
before(async () => {
  program = await startProgram({ now: '2020-10-20T10:00:00+09:00' })
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await program.close()
})

const main = (page: Page) => page.locator('main').innerText()

async function seminar(accepted: number): Promise<string> {
  const { db } = program.gekkan.services
  const pool = await makePool(db, { accepted })
  const { slug } = await db
    .selectFrom('events')
    .innerJoin('pools', 'pools.event_id', 'events.id')
    .select('events.slug')
    .where('pools.id', '=', pool)
    .executeTakeFirstOrThrow()
  return `${program.origin}/events/${slug}/apply`
}

async function fill(page: Page, form: string, email: string): Promise<void> {
  await page.goto(form)
  await page.getByLabel('お名前').fill('試験 太郎')
  await page.getByLabel('メールアドレス').fill(email)
  await page.getByLabel('同意します').check()
  await page.locator('main form button').click()
}

/** The link in the newest mail to somebody whose kind is this; mails are written a moment later. */
async function linkIn(email: string, kind: string): Promise<string> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const mail = await program.gekkan.services.db
      .selectFrom('mails')
      .select('text')
      .where('to_address', '=', email)
      .where('kind', '=', `applications.${kind}`)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    const link = /https?:\S+\/my\/\S+/.exec(mail?.text ?? '')?.[0]
    if (link) return link
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no mail "${kind}" to ${email}`)
}

test('without JavaScript: apply, prove, wait, cancel, promotion and its mail', async () => {
  const context = await openVisitor(browser, { width: 360 })
  const page = await context.newPage()
  const form = await seminar(1)
  await fill(page, form, 'first@example.jp')
  assert.match(await main(page), /受付番号\s+SEMI-0001/)
  const receipt = page.url()
  await page.reload()
  assert.equal(page.url(), receipt)

  await page.goto(await linkIn('first@example.jp', 'held'))
  await page.getByRole('button', { name: 'メールアドレスを確認する' }).click()
  assert.match(await main(page), /13:00〜16:00に参加できます/)
  const first = page.url()
  await linkIn('first@example.jp', 'confirmed')

  await page.goto(form)
  assert.match(await main(page), /いま満席です/)
  await fill(page, form, 'second@example.jp')
  assert.match(await main(page), /補欠番号\s+W-1/)
  await page.goto(await linkIn('second@example.jp', 'waiting'))
  await page.getByRole('button', { name: 'メールアドレスを確認する' }).click()
  assert.match(await main(page), /補欠の1番目です/)

  await page.goto(first)
  await page.getByRole('link', { name: '申し込みを取り消す' }).click()
  await page.getByRole('button', { name: '取り消す' }).click()
  assert.match(await main(page), /取り消されました/)
  await page.goto(await linkIn('second@example.jp', 'promoted'))
  assert.match(await main(page), /参加できます/)
  await context.close()
})

test('without JavaScript: an offer near the date, an expired hold', async () => {
  const context = await openVisitor(browser, { width: 1280 })
  const page = await context.newPage()
  const { services } = program.gekkan
  const form = await seminar(1)
  await fill(page, form, 'slow@example.jp')
  await fill(page, form, 'heir@example.jp')
  await page.goto(await linkIn('heir@example.jp', 'waiting'))
  await page.getByRole('button', { name: 'メールアドレスを確認する' }).click()
  // nobody proved within a day: the place is given on, to who is next
  program.clock.set('2020-10-21T10:00:00+09:00')
  await sweepPools(services)
  await page.goto(await linkIn('slow@example.jp', 'expired'))
  assert.match(await main(page), /次の方に回りました/)
  const heir = await linkIn('heir@example.jp', 'promoted')
  await fill(page, form, 'third@example.jp')
  await page.goto(await linkIn('third@example.jp', 'waiting'))
  await page.getByRole('button', { name: 'メールアドレスを確認する' }).click()

  program.clock.set('2020-11-03T20:00:00+09:00')
  await page.goto(heir)
  await page.getByRole('button', { name: '参加できません' }).click()
  assert.match(await main(page), /取り消されました/)
  await page.goto(await linkIn('third@example.jp', 'offered'))
  assert.match(await main(page), /11月4日\(水\) 08:00までに/)
  await page.getByRole('button', { name: '参加します' }).click()
  assert.match(await main(page), /参加できます/)
  await context.close()
})
