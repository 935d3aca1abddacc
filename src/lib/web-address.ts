import { domainToUnicode } from 'node:url'
import { byteLength } from './clean-text.ts'

export type WebAddress =
  /** `url` is what to link to, `host` what to show for it. */
  { ok: true; url: string; host: string } | { ok: false; reason: WebFault }

export type WebFault =
  | 'empty'
  | 'control'
  | 'space'
  | 'scheme'
  | 'credentials'
  | 'host'
  | 'unreadable'
  | 'too-long'

const refuse = (reason: WebFault): WebAddress => ({ ok: false, reason })

/** Bytes; longer addresses are cut by mail programs and servers. */
const longest = 2000

/**
 * Reads the address of a public web page as people type it: without https://, in full-width letters.
 * Only http and https, no user name or password, a host with a name (no number, no `localhost`).
 */
export function parseWebAddress(text: string): WebAddress {
  const typed = text.replace(/^[\s\p{DI}]+|[\s\p{DI}]+$/gu, '')
  if (typed === '') return refuse('empty')
  if (/[\p{Cc}\p{DI}\u2028\u2029]/u.test(typed)) return refuse('control')
  if (/\s/.test(typed)) return refuse('space')
  const narrow = typed.replace(/^(?:[^/／]*[:：][/／]{2})?[^/／?？#＃]*[/／?？#＃]?/, (start) =>
    start.normalize('NFKC'),
  )
  if (/^[a-z][a-z\d+.-]*:(?!\d)/i.test(narrow) && !/^https?:\/\//i.test(narrow)) {
    return refuse('scheme')
  }
  return read(/^https?:\/\//i.test(narrow) ? narrow : `https://${narrow}`)
}

function read(address: string): WebAddress {
  // The URL parser skips any number of slashes and backslashes here, and an empty user name.
  const authority = /^https?:[/\\]*([^/?#\\]*)/i.exec(address)?.[1] ?? ''
  if (authority.includes('@')) return refuse('credentials')
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url) return refuse('unreadable')
  if (!isPublicName(url.hostname)) return refuse('host')
  if (byteLength(url.href) > longest) return refuse('too-long')
  return { ok: true, url: url.href, host: shownHost(url.hostname) }
}

// The URL parser writes every spelling of an IPv4 address (0x7f.1, 2130706433) with a number last.
function isPublicName(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.')
  const last = labels.at(-1) ?? ''
  const named = /^(?:[a-z]{2,}|xn--[a-z\d-]+)$/.test(last) && last !== 'localhost'
  return named && (labels.length >= 2 || last.startsWith('xn--')) && !labels.includes('')
}

/**
 * The host as it may be shown: a label in Japanese, Chinese or Korean script as such, every label
 * that mixes scripts or could be mistaken for Latin letters as punycode.
 */
function shownHost(host: string): string {
  return host
    .split('.')
    .map((label) => {
      if (!label.startsWith('xn--')) return label
      const shown = domainToUnicode(label)
      return isUnmistakable(shown) ? shown : label
    })
    .join('.')
}

// ノ, 〳 and 丿 pass for the slash that ends a host.
function isUnmistakable(label: string): boolean {
  if (/[〳〴〵ノ丿ﾉ]/.test(label)) return false
  return /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\d-]+|[\p{Script=Hangul}\d-]+)$/u.test(
    label,
  )
}
