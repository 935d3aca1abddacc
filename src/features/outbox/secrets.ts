import type { Mail } from './queries.ts'

// Tokens of personal links are 32 bytes in base64url (http/sessions.ts), codes six digits alone.
const token = /(?<![\w-])[\w-]{43}(?![\w-])/g
const codeLine = /^\s*\d{6}\s*$/gm
const codeElement = />\s*\d{6}\s*</g

/**
 * A mail for the eyes of staff: whoever read a personal link could act as its owner, or take the
 * account that an invitation promises.
 */
export function withoutSecrets(mail: Mail): Mail {
  return {
    ...mail,
    text: mail.text.replace(token, '…').replace(codeLine, '……'),
    html: mail.html.replace(token, '…').replace(codeElement, '>……<'),
  }
}
