import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // How Preact writes markup: HTML means the same either way.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'long-title': 'off',
    'doctype-style': 'off',
    'prefer-native-element': [
      'error',
      { exclude: ['region', 'group', 'status', 'navigation', 'search'] },
    ],
    'tel-non-breaking': 'off',
  },
})

/** What html-validate says of a document, one line a fault. */
export async function htmlFaults(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages.map(({ line, ruleId, message }) => `html ${ruleId} at ${line}: ${message}`),
  )
}

/** What axe says of the page in the browser (WCAG 2.2 AA and best practices), one line a fault. */
export async function axeFaults(page: Page): Promise<string[]> {
  // a content policy that forbids inline scripts does not hold the test's own tool
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `axe ${id}: ${html.slice(0, 160)}`),
  )
}

/** Whether the page must be scrolled sideways at its width (WCAG 1.4.10). */
export async function overflows(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
}
