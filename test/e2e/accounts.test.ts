import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { systemClock } from '../../src/clock.ts'
import { codeAt } from '../../src/features/accounts/authenticator.ts'
import { heading, openBrowser, openVisitor } from '../support/browser.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { goodPassword } from '../support/staff-desk.ts'

let program: TestProgram
let browser: Browser

before(async () => {
  ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
})
after(async () => {
  await browser?.close()
  await program?.close()
})

/** Plugs an authenticator into a page: one that knows its owner by finger, and keeps passkeys. */
async function plugIn(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function windowOf(script: boolean): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openVisitor(browser, { script })
  return { context, page: await context.newPage() }
}

/** The secret that an authenticator app would be given. */
async function secretOn(page: Page): Promise<Buffer> {
  const text = (await page.locator('code').first().innerText()).replaceAll(' ', '')
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

test('a newcomer enters the demo with one click, without JavaScript, looks around and leaves', async () => {
  const { context, page } = await windowOf(false)
  await page.goto(`${program.origin}/staff/accounts`)
  assert.equal(await heading(page), '事務局サインイン')
  assert.equal(await page.getByRole('button', { name: 'パスキーでサインイン' }).isVisible(), false)
  await page.getByRole('button', { name: 'デモの事務局担当者として入る' }).click()
  assert.equal(new URL(page.url()).pathname, '/staff/accounts')
  assert.equal(await heading(page), '担当者')
  await page.goto(`${program.origin}/staff/view-as`)
  await page.getByLabel('日付').fill('2020-12-01')
  await page.getByRole('button', { name: 'この日時で表示する' }).click()
  await page.goto(`${program.origin}/staff/mail`)
  assert.match(
    await page.locator('.staff-banner').innerText(),
    /2020年12月1日\(火\)の時点で表示しています/,
  )
  await page.goto(`${program.origin}/staff/account`)
  await page.getByRole('button', { name: 'サインアウト' }).first().click()
  assert.match(await page.locator('main').innerText(), /サインアウトしました/)
  await page.goto(`${program.origin}/staff/account`)
  assert.equal(await heading(page), '事務局サインイン')
  await context.close()
})

test('a person invited by mail sets up password and app without JavaScript, and signs in', async () => {
  const boss = await windowOf(false)
  await boss.page.goto(`${program.origin}/staff/accounts/invite`)
  await boss.page.getByRole('button', { name: 'デモの事務局担当者として入る' }).click()
  await boss.page.getByLabel('氏名').fill('三輪 ひろし(架空)')
  await boss.page.getByLabel('メールアドレス').fill('miwa@example.jp')
  await boss.page.getByRole('button', { name: '招待メールを送る' }).click()
  assert.equal(await heading(boss.page), '三輪 ひろし(架空)')

  const guest = await windowOf(false)
  await guest.page.goto(`${program.origin}/demo/mails`)
  await guest.page.getByRole('link', { name: /事務局アカウントへの招待/ }).click()
  await guest.page.locator('a[href*="/staff/join/"]').click()
  assert.equal(await heading(guest.page), 'アカウントを作る')
  const secret = await secretOn(guest.page)
  await guest.page.getByLabel('新しいパスワード').fill(goodPassword)
  await guest.page.getByLabel('表示された6桁の数字').fill(codeAt(secret, systemClock.now()))
  await guest.page.getByRole('button', { name: 'アカウントを作る' }).click()
  assert.equal(await heading(guest.page), '回復コード')
  const code = await guest.page.locator('ol code').first().innerText()
  await guest.page.getByRole('button', { name: '保管しました' }).click()
  assert.equal(await heading(guest.page), '自分のアカウント')

  await guest.context.clearCookies()
  await guest.page.goto(`${program.origin}/staff/account`)
  await guest.page.getByLabel('メールアドレス').fill('miwa@example.jp')
  await guest.page.getByRole('textbox', { name: 'パスワード' }).fill(goodPassword)
  await guest.page.getByRole('textbox', { name: '確認コード' }).fill(code)
  await guest.page.getByRole('button', { name: 'サインイン', exact: true }).click()
  assert.equal(await heading(guest.page), '自分のアカウント')
  assert.match(await guest.page.locator('main').innerText(), /残りは9個/)
  await boss.context.close()
  await guest.context.close()
})

test('a passkey is made, signs in, cannot be replayed, confirms, is renamed and removed', async () => {
  const { context, page } = await windowOf(true)
  await plugIn(page)
  await page.goto(`${program.origin}/staff/account`)
  await page.getByRole('button', { name: 'デモの事務局担当者として入る' }).click()
  await page.getByLabel('パスキーの名前').fill('試験の鍵')
  await page.getByRole('button', { name: 'パスキーを追加する' }).click()
  await page.getByText('パスキー「試験の鍵」を追加しました').waitFor()
  await page.getByRole('button', { name: 'サインアウト' }).first().click()

  await page.getByRole('button', { name: 'パスキーでサインイン' }).waitFor()
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('/staff/sign-in/passkey')),
    page.getByRole('button', { name: 'パスキーでサインイン' }).click(),
  ])
  await page.waitForURL(/\/staff$/)
  const cookie = (await sent.allHeaders())['cookie'] ?? ''
  const replay = await fetch(sent.url(), {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      cookie,
    },
    body: sent.postData() ?? '',
  })
  assert.match(cookie, /gekkan-challenge=/)
  assert.equal(replay.status, 422)

  program.clock.set(program.clock.now().add({ minutes: 11 }).toString())
  await page.goto(`${program.origin}/staff/account`)
  await page.getByRole('button', { name: 'パスキーを追加する' }).click()
  await page.waitForURL(/\/staff\/account\/confirm/)
  await page.getByRole('button', { name: 'パスキーで確認する' }).click()
  await page.waitForURL(/\/staff\/account$/)
  await page.locator('summary', { hasText: '試験の鍵' }).click()
  await page.locator('details input[name=name]').fill('別の名前')
  await page.getByRole('button', { name: '名前を変える' }).click()
  await page.getByText('パスキーの名前を「別の名前」に変えました').waitFor()
  await page.getByRole('button', { name: /削除する/ }).click()
  await page.getByText('パスキーはまだありません').waitFor()
  await context.close()
})

test('a passkey that is unknown here is refused in words', async () => {
  const { context, page } = await windowOf(true)
  await plugIn(page)
  await page.goto(`${program.origin}/staff/sign-in`)
  await page.getByRole('button', { name: 'パスキーでサインイン' }).click()
  await page.getByText('パスキーを使えませんでした').waitFor()
  await context.close()
})
