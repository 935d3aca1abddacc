import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font } from 'fontkit'
import type { Lang } from '../lib/languages.ts'
import { root } from '../lib/root.ts'

/** The fonts that come with the program; see public/fonts/README.md for what each holds. */
export type FontName = 'jp' | 'sc' | 'kr'

/** A piece of text that one font can set. */
export type Run = { text: string; font: FontName }

const files: Record<FontName, string> = {
  jp: 'NotoSansJP-Medium.ttf',
  sc: 'NotoSansSC-Medium.ttf',
  kr: 'NotoSansKR-Medium.ttf',
}

// Han characters have a different shape per country, so the reader's language goes first.
const orders: Record<Lang, readonly FontName[]> = {
  ja: ['jp', 'sc', 'kr'],
  en: ['jp', 'sc', 'kr'],
  'zh-Hans': ['sc', 'jp', 'kr'],
  ko: ['kr', 'jp', 'sc'],
}

// 下駄: what Japanese printers set where a character is not in the case.
const geta = '〓'
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const read = new Map<FontName, Buffer>()
const opened = new Map<FontName, Font>()

/** The font's file, read once per process (3–5 MB of memory each, on first use). */
export function fontFile(name: FontName): Buffer {
  const bytes = read.get(name) ?? readFileSync(join(root, 'public', 'fonts', files[name]))
  read.set(name, bytes)
  return bytes
}

/**
 * The font opened, shared by all who measure and outline. It remembers the glyphs it has seen, with
 * the characters they came from: a document that must come out the same every time opens its own.
 */
export function openFont(name: FontName): Font {
  const font = opened.get(name) ?? create(fontFile(name))
  opened.set(name, font)
  return font
}

/** Characters that none of our fonts has, each once; they would be set as 〓. */
export function missingGlyphs(text: string): string[] {
  return [...new Set(clusters(text).filter((cluster) => !fontFor(cluster, orders.ja)))]
}

/**
 * Text cut into runs of one font. One font sets all of it if it can, so that a Chinese name is not
 * half Japanese; else each character goes to the first font in the language's order that has it.
 */
export function textRuns(text: string, lang: Lang = 'ja'): Run[] {
  const order = hasKana(text) ? orders.ja : orders[lang]
  const parts = clusters(text)
  const whole = order.find((font) => parts.every((part) => covers(font, part)))
  if (whole) return text ? [{ text: parts.join(''), font: whole }] : []
  const runs: Run[] = []
  for (const part of parts) {
    const font = fontFor(part, order)
    const last = runs.at(-1)
    const next = { text: font ? part : geta, font: font ?? 'jp' }
    if (last?.font === next.font) last.text += next.text
    else runs.push(next)
  }
  return runs
}

/** Whether text is certainly Japanese, whatever the language around it. */
export function hasKana(text: string): boolean {
  return /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)
}

/** Width of one line in em, as our fonts set it. */
export function measureText(text: string, lang: Lang = 'ja'): number {
  return textRuns(text, lang).reduce((sum, run) => {
    const font = openFont(run.font)
    return sum + font.layout(run.text).advanceWidth / font.unitsPerEm
  }, 0)
}

/** One line as the data of an SVG path, its baseline beginning at (x, y), `size` px to the em. */
export function outlineText(
  text: string,
  at: { x: number; y: number; size: number },
  lang: Lang = 'ja',
): string {
  let x = at.x
  let data = ''
  for (const run of textRuns(text, lang)) {
    const font = openFont(run.font)
    const scale = at.size / font.unitsPerEm
    const { glyphs, positions } = font.layout(run.text)
    glyphs.forEach((glyph, index) => {
      const place = positions[index]
      if (!place) return
      const { xAdvance, xOffset, yOffset } = place
      const shape = glyph.path.scale(scale, -scale)
      data += shape.translate(x + xOffset * scale, at.y - yOffset * scale).toSVG()
      x += xAdvance * scale
    })
  }
  return data
}

// Composed, because が typed on a Mac's file system comes as か and a mark, which no font sets well;
// but compatibility ideographs (神 U+FA19) are other characters to the people named so.
function clusters(text: string): string[] {
  return [...graphemes.segment(text.toWellFormed())].flatMap(({ segment }) => {
    const composed = /[\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/u.test(segment)
      ? segment
      : segment.normalize('NFC')
    return /^\p{Cc}/u.test(composed) ? [' '] : [composed]
  })
}

function fontFor(cluster: string, order: readonly FontName[]): FontName | undefined {
  return order.find((font) => covers(font, cluster))
}

function covers(name: FontName, cluster: string): boolean {
  const font = openFont(name)
  for (const character of cluster) {
    if (/\p{DI}/u.test(character)) continue
    if (!font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return false
  }
  return true
}
