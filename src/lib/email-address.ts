import { domainToASCII } from 'node:url'
import { byteLength } from './clean-text.ts'

export type EmailAddress =
  | { ok: true; address: string; domain: string }
  | { ok: false; reason: EmailFault }

export type EmailFault =
  | 'empty'
  | 'control'
  | 'space'
  | 'several'
  | 'no-at'
  | 'several-ats'
  | 'local'
  | 'dots'
  | 'domain'
  | 'too-long'

const refuse = (reason: EmailFault): EmailAddress => ({ ok: false, reason })

/**
 * Reads one mail address: full-width characters as half-width, domain in lower case and punycode.
 * Control characters are refused, not removed (R17). `foo..bar@` and `foo.@` (`dots`), which some
 * Japanese carriers once gave out, are refused because mail servers of today refuse them (RFC 5321
 * 4.1.2); so are quoted local parts. At most 254 bytes (RFC 5321 erratum 1690), 64 before the @.
 */
export function parseEmail(text: string): EmailAddress {
  const typed = text.trim()
  if (typed === '') return refuse('empty')
  if (/[\p{Cc}\p{DI}\u2028\u2029]/u.test(typed)) return refuse('control')
  const plain = typed.normalize('NFKC')
  if (/\s/.test(plain)) return refuse('space')
  if (/[,;、]/.test(plain)) return refuse('several')
  const parts = plain.split('@')
  if (parts.length > 2) return refuse('several-ats')
  const [local, host] = parts
  if (!local || !host) return refuse('no-at')
  return join(local, host)
}

function join(local: string, host: string): EmailAddress {
  if (/^\.|\.\.|\.$/.test(local)) return refuse('dots')
  if (!/^[\w!#$%&'*+/=?^`{|}~.-]+$/.test(local)) return refuse('local')
  if (byteLength(local) > 64) return refuse('too-long')
  const domain = mailDomain(host)
  if (domain === undefined) return refuse('domain')
  const address = `${local}@${domain}`
  return byteLength(address) > 254 ? refuse('too-long') : { ok: true, address, domain }
}

// The URL parser behind domainToASCII also reads ports, paths, escapes and numbers as addresses.
function mailDomain(host: string): string | undefined {
  if (/[^\p{L}\p{M}\p{N}.。・-]/u.test(host)) return undefined
  const labels = domainToASCII(host).split('.')
  const valid = labels.every((label) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(label))
  const named = /^(?:xn--[a-z\d-]+|[a-z]{2,})$/.test(labels.at(-1) ?? '')
  return labels.length >= 2 && valid && named ? labels.join('.') : undefined
}
