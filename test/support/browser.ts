import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/**
 * Where Chromium is: CHROMIUM_PATH, the machine's own, or Playwright's download.
 * @throws Error with one line when there is none: a test that needs it fails, never skips
 */
export function findChromium(): string {
  const own = process.env['CHROMIUM_PATH']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  const found = [own, ...places, chromium.executablePath()].find((path) => path && existsSync(path))
  if (found) return found
  throw new Error(
    'No Chromium: install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) or set CHROMIUM_PATH.',
  )
}

/** Opens Chromium without talking to anybody but our own pages. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A visitor's window: with or without JavaScript, of a width, in a colour scheme. */
export function openVisitor(
  browser: Browser,
  about: { script?: boolean; width?: number; dark?: boolean; locale?: string } = {},
): Promise<BrowserContext> {
  return browser.newContext({
    javaScriptEnabled: about.script ?? false,
    viewport: { width: about.width ?? 1280, height: 900 },
    colorScheme: about.dark ? 'dark' : 'light',
    locale: about.locale ?? 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  })
}

/** The text of a page's first heading. */
export async function heading(page: Page): Promise<string> {
  return (await page.locator('h1').first().innerText()).trim()
}
