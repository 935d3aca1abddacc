import type { Page } from 'playwright-core'
import type { TestProgram } from './program.ts'

/** What a company types into the form; tests change single answers. */
export const company = {
  kind: 'company',
  name: '株式会社みなと設計試験室',
  reading: 'みなとせっけいしけんしつ',
  industry: 'construction',
  size: '30-99',
  prefecture: '13',
  kinds: ['try'],
  title: '毎週水曜日は全員が在宅で設計します',
  body: '図面を共有する仕組みを整え、毎週水曜日は設計室の全員が自宅で働きます。',
  contactName: '髙橋 﨑子',
  contactEmail: 'telework@minato-sekkei.example.jp',
}
export type Company = typeof company

/** Fills the three steps as a person would, up to the page that shows everything. */
export async function fillRegistration(
  page: Page,
  origin: string,
  answers: Company = company,
): Promise<void> {
  await page.goto(`${origin}/activities/new`)
  await page.locator('a[href*="as=organisation"]').click()
  await page.locator(`input[name=participantKind][value=${answers.kind}]`).check()
  await page.fill('[name=name]', answers.name)
  await page.fill('[name=reading]', answers.reading)
  await page.selectOption('[name=industry]', answers.industry)
  await page.selectOption('[name=size]', answers.size)
  await page.selectOption('[name=prefecture]', answers.prefecture)
  await submit(page)
  for (const kind of answers.kinds) await page.locator(`input[name=kinds][value=${kind}]`).check()
  await page.fill('[name=title]', answers.title)
  await page.fill('[name=body]', answers.body)
  await page.locator('input[name=period][value=all-month]').check()
  await submit(page)
  await page.fill('[name=contactName]', answers.contactName)
  await page.fill('[name=contactEmail]', answers.contactEmail)
  await submit(page)
}

/** Accepts the terms on the last page and sends. */
export async function sendRegistration(page: Page): Promise<void> {
  await page.locator('input[name=terms]').check()
  await page.locator('button[value=send]').click()
}

/** Presses the main button of the page's form. */
export async function submit(page: Page): Promise<void> {
  await page.locator('main form button.button-primary').last().click()
}

/** The newest mail of a kind to an address, from the outbox, and the first link in it. */
export async function newestMail(
  program: TestProgram,
  kind: string,
  to: string,
): Promise<{ text: string; link: string }> {
  const mail = await program.gekkan.services.db
    .selectFrom('mails')
    .select(['text'])
    .where('kind', '=', kind)
    .where('to_address', '=', to)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0] ?? ''
  return { text: mail.text, link }
}
