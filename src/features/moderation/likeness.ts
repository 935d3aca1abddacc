import { bigramDice, nameKey } from '../../lib/jp-name.ts'

/** What is compared of two registrations. */
export type Likened = {
  name: string
  corporateNumber: string | null
  prefecture: number | null
  url: string
  email: string
}

/** Grounds for thinking that two registrations are of one organisation; the first two are strong. */
const likenessGrounds = [
  'corporate-number',
  'name-prefecture',
  'name',
  'name-part',
  'name-similar',
  'site',
] as const
export type LikenessGround = (typeof likenessGrounds)[number]

// Providers whose domain says nothing about who writes from it.
const shared = new Set([
  'gmail.com',
  'yahoo.co.jp',
  'outlook.jp',
  'outlook.com',
  'hotmail.com',
  'hotmail.co.jp',
  'icloud.com',
  'docomo.ne.jp',
  'ezweb.ne.jp',
  'au.com',
  'softbank.ne.jp',
  'nifty.com',
  'ocn.ne.jp',
  'biglobe.ne.jp',
  'example.jp',
  'example.com',
])

/**
 * The grounds on which two registrations look alike, strongest first. They are shown to a person and
 * never decide anything (registry research 5.2).
 */
export function groundsOf(one: Likened, other: Likened): LikenessGround[] {
  const found = new Set<LikenessGround>()
  if (one.corporateNumber && one.corporateNumber === other.corporateNumber)
    found.add('corporate-number')
  const likeness = nameGround(one, other)
  if (likeness) found.add(likeness)
  const hosts = new Set(hostsOf(other))
  if (hostsOf(one).some((host) => hosts.has(host))) found.add('site')
  return likenessGrounds.filter((ground) => found.has(ground))
}

/** Whether grounds are strong: an identical number, or an identical name in one prefecture. */
export function isStrong(grounds: readonly LikenessGround[]): boolean {
  return grounds.includes('corporate-number') || grounds.includes('name-prefecture')
}

function nameGround(one: Likened, other: Likened): LikenessGround | undefined {
  const [left, right] = [nameKey(one.name), nameKey(other.name)]
  if (left === '' || right === '') return undefined
  if (left === right) return one.prefecture === other.prefecture ? 'name-prefecture' : 'name'
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  if ([...short].length >= 2 && long.includes(short)) return 'name-part'
  return bigramDice(left, right) >= 0.6 ? 'name-similar' : undefined
}

/** Host of the page and domain of the mail address, unless many people share them. */
export function hostsOf(it: Pick<Likened, 'url' | 'email'>): string[] {
  const host = URL.parse(it.url)?.hostname.replace(/^www\./, '') ?? ''
  const domain = it.email.slice(it.email.lastIndexOf('@') + 1).toLowerCase()
  return [...new Set([host, domain])].filter((name) => name.includes('.') && !shared.has(name))
}
