// oxlint-disable-next-line no-control-regex
const forbidden = /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]|\p{Noncharacter_Code_Point}/gu

/**
 * A text without the characters that no HTML document may hold, not even as a reference (HTML
 * 13.1.4): a form that comes back shows what was typed, and that may be anything.
 */
export function withoutForbidden(text: string): string {
  return text.replace(forbidden, '')
}
