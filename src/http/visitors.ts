import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Ctx } from './context.ts'

/**
 * The network a request comes from, as an unreadable name for counters: the address of the
 * connection, or the last address that a trusted proxy has added to X-Forwarded-For; IPv6 by its /64.
 */
export function networkOf(c: Ctx): string {
  const address = addressOf(c)
  return createHmac('sha256', c.var.config.secret)
    .update(`net ${prefixOf(address)}`)
    .digest('base64url')
    .slice(0, 22)
}

/** A mail address as an unreadable name for counters and logs. */
export function nameOfAddress(secret: Buffer, email: string): string {
  return createHmac('sha256', secret)
    .update(`mail ${email.toLowerCase()}`)
    .digest('base64url')
    .slice(0, 22)
}

function addressOf(c: Ctx): string {
  const socket = plain(c.env?.incoming?.socket.remoteAddress ?? '')
  const trusted = c.var.config.trustedProxies
  if (!trusted.includes(socket)) return socket
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()))
  return hops.findLast((hop) => hop && !trusted.includes(hop)) ?? socket
}

/** `::ffff:192.0.2.1` is an IPv4 address in IPv6 clothing (RFC 4291 section 2.5.5.2). */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, '')
}

function prefixOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const filled = address.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left
  return filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
