import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { axeFaults, htmlFaults, overflows } from '../support/page-checks.ts'
import { carry, signInOwner } from '../support/people.ts'
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

const steps = ['who', 'what', 'contact']
const states = ['submitted', 'returned', 'published', 'rejected', 'withdrawn'] as const

async function addresses(state: (typeof states)[number]): Promise<string[]> {
  if (state === 'rejected' || state === 'withdrawn') return ['/mine/activity']
  return ['/mine/activity', '/mine/withdrawal', ...steps.map((step) => `/mine/edit/${step}`)]
}

test("every page of the owner's side is looked at by this test", () => {
  const known = ['/mine/activity', '/mine/withdrawal', '/mine/edit/:step{who|what|contact}']
  const missing = program.gekkan.routes
    .filter(({ method, access }) => method === 'GET' && access.who === 'owner')
    .map(({ path }) => path)
    .filter((path) => !known.includes(path))
  assert.deepEqual(missing, [])
})

for (const [prefix, width] of [
  ['', 360],
  ['', 1280],
  ['/en', 360],
  ['/en', 1280],
] as const) {
  test(`the owner's pages ${prefix || '/ja'} at ${width} px in every state: valid HTML, no violation`, async () => {
    const faults: string[] = []
    for (const state of states) {
      const { id } = await program.gekkan.services.db
        .selectFrom('activities')
        .select('id')
        .where('state', '=', state)
        .executeTakeFirstOrThrow()
      const context = await openVisitor(browser, { script: true, width })
      await carry(context, program, await signInOwner(program, id))
      const page = await context.newPage()
      for (const path of await addresses(state)) {
        const response = await page.goto(program.origin + prefix + path)
        const found = response?.status() === 200 ? [] : [`status ${response?.status()}`]
        found.push(
          ...(await htmlFaults((await response?.text()) ?? '')),
          ...(await axeFaults(page)),
        )
        if (await overflows(page)) found.push('scrolls sideways')
        faults.push(...found.map((fault) => `${state} ${prefix}${path}: ${fault}`))
      }
      await context.close()
    }
    assert.deepEqual(faults, [])
  })
}
