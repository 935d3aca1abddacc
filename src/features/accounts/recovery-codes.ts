import { createHash, randomInt } from 'node:crypto'

// Without letters that look like others (RFC 4648 has I, L, O; Crockford's base 32 has not).
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten codes of 80 random bits, each good for one sign-in without the authenticator. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => {
    const code = Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
    return code.replace(/.{4}(?=.)/g, '$&-')
  })
}

/** What is kept of a code. With 80 bits nobody tries them all, so a fast hash is enough. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256')
    .update(`recovery ${plainCode(code)}`)
    .digest('base64url')
}

/** Whether a typed text can be a recovery code at all. */
export function looksLikeRecoveryCode(text: string): boolean {
  return /^[0-9a-z]{16}$/.test(plainCode(text))
}

function plainCode(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐-―−ー]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
}
