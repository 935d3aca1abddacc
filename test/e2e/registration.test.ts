import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { heading, openBrowser, openVisitor } from '../support/browser.ts'
import { axeFaults, htmlFaults } from '../support/page-checks.ts'
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
before(async () => {
  program = await startProgram()
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await program.close()
})

for (const script of [false, true]) {
  const how = script ? 'with JavaScript' : 'without JavaScript'

  test(`a company registers, confirms by mail and gets its number, ${how}`, async () => {
    const context = await openVisitor(browser, { script, width: 360 })
    const page = await context.newPage()
    const email = `company-${script}@minato-sekkei.example.jp`
    await fillRegistration(page, program.origin, { ...company, contactEmail: email })
    assert.match(await page.locator('main').innerText(), /毎週水曜日は全員が在宅で設計します/)
    if (script)
      assert.deepEqual(
        [...(await htmlFaults(await page.content())), ...(await axeFaults(page))],
        [],
      )
    await sendRegistration(page)
    if (script) assert.deepEqual(await axeFaults(page), [])
    assert.match(await page.locator('main').innerText(), new RegExp(email))
    const { link } = await newestMail(program, 'registration.confirm', email)
    await page.goto(link)
    await submit(page)
    const stored = await program.gekkan.services.db
      .selectFrom('activities')
      .select(['state', 'number'])
      .where('contact_email', '=', email)
      .executeTakeFirstOrThrow()
    assert.equal(stored.state, 'submitted')
    assert.ok(stored.number && stored.number > 592)
    await context.close()
  })
}

test('an individual registers under a handle', async () => {
  const context = await openVisitor(browser, { width: 360 })
  const page = await context.newPage()
  await page.goto(`${program.origin}/activities/new`)
  await page.locator('a[href*="as=individual"]').click()
  await page.fill('[name=name]', '@umi_to_shigoto')
  await page.selectOption('[name=prefecture]', '47')
  await submit(page)
  await page.locator('input[name=kinds][value=learn]').check()
  await page.fill('[name=title]', '海の見える部屋で働き方を学ぶ')
  await page.fill('[name=body]', 'オンラインの講座を月に四回受けます。')
  await page.locator('input[name=period][value=all-month]').check()
  await submit(page)
  await page.fill('[name=contactName]', '𠮷野 海')
  await page.fill('[name=contactEmail]', 'umi@shigoto.example.jp')
  await submit(page)
  await sendRegistration(page)
  assert.match(await page.locator('main').innerText(), /umi@shigoto\.example\.jp/)
  const stored = await program.gekkan.services.db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.id', 'activities.proposed_version_id')
    .select(['participant_kind', 'name'])
    .where('contact_email', '=', 'umi@shigoto.example.jp')
    .executeTakeFirstOrThrow()
  assert.deepEqual(stored, { participant_kind: 'individual', name: '@umi_to_shigoto' })
  await context.close()
})

test('a mistake stands beside its field and in the summary, and what was typed is kept', async () => {
  const context = await openVisitor(browser)
  const page = await context.newPage()
  await page.goto(`${program.origin}/activities/new/who?as=organisation`)
  await page.fill('[name=name]', '有限会社あやまり')
  await page.fill('[name=corporateNumber]', '1234567890123')
  await submit(page)
  assert.match(await page.title(), /^エラー:/)
  assert.equal(await page.inputValue('[name=name]'), '有限会社あやまり')
  const summary = page.locator('#error-summary')
  const words = await page.locator('#corporateNumber-error').innerText()
  assert.match(words, /法人番号/)
  assert.ok(
    (await summary.innerText()).includes(
      words
        .split(/[::]\s*/)
        .at(-1)!
        .trim(),
    ),
  )
  await summary.locator('a[href="#corporateNumber"]').click()
  assert.match(page.url(), /#corporateNumber$/)
  await context.close()
})

test('a picture chosen before a mistake is kept, and the way from the home page has its kind ticked', async () => {
  const context = await openVisitor(browser)
  const page = await context.newPage()
  await page.goto(program.origin)
  await page.locator('main a[href$="/activities/new?kind=learn"]').first().click()
  await page.locator('a[href*="as=individual"]').click()
  await page.fill('[name=name]', '@picture')
  await page.selectOption('[name=prefecture]', '13')
  await submit(page)
  assert.equal(await page.isChecked('input[name=kinds][value=learn]'), true)
  const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0a0' } })
    .png()
    .toBuffer()
  await page.setInputFiles('[name=image]', { name: 'desk.png', mimeType: 'image/png', buffer })
  await page.fill('[name=imageAlt]', '緑の机')
  await submit(page)
  assert.match(await page.title(), /^エラー:/)
  assert.equal(await page.locator('.picture-kept img').count(), 1)
  await page.fill('[name=title]', '机を写しました')
  await page.fill('[name=body]', '写真は選び直していません。')
  await page.locator('input[name=period][value=all-month]').check()
  await submit(page)
  const { image_id: picture, image_alt: alt } = await program.gekkan.services.db
    .selectFrom('activity_versions')
    .select(['image_id', 'image_alt'])
    .where('title', '=', '机を写しました')
    .executeTakeFirstOrThrow()
  assert.ok(picture)
  assert.equal(alt, '緑の机')
  await context.close()
})

test('the first page says in English what the form is for', async () => {
  const context = await openVisitor(browser)
  const page = await context.newPage()
  await page.goto(`${program.origin}/en/activities/new`)
  assert.equal(await heading(page), 'Register an activity')
  assert.equal(await page.getAttribute('html', 'lang'), 'en')
  await context.close()
})

test('a description without its picture asks for the picture again, beside the picture', async () => {
  const context = await openVisitor(browser, { width: 360 })
  const page = await context.newPage()
  await page.goto(`${program.origin}/activities/new/who?as=individual`)
  await page.fill('[name=name]', '@described')
  await page.selectOption('[name=prefecture]', '13')
  await submit(page)
  await page.fill('[name=imageAlt]', '緑の机')
  await submit(page)
  assert.match(await page.locator('#image-error').innerText(), /もう一度選んでください/)
  assert.equal(await page.inputValue('[name=imageAlt]'), '緑の机')
  await context.close()
})

test('every step has its heading, and says what is required before the form asks', async () => {
  const context = await openVisitor(browser, { width: 360 })
  const page = await context.newPage()
  await page.goto(`${program.origin}/activities/new`)
  const needs = await page.locator('main ul').first().locator('li').allInnerTexts()
  assert.ok(needs.length > 0)
  for (const need of needs) assert.match(need, /必須|任意/)
  const seen: string[] = []
  const look = async () => {
    assert.equal(await page.locator('h1').count(), 1)
    seen.push(await heading(page))
    const note = page
      .locator('form[method=post]', { hasText: /./ })
      .locator('xpath=preceding::p[1]')
    assert.match(await note.innerText(), /「任意」と書かれていない項目/)
  }
  await page.locator('a[href*="as=individual"]').click()
  await look()
  await page.fill('[name=name]', '@headings')
  await page.selectOption('[name=prefecture]', '13')
  await submit(page)
  await look()
  await page.locator('input[name=kinds][value=try]').check()
  await page.fill('[name=title]', '見出しを数える')
  await page.fill('[name=body]', '各手順に見出しがあります。')
  await page.locator('input[name=period][value=all-month]').check()
  await submit(page)
  await look()
  assert.deepEqual(seen, ['どなたの活動ですか', 'どのような活動ですか', '事務局からの連絡先'])
  await context.close()
})
