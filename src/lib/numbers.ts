import type { Lang } from './languages.ts'

/** A number with its digits grouped: `1,234`. At most three decimals. */
export function formatNumber(value: number, lang: Lang): string {
  return formatter(lang, 'decimal', 3).format(value)
}

/** A ratio as a percentage: 0.456 → `46%`, with `decimals` → `45.6%`. */
export function formatPercent(ratio: number, lang: Lang, decimals = 0): string {
  return formatter(lang, 'percent', decimals).format(ratio)
}

const kilobyte = 1024

/**
 * The size of a file as ministries write it: `436KB`, in English `436 KB`; from 1 MB with one decimal
 * below ten. 1 KB is 1,024 bytes, as Windows shows it. A file is never smaller than 1 KB.
 */
export function formatFileSize(bytes: number, lang: Lang): string {
  const gap = lang === 'en' ? ' ' : ''
  const kilobytes = Math.max(1, Math.round(bytes / kilobyte))
  if (kilobytes < kilobyte) return `${formatNumber(kilobytes, lang)}${gap}KB`
  const megabytes = bytes / kilobyte ** 2
  if (megabytes < 1023.5) return `${formatNumber(rounded(megabytes), lang)}${gap}MB`
  return `${formatNumber(rounded(megabytes / kilobyte), lang)}${gap}GB`
}

export type Count =
  | { ok: true; count: number }
  | { ok: false; reason: 'empty' | 'negative' | 'fraction' | 'grouping' | 'digits' | 'too-large' }

const units = /(?:人|名|社|件|円|回|台|席|箇所|か所|ヶ所|団体|校|日間?|時間|people|persons?)$/i
const scales: Record<string, number> = { 億: 100_000_000, 万: 10_000, 千: 1000 }

/**
 * Reads a whole number as people type it: full-width, grouped by commas, with 万 or 億, with 約 before
 * it and a unit behind it (`約１，２００人`, `3.5万`, `1億2,000万円`).
 */
export function parseCount(text: string): Count {
  const typed = text
    .normalize('NFKC')
    .replace(/[\s\p{DI}]/gu, '')
    .replace(/、/g, ',')
    .replace(/^約/, '')
    .replace(units, '')
  if (typed === '') return { ok: false, reason: 'empty' }
  if (/^[-−‐–▲△]\d/.test(typed)) return { ok: false, reason: 'negative' }
  if (!/^(?:\d[\d,.]*[億万千])*(?:\d[\d,.]*)?$/.test(typed)) return { ok: false, reason: 'digits' }
  return sumOf(typed.match(/[\d,.]+[億万千]?/g) ?? [])
}

// 1億2,000万 is a sum of parts, each scaled lower than the one before.
function sumOf(parts: readonly string[]): Count {
  let count = 0
  let above = Infinity
  for (const part of parts) {
    const scale = scales[part.at(-1) ?? ''] ?? 1
    const digits = part.replace(/[億万千]$/, '')
    if (scale >= above || !/^[\d,]+(?:\.\d+)?$/.test(digits)) return { ok: false, reason: 'digits' }
    if (digits.includes(',') && !/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) {
      return { ok: false, reason: 'grouping' }
    }
    count += scaled(digits.replaceAll(',', ''), scale)
    above = scale
  }
  if (count > Number.MAX_SAFE_INTEGER) return { ok: false, reason: 'too-large' }
  return Number.isInteger(count) ? { ok: true, count } : { ok: false, reason: 'fraction' }
}

// In decimal digits: 1.1 × 10,000 in binary floating point is not whole.
function scaled(digits: string, scale: number): number {
  const [whole = '', fraction = ''] = digits.split('.')
  const zeros = String(scale).length - 1
  const moved = fraction.padEnd(zeros, '0')
  return Number(`${whole}${moved.slice(0, zeros)}.${moved.slice(zeros) || '0'}`)
}

function rounded(value: number): number {
  return value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value)
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(lang: Lang, style: 'decimal' | 'percent', decimals: number): Intl.NumberFormat {
  const key = `${lang} ${style} ${decimals}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(lang, { style, maximumFractionDigits: decimals })
  formatters.set(key, made)
  return made
}
