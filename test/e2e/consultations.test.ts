import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { makeDay } from '../support/consultations.ts'
import { axeFaults, htmlFaults, overflows } from '../support/page-checks.ts'
import { carry, signInStaff } from '../support/people.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { newestMail } from '../support/registering.ts'

let program: TestProgram
let browser: Browser
before(async () => {
  program = await startProgram({ now: '2020-11-04T10:00:00+09:00' })
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await program.close()
})

const main = (page: Page) => page.locator('main').innerText()

async function wellFormed(page: Page): Promise<void> {
  const faults = [...(await htmlFaults(await page.content())), ...(await axeFaults(page))]
  if (await overflows(page)) faults.push('scrolls sideways')
  assert.deepEqual(faults, [], page.url())
}

async function fillIn(page: Page, email: string): Promise<void> {
  await page.selectOption('[name=topic]', 'labour')
  await page.fill('[name=question]', '在宅の日の労働時間はどう記録しますか。')
  await page.fill('[name=company]', '株式会社みなと設計試験室')
  await page.fill('[name=name]', '髙橋 﨑子')
  await page.fill('[name=email]', email)
}

for (const script of [false, true]) {
  const how = script ? 'with JavaScript' : 'without JavaScript'
  test(`a consultation is booked, moved, held and followed up, ${how}`, async () => {
    const { db } = program.gekkan.services
    const adviser = await signInStaff(program, 'adviser')
    const { eventId } = await makeDay(db, { staffIds: [adviser.id], advisers: 2, slots: 3 })
    const { slug } = await db
      .selectFrom('events')
      .select('slug')
      .where('id', '=', eventId)
      .executeTakeFirstOrThrow()
    const email = `sodan-${script}@minato-sekkei.example.jp`
    const context = await openVisitor(browser, { script, width: 360 })
    const page = await context.newPage()

    await page.goto(`${program.origin}/events/${slug}/consultation`)
    await page.locator('button[name=slot]').first().click()
    assert.match(await main(page), /10:05まで/)
    if (script) await wellFormed(page)
    await page.locator('main form button.button-primary').last().click()
    assert.match(await page.title(), /^エラー:/)
    await fillIn(page, email)
    await page.setInputFiles('[name=document]', {
      name: '規程の案.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 plan'),
    })
    await page.locator('main form button.button-primary').last().click()
    assert.match(page.url(), /\/receipt\//)
    if (script) await wellFormed(page)

    const { link } = await newestMail(program, 'consultations.held', email)
    await page.goto(link)
    if (script) await wellFormed(page)
    await page.locator('form[action$="/prove"] button').click()
    assert.match(await main(page), /予約が確定しています/)
    assert.match(await main(page), /規程の案\.pdf/)
    const options = page.locator('[name=slot] option')
    const later = await options.filter({ hasText: '相談員 1' }).last().getAttribute('value')
    await page.selectOption('[name=slot]', later as string)
    await page.locator('form[action$="/move"] button').click()
    assert.match(await main(page), /17:15〜17:45/)
    if (script) await wellFormed(page)

    await carry(context, program, adviser)
    await page.goto(`${program.origin}/staff/my-consultations`)
    await page.locator('main table a').last().click()
    await page.fill('[name=body]', '労働時間は自己申告。規程の案を見る')
    await page.locator('form[action$="/note"] button').click()
    await page.locator('[name=outcome][value=held]').check()
    await page.locator('form[action$="/outcome"] button').click()
    await page.fill('[name=date]', '2020年11月18日')
    await page.fill('[name=time]', script ? '15:00' : '14:00')
    await page.locator('form[action$="/follow-up"] button').click()
    assert.match(await main(page), /11月18日/)
    if (script) await wellFormed(page)
    await newestMail(program, 'consultations.confirmed', email)
    const numbers = await db
      .selectFrom('consultations as c')
      .innerJoin('applications as a', 'a.id', 'c.application_id')
      .select(['c.ordinal', 'c.outcome'])
      .where('a.email', '=', email)
      .orderBy('c.ordinal')
      .execute()
    assert.deepEqual(numbers, [
      { ordinal: 1, outcome: 'follow-up' },
      { ordinal: 2, outcome: 'open' },
    ])
    await context.close()
  })
}
