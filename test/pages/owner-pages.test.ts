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
const own = ['/mine/withdrawal', '/mine/address', '/mine/hand-over']
const editing = ['/mine/publication', ...steps.map((step) => `/mine/edit/${step}`)]
/** The pages that a registration in this state has; the reported one is a published one. */
const pagesOf = {
  submitted: [...own, ...editing],
  returned: [...own, ...editing],
  published: [...own, ...editing],
  reported: ['/mine/report', '/mine/report/thanks'],
  rejected: [...own, '/mine/appeal'],
  withdrawn: [],
} as const
type Standing = keyof typeof pagesOf

async function oneOf(standing: Standing): Promise<number> {
  let query = program.gekkan.services.db.selectFrom('activities').select('id')
  if (standing === 'reported') query = query.where('reported_at', 'is not', null)
  else query = query.where('state', '=', standing)
  return (await query.orderBy('id').executeTakeFirstOrThrow()).id
}

test("every page of the owner's side is looked at by this test", () => {
  const known = [
    '/mine/activity',
    '/mine/edit/:step{who|what|contact}',
    ...Object.values(pagesOf).flat(),
  ]
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
    for (const [standing, own] of Object.entries(pagesOf)) {
      const id = await oneOf(standing as Standing)
      const context = await openVisitor(browser, { script: true, width })
      await carry(context, program, await signInOwner(program, id))
      const page = await context.newPage()
      for (const path of ['/mine/activity', ...own]) {
        const response = await page.goto(program.origin + prefix + path)
        const found = response?.status() === 200 ? [] : [`status ${response?.status()}`]
        found.push(
          ...(await htmlFaults((await response?.text()) ?? '')),
          ...(await axeFaults(page)),
        )
        if (await overflows(page)) found.push('scrolls sideways')
        faults.push(...found.map((fault) => `${standing} ${prefix}${path}: ${fault}`))
      }
      await context.close()
    }
    assert.deepEqual(faults, [])
  })
}
