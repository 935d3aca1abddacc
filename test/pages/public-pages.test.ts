import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, openVisitor } from '../support/browser.ts'
import { axeFaults, htmlFaults, overflows } from '../support/page-checks.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { type Examples, notPages, publicExamples } from './examples.ts'

let program: TestProgram
let browser: Browser
let examples: Examples
before(async () => {
  program = await startProgram()
  browser = await openBrowser()
  examples = await publicExamples(program)
})
after(async () => {
  await browser.close()
  await program.close()
})

test('every page that anybody may open is looked at by this test', () => {
  const missing = program.gekkan.routes
    .filter(
      ({ method, access }) =>
        method === 'GET' && (access.who === 'public' || access.who === 'visitor'),
    )
    .map(({ path }) => path)
    .filter(
      (path) =>
        !notPages.some((other) => other.test(path)) && !examples[path] && !elsewhere.has(path),
    )
  assert.deepEqual(missing, [])
})

// Pages that need something done before: the journeys in test/e2e look at them.
const elsewhere = new Set([
  '/events/:slug/consultation/form/:key{[0-9a-zA-Z._-]{20,60}}',
  '/events/:slug/consultation/receipt/:key{[0-9a-zA-Z._-]{20,60}}',
  '/consultations/:key{[0-9a-zA-Z._-]{20,60}}',
  '/activities/new/check',
  '/activities/new/sent',
  '/demo/mails/:id{[0-9]+}',
])

/** Opens the pages one after the other and says what is wrong with them. */
async function faultsOf(width: number, prefix: string, paths: string[]): Promise<string[]> {
  const context = await openVisitor(browser, { script: true, width })
  const page = await context.newPage()
  const faults: string[] = []
  for (const path of paths) {
    const url = program.origin + (prefix && path === '/' ? prefix : prefix + path)
    const response = await page.goto(url)
    const found = [
      ...(await htmlFaults((await response?.text()) ?? '')),
      ...(await axeFaults(page)),
    ]
    if (await overflows(page)) found.push('scrolls sideways')
    faults.push(...found.map((fault) => `${prefix}${path}: ${fault}`))
  }
  await context.close()
  return faults
}

for (const [prefix, width] of [
  ['', 360],
  ['', 1280],
  ['/en', 360],
  ['/en', 1280],
] as const) {
  test(`public pages ${prefix || '/ja'} at ${width} px: valid HTML, no violation, no sideways scroll`, async () => {
    assert.deepEqual(await faultsOf(width, prefix, Object.values(examples).flat()), [])
  })
}

// The other languages share the markup: what can break is their words, on the pages most people open.
for (const prefix of ['/zh-hans', '/ko']) {
  test(`main public pages ${prefix} at 360 px: valid HTML, no violation, no sideways scroll`, async () => {
    const main = ['/', '/about', '/activities', '/activities/new/:step{who|what|contact}']
    const paths = [...main, '/activities/:number{[0-9a-z-]+-[0-9]+}'].map(
      (pattern) => examples[pattern]?.[0] ?? '',
    )
    assert.ok(!paths.includes(''), 'an example is missing')
    assert.deepEqual(await faultsOf(360, prefix, paths), [])
  })
}
