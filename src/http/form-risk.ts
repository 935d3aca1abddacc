import type { FormCheck } from './form.tsx'

/** Points for signs that a machine sent a form; they order a queue and never refuse anything. */
export const formPoints = {
  traps: 40,
  'too-fast': 15,
  // people without JavaScript, or who send before their machine has finished
  'no-work': 5,
  'wrong-work': 25,
} as const
export type FormSign = keyof typeof formPoints

/** The signs on a form that came in. */
export function signsOn(check: FormCheck): FormSign[] {
  const signs: FormSign[] = []
  if (check.filledTraps) signs.push('traps')
  if (check.stamp.state === 'too-fast') signs.push('too-fast')
  if (check.work === 'missing') signs.push('no-work')
  if (check.work === 'wrong') signs.push('wrong-work')
  return signs
}

/** What signs add up to (0–100). */
export function riskOfSigns(signs: FormSign[]): number {
  return Math.min(
    100,
    signs.reduce((sum, sign) => sum + formPoints[sign], 0),
  )
}
