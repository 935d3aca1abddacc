import { createHash } from 'node:crypto'
import type { Challenge } from '../../src/http/work.ts'

/** Finds the number of a challenge by trying, as a browser does. */
export function solve({ salt, challenge, maxnumber }: Challenge): string {
  for (let number = 0; number < maxnumber; number++)
    if (createHash('sha256').update(`${salt}${number}`).digest('hex') === challenge)
      return String(number)
  throw new Error('no number solves it')
}

/** The stamp and the challenge of a page's form. */
export function workOn(text: string): { _stamp: string; challenge: Challenge } {
  const _stamp = /name="_stamp" value="([^"]+)"/.exec(text)?.[1]
  const work = /data-work="([^"]+)"/.exec(text)?.[1]?.replaceAll('&quot;', '"')
  if (!_stamp || !work) throw new Error('the page asks for no work')
  return { _stamp, challenge: JSON.parse(work.replaceAll('&amp;', '&')) as Challenge }
}
