import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { heading, openBrowser, openVisitor } from '../support/browser.ts'
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
before(async () => {
  program = await startProgram()
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await program.close()
})

const email = 'story@minato-sekkei.example.jp'
const first = '図面の日は全員が在宅です'
const better = '図面の日は全員が在宅で設計します'
const changed = '図面の日は全員が在宅で設計し、夕方に集まります'

const words = async (page: Page) => page.locator('main').innerText()
/** People take their time; a form that comes back within a second is one more thing to look at. */
const later = (minutes: number) =>
  program.clock.set(program.clock.now().add({ minutes }).toString())

async function window(): Promise<Page> {
  return (await openVisitor(browser, { script: false })).newPage()
}

/** The owner asks for a link by number and address, and follows it from the mail. */
async function comeBack(page: Page, number: string): Promise<void> {
  await page.goto(`${program.origin}/mine`)
  await page.fill('[name=number]', number)
  await page.fill('[name=email]', email)
  await submit(page)
  await page.locator('[name=code]').waitFor()
  const { link } = await newestMail(program, 'ownership.manage', email)
  await page.goto(link)
  await submit(page)
  await page.waitForURL(/\/mine\/activity$/)
}

/** The owner gives the activity another title. */
async function retitle(page: Page, title: string): Promise<void> {
  await page.locator('a[href="/mine/edit/what"]').click()
  await page.fill('[name=title]', title)
  await submit(page)
  await page.waitForURL(/\/mine\/activity$/)
}

async function publishFrom(page: Page, id: number): Promise<void> {
  await page.goto(`${program.origin}/staff/activities/${id}`)
  for (const box of await page.locator('input[name=checklist]').all()) await box.check()
  await pressAndGo(page, 'form[action$="/publish"] button')
}

/** Presses a form's button and waits until the form is gone: what it did is done. */
async function pressAndGo(page: Page, button: string): Promise<void> {
  await page.locator(button).click()
  await page.locator(button).waitFor({ state: 'detached' })
}

test('the whole story, without JavaScript: from the first page to the withdrawal', async () => {
  const owner = await window()
  const reader = await window()
  const officer = await window()
  await carry(officer.context(), program, await signInStaff(program, 'officer'))

  // registered and confirmed by mail
  await fillRegistration(owner, program.origin, { ...company, title: first, contactEmail: email })
  later(5)
  await sendRegistration(owner)
  await owner.waitForURL(/\/sent$/)
  await owner.goto((await newestMail(program, 'registration.confirm', email)).link)
  await submit(owner)
  await owner.waitForURL(/\/mine\/activity$/)
  const { id, number: dealt } = await program.gekkan.services.db
    .selectFrom('activities')
    .select(['id', 'number'])
    .where('contact_email', '=', email)
    .executeTakeFirstOrThrow()
  const number = `2020-${String(dealt).padStart(4, '0')}`
  assert.match(await words(owner), new RegExp(number))
  const own = `${program.origin}/activities/${number}`
  assert.equal((await reader.goto(own))?.status(), 404)

  // returned by an officer, with a reason in words
  await officer.goto(`${program.origin}/staff/activities?q=${encodeURIComponent(first)}`)
  await officer.getByRole('link', { name: first }).first().click()
  await officer.locator('a[href$="/return"]').click()
  await officer.selectOption('[name=reason]', 'unclear-body')
  await officer.locator('form[method=get] button').last().click()
  const reason = await officer.inputValue('[name=text]')
  await officer.fill('[name=text]', `${reason}\n題名も、分かりやすくしてください。`)
  await pressAndGo(officer, 'form[action$="/return"][method=post] button.button-primary')
  const returned = await newestMail(program, 'moderation.returned', email)
  assert.match(returned.text, /題名も、分かりやすくしてください。/)

  // the owner comes back by a link, mends it and sends it again
  later(20)
  await comeBack(owner, number)
  assert.match(await words(owner), /題名も、分かりやすくしてください。/)
  await retitle(owner, better)
  await pressAndGo(owner, 'form[action$="/mine/resubmission"] button')

  // approved, and found by searching for a part of a word
  await publishFrom(officer, id)
  assert.match((await newestMail(program, 'moderation.published', email)).text, new RegExp(number))
  await reader.goto(`${program.origin}/activities`)
  await reader.fill('input[name=q]', '全員が在宅で設計')
  await reader.locator('form[role=search] button, search button').first().click()
  await reader.getByRole('link', { name: better }).click()
  assert.equal(await heading(reader), better)

  // changed: the old text stays public until somebody has seen the difference
  later(20)
  await comeBack(owner, number)
  await retitle(owner, changed)
  await reader.goto(own)
  assert.equal(await heading(reader), better)
  await officer.goto(`${program.origin}/staff/activities/${id}`)
  assert.match(await officer.locator('ins').first().innerText(), /夕方に集まり/)
  await publishFrom(officer, id)
  await reader.goto(own)
  assert.equal(await heading(reader), changed)

  // certificate
  const certificate = await reader.request.get(`${own}/certificate.pdf`)
  assert.equal(certificate.headers()['content-type'], 'application/pdf')
  assert.equal((await certificate.body()).subarray(0, 5).toString(), '%PDF-')

  // withdrawn: gone everywhere, at once
  await owner.goto(`${program.origin}/mine/activity`)
  await owner.locator('a[href="/mine/withdrawal"]').click()
  await pressAndGo(owner, 'form[action$="/mine/withdrawal"] button.button-danger')
  assert.equal((await reader.goto(own))?.status(), 404)
  for (const path of [
    '/',
    '/activities',
    '/activities?q=設計し、夕方',
    '/activities.atom',
    '/activities.json',
    '/sitemap.xml',
  ]) {
    const text = await (await reader.request.get(program.origin + path)).text()
    assert.ok(!text.includes(changed) && !text.includes(number), path)
  }
  assert.equal((await reader.request.get(`${own}/certificate.pdf`)).status(), 404)
  for (const page of [owner, reader, officer]) await page.context().close()
})

