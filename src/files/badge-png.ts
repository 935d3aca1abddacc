import sharp from 'sharp'
import { badgeSize, badgeSvg, type Badge, type BadgeLettering } from '../lib/badge.ts'
import { cleanLine } from '../lib/clean-text.ts'
import type { Lang } from '../lib/languages.ts'
import { measureText, outlineText } from './fonts.ts'

/**
 * The badge as a PNG, `scale` pixels to the CSS pixel. Its words are outlines of our own fonts, so it
 * looks the same on a server without any font.
 */
export async function badgePng(badge: Badge, lang: Lang = 'ja', scale = 2): Promise<Uint8Array> {
  const outlines: BadgeLettering = {
    measure: (line) => measureText(line, lang),
    draw: (line, { fill, ...at }) => `<path fill="${fill}" d="${outlineText(line, at, lang)}"/>`,
  }
  const clean = { ...badge, label: cleanLine(badge.label), name: cleanLine(badge.name) }
  // an SVG's own pixel is 1/72 inch to the library
  return sharp(Buffer.from(badgeSvg(clean, outlines)), { density: 72 * scale })
    .resize({ width: badgeSize.width * scale })
    .png({ palette: true })
    .toBuffer()
}
