import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
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

/** A telephone without JavaScript on a page, looked at and closed. */
async function onPhone(path: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await openVisitor(browser, { width: 360 })
  const page = await context.newPage()
  await page.goto(program.origin + path)
  await look(page)
  await context.close()
}

const topOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.getBoundingClientRect().top)

test('on a telephone a search ends at its results, and a link leads there past the filters', async () => {
  await onPhone('/activities', async (page) => {
    await page.fill('[name=q]', '在宅')
    await page.locator('[role=search] button').click()
    assert.match(page.url(), /\?q=.+#results$/)
    assert.ok((await topOf(page, '.result-count')) < 200)
    const focused = await page.evaluate(() => document.activeElement?.id)
    assert.equal(focused, 'results')
    await page.goto(`${program.origin}/activities`)
    await page.locator('a.to-results').click()
    assert.ok((await topOf(page, '.result-count')) < 200)
  })
})

test('Tokyo in the reader’s language leads to the activities of 東京都, other words kept', async () => {
  for (const [path, word] of [
    ['/en', 'Tokyo'],
    ['/zh-hans', '东京'],
    ['/ko', '도쿄'],
  ] as const)
    await onPhone(`${path}/activities?q=${encodeURIComponent(word)}`, async (page) => {
      await page.locator('#results .notice-line a').click()
      assert.match(page.url(), /\?prefecture=13$/)
      assert.ok((await page.locator('#results article').count()) > 10, word)
      assert.equal(await page.locator('main .language-note').count(), 1)
      assert.ok((await page.locator('#results [lang=ja]').count()) > 10)
    })
  await onPhone('/activities?q=%E5%9C%A8%E5%AE%85+Tokyo', async (page) => {
    await page.locator('#results .notice-line a').click()
    assert.equal(await page.inputValue('[name=q]'), '在宅')
  })
})

test('an entry says once in another language that it stands in Japanese, and never in Japanese', async () => {
  const published = await program.gekkan.services.db
    .selectFrom('activities')
    .select('number')
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow()
  const path = `/activities/2020-${String(published.number).padStart(4, '0')}`
  await onPhone(`/en${path}`, async (page) => {
    assert.equal(await page.locator('main .language-note').count(), 1)
  })
  await onPhone(path, async (page) => {
    assert.equal(await page.locator('main .language-note').count(), 0)
    const position = await page
      .locator('.side-panel-bar')
      .evaluate((bar) => getComputedStyle(bar).position)
    assert.equal(position, 'static', 'the bar waits below the text instead of covering it')
  })
})

test('every event of the home page leads to its own page', async () => {
  await onPhone('/', async (page) => {
    const rows = page.locator('.event .entry-title')
    assert.ok((await rows.count()) > 3)
    assert.equal(await rows.locator('a').count(), await rows.count())
    const title = await rows.first().innerText()
    await rows.locator('a').first().click()
    assert.equal(await page.locator('h1').innerText(), title)
  })
})
