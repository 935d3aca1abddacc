import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { runChanges } from '../../src/features/applications/running.ts'
import { remindApplicants } from '../../src/features/applications/reminding.ts'
import { currentEdition } from '../../src/features/editions/current.ts'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { carry, signInStaff } from '../support/people.ts'
import { applying, longBefore, makePool, seminarStart } from '../support/pools.ts'
import { startProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
let browser: Browser
before(async () => {
  program = await startProgram({ now: '2020-11-04T16:05:00+09:00' })
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await program.close()
})

const main = (page: Page) => page.locator('main').innerText()

/** A seminar of three hours that ended five minutes ago; one person saw 150 minutes of it, one 40. */
async function seminarThatIsOver(): Promise<string> {
  const { services } = program.gekkan
  const { db } = services
  const pool = await makePool(db, { accepted: 10 })
  const early = { ...services, clock: { now: () => longBefore } }
  const outcomes = await runChanges(
    early,
    pool,
    ['long', 'short'].map((name) => applying(name, { proven: true })),
  )
  for (const [at, outcome] of outcomes.entries()) {
    assert.ok(outcome.ok && outcome.application)
    await db
      .insertInto('presence_spans')
      .values({
        application_id: outcome.application.id,
        device: 'device-of-test',
        began_at: seminarStart,
        seen_at: seminarStart.add({ minutes: at === 0 ? 150 : 40 }),
      })
      .execute()
  }
  const edition = await currentEdition(db)
  const { slug } = await db
    .updateTable('events')
    .set({ certificate_minutes: 120, edition_id: edition.id })
    .where('id', 'in', (select) =>
      select.selectFrom('pools').select('event_id').where('id', '=', pool),
    )
    .returning('slug')
    .executeTakeFirstOrThrow()
  return slug
}

async function linksIn(email: string): Promise<string[]> {
  const mail = await program.gekkan.services.db
    .selectFrom('mails')
    .select('text')
    .where('to_address', '=', email)
    .where('kind', '=', 'applications.thanks')
    .executeTakeFirstOrThrow()
  return [...mail.text.matchAll(/https?:\S+\/my\/\S+/g)].map(([link]) => link)
}

test('without JavaScript: survey, thanks by mail, answers, certificate, its check, report', async () => {
  const slug = await seminarThatIsOver()
  const staff = await openVisitor(browser, { width: 1280 })
  await carry(staff, program, await signInStaff(program, 'lead'))
  const desk = await staff.newPage()
  await desk.goto(`${program.origin}/staff/events/${slug}/survey`)
  assert.match(await main(desk), /匿名で集める/)
  await desk.getByRole('link', { name: '質問を加える' }).click()
  await desk.locator('[name="label-ja"]').fill('セミナーはいかがでしたか')
  await desk.locator('[name="answer"]').selectOption('choice')
  await desk.locator('[name="options-ja"]').fill('よかった\nふつう')
  await desk.getByRole('button', { name: '保存' }).click()
  assert.match(await main(desk), /セミナーはいかがでしたか/)

  await remindApplicants(program.gekkan.services)
  const [, survey = '', certificate = ''] = await linksIn('long@example.jp')
  assert.match(survey, /\/survey$/)
  assert.match(certificate, /\/certificate$/)
  const visitor = await openVisitor(browser, { width: 360 })
  const page = await visitor.newPage()
  await page.goto(survey)
  assert.match(await main(page), /お名前・メールアドレス・受付番号と結び付けずに/)
  await page.getByRole('button', { name: '送信する' }).click()
  assert.match(await main(page), /1つ以上の質問にお答えください/)
  await page.getByLabel('よかった').check()
  await page.getByRole('button', { name: '送信する' }).click()
  assert.match(await main(page), /お答えをいただきました/)
  await page.reload()
  assert.equal(await page.getByRole('button', { name: '送信する' }).count(), 0)

  await page.goto(certificate)
  await page.getByLabel('お名前').fill('髙橋 花子')
  await page.getByRole('button', { name: '発行する' }).click()
  assert.match(await main(page), /髙橋 花子[\s\S]*150分/)
  await page.getByRole('link', { name: '受講証明書の確認' }).click()
  assert.match(page.url(), /\/certificates\/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  assert.match(await main(page), /発行された証明書です[\s\S]*髙橋 花子/)
  const [, , lacking = ''] = await linksIn('short@example.jp')
  await page.goto(lacking)
  assert.match(await main(page), /記録されているのは40分で、あと80分足りません/)

  await desk.goto(`${program.origin}/staff/events/${slug}/survey/results`)
  assert.match(await main(desk), /回答が5件に満たないため/)
  await desk.goto(`${program.origin}/staff/events/${slug}`)
  await desk.getByRole('link', { name: '実施報告' }).click()
  const report = await main(desk)
  assert.match(report, /申込みの総数\s+2/)
  assert.match(report, /よかった\s+1 \(100%\)/)
  assert.doesNotMatch(report, /花子|long@example|申込 long/)
  await Promise.all([visitor.close(), staff.close()])
})
