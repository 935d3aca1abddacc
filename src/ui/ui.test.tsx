import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { samplePages, SpecimenSheet } from './specimens.tsx'
import { SamplePage } from './specimens/sample-frame.tsx'
import { stylesheet } from './styles.ts'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: {
    // Preact writes <br/> and checked without a value; both are fine in HTML.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    // A sample's title is as long as the activity's name.
    'long-title': 'off',
    // The page's own lists carry role or tabindex on purpose: scroll regions, search, live notices.
    'prefer-native-element': ['error', { exclude: ['region', 'group', 'status', 'search'] }],
    'no-redundant-role': 'error',
    'no-inline-style': 'error',
  },
})

const documents = new Map([
  ...samplePages('/style.css').map(({ slug, node }) => [slug, write(node)] as const),
  [
    'sheet',
    write(
      <SamplePage title="見本" stylesheetHref="/style.css">
        <h1>見本</h1>
        <SpecimenSheet />
      </SamplePage>,
    ),
  ] as const,
])

function write(node: VNode): string {
  return `<!doctype html>${render(<>{node}</>)}`
}

let browser: Browser
before(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
})
after(() => browser.close())

test('the style sheet is at most 14 kB gzip and every brace is closed', () => {
  const css = stylesheet()
  assert.ok(gzipSync(css).length <= 14_000, `${gzipSync(css).length} bytes`)
  assert.equal(css.split('{').length, css.split('}').length)
})

for (const [name, html] of documents) {
  test(`${name}: valid HTML without inline styles or scripts`, async () => {
    const report = await validator.validateString(html)
    const found = report.results.flatMap((result) => result.messages)
    assert.deepEqual(
      found.map(({ ruleId, message, selector }) => `${ruleId}: ${message} ${selector}`),
      [],
    )
    assert.doesNotMatch(html, /<[^>]+ (style|on[a-z]+)=/)
  })
}

async function open(html: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
  const page = await context.newPage()
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname
    if (path === '/page') return route.fulfill({ body: html, contentType: 'text/html' })
    if (path === '/style.css') {
      return route.fulfill({ body: stylesheet(), contentType: 'text/css' })
    }
    return route.fulfill({ status: 404, body: '' })
  })
  await page.goto('http://gekkan.test/page')
  await page.evaluate(() =>
    document.querySelectorAll('details').forEach((one) => (one.open = true)),
  )
  return page
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const { violations: all } = await axe.run({
      rules: { 'target-size': { enabled: true } },
    } as object)
    return all.flatMap((one) =>
      one.nodes.map((node) => `${one.id} ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
    )
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`no accessibility violation and no sideways scroll, ${colorScheme}, ${width} px`, async () => {
      for (const [name, html] of documents) {
        const page = await open(html, width, colorScheme)
        assert.deepEqual(await violations(page), [], name)
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
        assert.ok(scroll <= width, `${name} is ${scroll} px wide`)
        await page.context().close()
      }
    })
  }
}
