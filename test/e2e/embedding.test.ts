import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { transformSync } from 'esbuild'
import type { Browser } from 'playwright-core'
import { root } from '../../src/lib/root.ts'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { startProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
let browser: Browser
let other: Server
let foreign: string
let body = ''
before(async () => {
  program = await startProgram()
  browser = await openBrowser()
  other = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="ja"><title>架空の商工会</title><main>${body}</main>`)
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  foreign = `http://127.0.0.1:${(other.address() as { port: number }).port}/`
})
after(async () => {
  other.close()
  other.closeAllConnections()
  await browser.close()
  await program.close()
})

/** The codes that the page for embedding hands out. */
async function codes(query: string): Promise<{ live: string; plain: string }> {
  const context = await openVisitor(browser, { script: false, width: 360 })
  const page = await context.newPage()
  await page.goto(`${program.origin}/events/embed${query}`)
  const live = await page.getByLabel('自動で更新される一覧').inputValue()
  const plain = await page.getByLabel('リンクだけの一覧').inputValue()
  await context.close()
  return { live, plain }
}

test('the copied element shows the chosen events on a page of another site, without cookies', async () => {
  const { live } = await codes('?kind=seminar&month=2020-11')
  body = live
  const context = await openVisitor(browser, { script: true, width: 360 })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(foreign)
  const links = page.locator('gekkan-events').getByRole('link')
  await links.filter({ hasText: 'テレワーク・セミナーin名古屋' }).waitFor()
  assert.equal(await links.count(), 3)
  assert.match(await page.locator('gekkan-events li').last().innerText(), /残り\d+席/)
  assert.deepEqual(await context.cookies(), [])
  assert.deepEqual(errors, [])
  await links.filter({ hasText: '名古屋' }).click()
  assert.equal(page.url(), `${program.origin}/events/seminar-nagoya`)
  await context.close()
})

test('a press copies the code, and says so', async () => {
  const context = await openVisitor(browser, { script: true, width: 360 })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  await page.goto(`${program.origin}/events/embed?organiser=forum`)
  await page.getByRole('button', { name: 'コピーする' }).first().click()
  await page.getByText('コピーしました').first().waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  assert.match(copied, /<gekkan-events lang="ja" organiser="forum">/)
  await context.close()
})

test('where scripts do not run, or the site is away, the link inside is shown', async () => {
  const { live } = await codes('?kind=ceremony')
  body = live
  for (const script of [false, true]) {
    const context = await openVisitor(browser, { script, width: 360 })
    const page = await context.newPage()
    if (script) await page.route('**/events.json*', (route) => route.abort())
    await page.goto(foreign)
    const link = page.getByRole('link')
    assert.equal(await link.getAttribute('href'), `${program.origin}/events?kind=ceremony`)
    assert.ok(await link.isVisible())
    await context.close()
  }
})

test('the plain list needs nothing and leads to the pages of the events', async () => {
  const { plain } = await codes('?kind=ceremony')
  body = plain
  const context = await openVisitor(browser, { script: false, width: 360 })
  const page = await context.newPage()
  await page.goto(foreign)
  const link = page.getByRole('link', { name: /『働く、が変わる』テレワークイベント/ })
  await link.click()
  assert.equal(page.url(), `${program.origin}/events/ceremony`)
  await context.close()
})

test('the element weighs at most 5 kB', () => {
  const source = readFileSync(join(root, 'src/browser/embed-events.ts'), 'utf8')
  const { code } = transformSync(source, { loader: 'ts', minify: true })
  assert.ok(Buffer.byteLength(code) <= 5_000, `${Buffer.byteLength(code)} bytes`)
})
