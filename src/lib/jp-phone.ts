import { typedDigits } from './typed-digits.ts'

export type PhoneNumber =
  | { ok: true; number: string }
  | {
      ok: false
      reason:
        | 'empty'
        | 'extension'
        | 'foreign'
        | 'digits'
        | 'leading-zero'
        | 'too-short'
        | 'too-long'
    }

/**
 * Reads a Japanese telephone number as people type it. Hyphens stay where they were typed, brackets
 * round the area or exchange code become hyphens, +81 becomes 0. Lengths as in the 電気通信番号計画
 * (令和元年総務省告示第6号): 11 digits for 0A0 and 0800, 10 for all others (0120, 0570 too).
 */
export function parsePhone(text: string): PhoneNumber {
  const typed = typedDigits(text).replace(/^(?:tel|電話)[:.]?/i, '')
  if (typed === '') return { ok: false, reason: 'empty' }
  if (/内線|ext|#/i.test(typed)) return { ok: false, reason: 'extension' }
  const domestic = typed.replace(/^\+81-?(?:\(0\))?0?/, '0')
  if (/^(?:\+|00|010)/.test(domestic)) return { ok: false, reason: 'foreign' }
  const number = domestic
    .replace(/[()[\].]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
  if (!/^[\d-]+$/.test(number)) return { ok: false, reason: 'digits' }
  return checkLength(number)
}

function checkLength(number: string): PhoneNumber {
  const digits = number.replaceAll('-', '')
  if (!digits.startsWith('0')) return { ok: false, reason: 'leading-zero' }
  // Asked of the hyphenated number: 06-0 is Osaka, 060 a mobile number.
  const length = /^(?:0[25-9]0|0800)/.test(number) ? 11 : 10
  if (digits.length < length) return { ok: false, reason: 'too-short' }
  if (digits.length > length) return { ok: false, reason: 'too-long' }
  return { ok: true, number }
}
