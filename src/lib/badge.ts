import { fitLines } from './badge-lines.ts'
import { escapeXml, widthInEm } from './svg-text.ts'

export type Badge = {
  /** What the bearer is: テレワーク月間 参加団体. */
  label: string
  name: string
  year: number
  number: string
  /** The edition's accent, #rrggbb. */
  accent: string
  /** The permanent page of the registration, http or https. */
  verifyUrl: string
  theme: 'light' | 'dark'
  /** The day of the month whose dot is filled, 1–30. */
  day: number
}

type Ink = { x: number; y: number; size: number; fill: string; bold?: boolean }

/** How words become shapes: as text in the reader's fonts, or as outlines of ours. */
export type BadgeLettering = {
  /** Width of one line in em. */
  measure: (text: string) => number
  draw: (text: string, ink: Ink) => string
}

/** In CSS pixels. */
export const badgeSize = { width: 360, height: 112 } as const

const text = { x: 104, width: 238 }
const fonts =
  "'Noto Sans JP','Hiragino Sans','Yu Gothic UI',Meiryo,'Noto Sans CJK JP','Noto Sans KR','Noto Sans SC',sans-serif"

const systemFonts: BadgeLettering = {
  // 6 % in hand: the reader's font may be wider than the estimate
  measure: (line) => widthInEm(line) * 1.06,
  draw: (line, { x, y, size, fill, bold }) =>
    `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="700"' : ''}>${escapeXml(line)}</text>`,
}

/**
 * The badge as a self-contained SVG: a month of dots, one lit, beside whose name it carries. No
 * script, no style, nothing fetched; all text is escaped.
 * @throws RangeError for an accent that is not #rrggbb or an address that is not http(s)
 */
export function badgeSvg(badge: Badge, lettering: BadgeLettering = systemFonts): string {
  const { width, height } = badgeSize
  const colours = coloursOf(badge)
  const link = escapeXml(webAddress(badge.verifyUrl))
  const title = escapeXml(`${badge.label} ${badge.year} ${badge.name} ${badge.number}`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}" font-family="${fonts}">`,
    `<title>${title}</title>`,
    `<a href="${link}">`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${colours.ground}" stroke="${colours.line}"/>`,
    month(badge.day, colours),
    `<path d="M88.5 20v${height - 40}" stroke="${colours.line}"/>`,
    words(badge, colours, lettering),
    '</a></svg>',
  ].join('')
}

/** HTML that shows a badge on another site: a link around a picture with its text alternative. */
export function embedSnippet(embed: { verifyUrl: string; imageUrl: string; alt: string }): string {
  const href = escapeXml(webAddress(embed.verifyUrl))
  const src = escapeXml(webAddress(embed.imageUrl))
  const { width, height } = badgeSize
  return `<a href="${href}"><img src="${src}" alt="${escapeXml(embed.alt)}" width="${width}" height="${height}" loading="lazy"></a>`
}

type Colours = {
  ground: string
  line: string
  ink: string
  soft: string
  accent: string
  dot: string
}

function coloursOf({ accent, theme }: Badge): Colours {
  if (!/^#[0-9a-f]{6}$/i.test(accent)) throw new RangeError('accent is not #rrggbb')
  return theme === 'light'
    ? {
        ground: '#ffffff',
        line: '#cccccc',
        ink: '#1a1a1a',
        soft: '#595959',
        accent,
        dot: mix(accent, '#ffffff', 0.78),
      }
    : {
        ground: '#1a1a1a',
        line: '#4d4d4d',
        ink: '#f2f2f2',
        soft: '#b3b3b3',
        // an accent made for white paper is too dark here
        accent: mix(accent, '#ffffff', 0.5),
        dot: mix(accent, '#4d4d4d', 0.6),
      }
}

function mix(one: string, other: string, share: number): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) => part(one, at) * (1 - share) + part(other, at) * share)
  return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

function month(day: number, { accent, dot }: Colours): string {
  const lit = Math.min(Math.max(Math.trunc(day), 1), 30) - 1
  const at = (index: number) =>
    `cx="${19 + (index % 6) * 10}" cy="${36 + Math.floor(index / 6) * 10}"`
  const dots = Array.from({ length: 30 }, (_, index) =>
    index === lit ? '' : `<circle ${at(index)} r="3"/>`,
  ).join('')
  return `<g fill="${dot}">${dots}</g><circle ${at(lit)} r="4.4" fill="${accent}"/>`
}

function words(badge: Badge, colours: Colours, { measure, draw }: BadgeLettering): string {
  const { x, width } = text
  const one = (line: string, size: number) =>
    fitLines(line, { width, sizes: [size], least: size * 0.7, measure })
  const label = one(badge.label, 12)
  const name = fitLines(badge.name, { width, sizes: [20, 15, 11.5], least: 7, measure })
  // the block of the name stands in the middle between label and number
  const middle = 58.5
  const step = name.size * 1.3
  const first = middle + name.size * 0.36 - ((name.lines.length - 1) * step) / 2
  const { accent, ink, soft } = colours
  return [
    draw(label.lines[0] ?? '', { x, y: 26, size: label.size, fill: soft }),
    ...name.lines.map((line, index) =>
      draw(line, { x, y: round(first + index * step), size: name.size, fill: ink, bold: true }),
    ),
    draw(String(badge.year), { x, y: 98, size: 12, fill: accent, bold: true }),
    draw(badge.number, { x: x + 40, y: 98, size: 12, fill: soft }),
  ].join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function webAddress(address: string): string {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) throw new RangeError('address is not http(s)')
  return url.href
}
