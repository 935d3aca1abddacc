import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { axeFaults, htmlFaults, overflows } from '../support/page-checks.ts'
import { carry, signInStaff } from '../support/people.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { type Examples, notPages } from './examples.ts'
import { staffExamples } from './staff-examples.ts'

let program: TestProgram
let browser: Browser
let person: Awaited<ReturnType<typeof signInStaff>>
let examples: Examples
before(async () => {
  program = await startProgram()
  browser = await openBrowser()
  person = await signInStaff(program, 'administrator')
  examples = await staffExamples(program, person.id)
})
after(async () => {
  await browser.close()
  await program.close()
})

// Pages behind a confirmed identity, an import or a mail: the features' own tests open them.
const elsewhere = new Set([
  '/staff/account/authenticator',
  '/staff/account/codes',
  '/staff/account/password',
  '/staff/import/:id{[0-9]+}',
  '/staff/mail/:id{[0-9]+}',
  '/staff/reports/figures',
])

test('every page for staff is looked at by this test', () => {
  const missing = program.gekkan.routes
    .filter(({ method, access }) => method === 'GET' && access.who === 'staff')
    .map(({ path }) => path)
    .filter(
      (path) =>
        !notPages.some((other) => other.test(path)) && !examples[path] && !elsewhere.has(path),
    )
  assert.deepEqual(missing, [])
})

for (const [prefix, width] of [
  ['', 360],
  ['', 1280],
  ['/en', 360],
  ['/en', 1280],
] as const) {
  test(`staff pages ${prefix || '/ja'} at ${width} px: valid HTML, no violation, no sideways scroll`, async () => {
    const context = await openVisitor(browser, { script: true, width })
    await carry(context, program, person)
    const page = await context.newPage()
    const faults: string[] = []
    for (const path of Object.values(examples).flat()) {
      const response = await page.goto(program.origin + prefix + path)
      const found = response?.status() === 200 ? [] : [`status ${response?.status()}`]
      found.push(...(await htmlFaults((await response?.text()) ?? '')), ...(await axeFaults(page)))
      if (await overflows(page)) found.push('scrolls sideways')
      faults.push(...found.map((fault) => `${prefix}${path}: ${fault}`))
    }
    await context.close()
    assert.deepEqual(faults, [])
  })
}