/** Goes on with Tab until the field, box or button is reached; nothing is clicked. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (
      await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
    ) {
      const style = await page.evaluate(() => {
        const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement as Element)
        return { outlineStyle, boxShadow }
      })
      assert.ok(
        style.outlineStyle !== 'none' || style.boxShadow !== 'none',
        `${selector} has no focus`,
      )
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${selector} on ${page.url()}`)
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.type(text)
}

async function press(page: Page, selector: string, key: 'Enter' | 'Space'): Promise<void> {
  await tabTo(page, selector)
  await Promise.all([
    page.keyboard.press(key),
    key === 'Enter' ? page.waitForEvent('load') : Promise.resolve(),
  ])
}

/** Chooses in a list as the keyboard does: by typing the beginning of the entry. */
async function choose(page: Page, selector: string, value: string): Promise<void> {
  await tabTo(page, selector)
  for (let steps = 0; steps < 60; steps += 1) {
    if ((await page.inputValue(selector)) === value) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`${value} cannot be reached in ${selector}`)
}

test('a company registers with the keyboard alone: Tab, Enter, Space and arrows', async () => {
  const page = await (await openVisitor(browser, { script: true })).newPage()
  const contactEmail = 'keyboard@minato-sekkei.example.jp'
  await page.goto(`${program.origin}/activities/new`)
  await press(page, 'a[href*="as=organisation"]', 'Enter')
  await tabTo(page, '[name=participantKind]')
  await page.keyboard.press('Space')
  await type(page, '[name=name]', company.name)
  await type(page, '[name=reading]', company.reading)
  await choose(page, '[name=industry]', company.industry)
  await choose(page, '[name=size]', company.size)
  await choose(page, '[name=prefecture]', company.prefecture)
  await press(page, 'button.button-primary', 'Enter')
  await press(page, '[name=kinds][value=try]', 'Space')
  await type(page, '[name=title]', company.title)
  await type(page, '[name=body]', company.body)
  await tabTo(page, '[name=period]')
  await page.keyboard.press('Space')
  await press(page, 'button.button-primary', 'Enter')
  await type(page, '[name=contactName]', company.contactName)
  await type(page, '[name=contactEmail]', contactEmail)
  await press(page, 'button.button-primary', 'Enter')
  await press(page, '[name=terms]', 'Space')
  await press(page, 'button[value=send]', 'Enter')
  await page.waitForURL(/\/sent$/)
  assert.match(await words(page), new RegExp(contactEmail))
  await page.goto((await newestMail(program, 'registration.confirm', contactEmail)).link)
  await press(page, 'main form button', 'Enter')
  await page.waitForURL(/\/mine\/activity$/)
  await page.context().close()
})
