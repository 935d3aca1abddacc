import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { addMaterial, atMinute, attend, makeDay } from '../support/the-day.ts'

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
const services = () => program.gekkan.services
const slides = Buffer.from('%PDF-1.7 slides')

/** A seminar on YouTube with its slides, and the personal page of somebody who comes. */
async function someone(name: string): Promise<{ id: number; path: string }> {
  program.clock.set('2020-10-20T10:00:00+09:00')
  const day = await makeDay(services(), {
    join_kind: 'embed',
    join_url: 'https://www.youtube.com/watch?v=aB3_-xyz123',
  })
  await addMaterial(services(), day.id, { name: '資料.pdf', bytes: slides })
  return { id: day.id, path: (await attend(services(), day.pool, name)).path }
}

/** The recording is ready the day after. */
async function record(eventId: number): Promise<void> {
  await services()
    .db.updateTable('events')
    .set({ archive_for: 'applicants', archive_url: 'https://vimeo.com/12345' })
    .where('id', '=', eventId)
    .execute()
}

/** Stands in for the players, and notes who was asked and what the browser complained of. */
async function watchOver(context: BrowserContext) {
  const asked: string[] = []
  const complaints: string[] = []
  await context.route(/youtube|vimeo/, (route) => {
    asked.push(`${route.request().url()} from ${route.request().headers()['referer']}`)
    return route.fulfill({ contentType: 'text/html', body: '<p>the player</p>' })
  })
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { asked, complaints }
}

test('without JavaScript: join, wait, watch, press, the end, the recording, the slides', async () => {
  const { id, path } = await someone('plain')
  const context = await openVisitor(browser, { width: 360 })
  const { asked, complaints } = await watchOver(context)
  const page = await context.newPage()
  program.clock.set(atMinute(-59))
  await page.goto(program.origin + path)
  await page.getByRole('link', { name: '参加ページを開く' }).click()
  assert.match(await main(page), /開始まで\s+59分/)
  program.clock.set(atMinute(-20))
  await page.reload()
  await page.getByRole('link', { name: '再読み込みする' }).click()
  assert.match(await main(page), /待合室です/)

  program.clock.set(atMinute(1))
  await page.reload()
  assert.match(await main(page), /開催中です[^]*IPアドレスなどの情報がその事業者に送られます/)
  assert.deepEqual(asked, [])
  await page.getByRole('link', { name: '動画を読み込む' }).click()
  assert.equal(await page.frameLocator('iframe').locator('p').innerText(), 'the player')
  const press = () => page.getByRole('button', { name: '参加しています' }).click()
  await press()
  program.clock.set(atMinute(26))
  await press()
  assert.match(await main(page), /これまでに記録した時間: 25分/)

  program.clock.set(atMinute(240))
  await page.reload()
  assert.match(await main(page), /録画の公開はありません[^]*25分/)
  await record(id)
  await page.goto(program.origin + path)
  await page.getByRole('link', { name: '録画を見る' }).click()
  await page.getByRole('link', { name: '動画を読み込む' }).click()
  assert.equal(await page.frameLocator('iframe').locator('p').innerText(), 'the player')
  assert.deepEqual(asked, [
    `https://www.youtube-nocookie.com/embed/aB3_-xyz123 from ${program.origin}/`,
    `https://player.vimeo.com/video/12345?dnt=1 from ${program.origin}/`,
  ])
  await page.getByRole('link', { name: '資料の一覧を見る' }).click()
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: '講演の資料' }).click()
  assert.equal((await file).suggestedFilename(), '資料.pdf')
  assert.deepEqual(complaints, [])
  await context.close()
})

test('with JavaScript: the page goes on by itself, counts by itself, and two at once are enough', async () => {
  const { path } = await someone('script')
  const context = await openVisitor(browser, { script: true })
  const { complaints } = await watchOver(context)
  const join = `${program.origin}${path}/join`
  const open = async () => {
    const page = await context.newPage()
    await page.clock.install()
    await page.goto(join)
    return page
  }
  /** Lets the pages' time pass in small steps, until something has come of it. */
  const until = async (met: () => Promise<boolean>, ...pages: Page[]) => {
    // the answers come over a real socket, however busy the machine is
    for (const limit = performance.now() + 60_000; performance.now() < limit;) {
      for (const page of pages) await page.clock.runFor(4000)
      if (await met()) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    assert.fail('nothing has come of it')
  }
  const says = (page: Page, text: string) => () => page.getByText(text).isVisible()
  const counted = (minute: number) => async () => {
    const rows = await services().db.selectFrom('presence_spans').select('seen_at').execute()
    return rows.some(({ seen_at }) => seen_at.toString() === atMinute(minute))
  }
  program.clock.set(atMinute(-1))
  const page = await open()
  await page.getByText('記録しています。').waitFor()
  assert.equal(await page.getByRole('button', { name: '参加しています' }).isVisible(), false)
  // the page's own seconds go on as well, more of them on a busy machine
  const left = async () =>
    Number(
      /0:0(\d):(\d\d)/
        .exec(await main(page))
        ?.slice(1)
        .join(''),
    )
  const before = await left()
  assert.ok(before <= 100 && before > 20, String(before))
  await page.clock.runFor(10_000)
  assert.ok((await left()) <= Math.min(before, 60) - 10)
  program.clock.set(atMinute(0))
  await until(says(page, '開催中です'), page)

  await page.getByText('記録しています。').waitFor()
  for (let minute = 0.5; minute <= 3; minute += 0.5) {
    program.clock.set(atMinute(minute))
    await until(counted(minute), page)
  }
  await page.reload()
  assert.match(await main(page), /これまでに記録した時間: 3分/)
  const second = await open()
  await second.getByText('記録しています。').waitFor()
  program.clock.set(atMinute(3.5))
  const third = await open()
  await third.getByText('記録しています。').waitFor()
  await until(says(page, 'ほかの画面で開かれたため'), page)
  await second.close()
  await third.close()
  program.clock.set(atMinute(6))
  await page.getByRole('link', { name: 'この画面で続ける' }).click()
  await page.getByText('記録しています。').waitFor()

  await context.setOffline(true)
  await until(says(page, 'いま記録できていません'), page)
  assert.ok(await page.getByRole('button', { name: '参加しています' }).isVisible())
  await context.setOffline(false)
  program.clock.set(atMinute(211))
  await until(says(page, 'この回の記録は終わりました'), page)
  await page.reload()
  assert.match(await main(page), /終了しました/)
  assert.deepEqual(
    complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text)),
    [],
  )
  await context.close()
})
