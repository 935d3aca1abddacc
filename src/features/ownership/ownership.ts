import type { ActivityState } from '../activities/activity.ts'

/** States in which an owner may change what was registered. */
const editable: readonly ActivityState[] = ['submitted', 'returned', 'published']

/** Whether an owner may change the registration now. */
export function canEdit(state: ActivityState): boolean {
  return editable.includes(state)
}

/** Whether there is anything to withdraw. */
export function canWithdraw(state: ActivityState): boolean {
  return state !== 'withdrawn' && state !== 'draft' && state !== 'unconfirmed'
}

/** A public number as people type it (`２０２０ー４２`): edition and number, or undefined. */
export function readNumber(typed: string): { slug: string; number: number } | undefined {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s　]/g, '')
    .replace(/[‐‑‒–—−ー]/g, '-')
  const [, slug, number] = /^([0-9a-z-]+?)-([0-9]{1,9})$/i.exec(plain) ?? []
  return slug && number ? { slug: slug.toLowerCase(), number: Number(number) } : undefined
}
