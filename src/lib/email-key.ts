// Mailboxes of Google: full stops before the @ mean nothing there, and both names lead to one mailbox
const dotless = new Set(['gmail.com', 'googlemail.com'])

/**
 * One key for every spelling of one mailbox, so that a person has one place: NFKC, lower case,
 * without a `+tag`, for Gmail without full stops. Never an address to send to: the address stays
 * as it was typed.
 * @param address read by parseEmail()
 */
export function emailKey(address: string): string {
  const [typed = '', domain = ''] = address.normalize('NFKC').toLowerCase().split('@')
  const [mailbox = ''] = typed.split('+')
  // +tag@example.jp has nothing before its tag: all of it is the mailbox
  const local = mailbox || typed
  if (!dotless.has(domain)) return `${local}@${domain}`
  return `${local.replaceAll('.', '') || local}@gmail.com`
}
