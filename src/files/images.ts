import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { sniffImage } from './image-type.ts'
import { turnstile } from './turnstile.ts'

export type ImageVariant = {
  width: number
  height: number
  format: 'webp' | 'jpeg'
  bytes: Uint8Array
}

export type ImageRefusal =
  | 'empty'
  | 'too-large'
  | 'not-an-image'
  | 'heic'
  | 'svg'
  | 'type'
  | 'pixels'
  | 'damaged'
  | 'busy'

export type TakenImage =
  | {
      ok: true
      variants: ImageVariant[]
      /** Of the picture as it is seen, after the camera's orientation. */
      width: number
      height: number
      /** Of the bytes as they came, to find the same file again. */
      sha256: string
    }
  | { ok: false; reason: ImageRefusal }

const widths = [480, 1200] as const
const tenMegabytes = 10 * 1024 * 1024
// more than any telephone's picture; a decoded one takes 150 MB
const fiftyMegapixels = 50_000_000
// seconds; a telephone's picture of 12 megapixels takes about half a second
const patience = 20

// Two pictures at a time leave a core for the pages; decoded pictures are not kept.
sharp.cache(false)
sharp.concurrency(1)
const enter = turnstile(2, 16)

/**
 * Makes an uploaded picture safe to show: read by its content, decoded, turned upright, drawn anew
 * as WebP and JPEG in sRGB at 480 and 1200 px (never enlarged; no taller than twice that). Metadata,
 * places and whatever was hidden behind the picture do not survive. Of a moving picture the first
 * frame stays. Requirement R19.
 */
export async function takeImage(
  bytes: Uint8Array,
  {
    maxBytes = tenMegabytes,
    maxPixels = fiftyMegapixels,
  }: { maxBytes?: number; maxPixels?: number },
): Promise<TakenImage> {
  if (bytes.length === 0) return { ok: false, reason: 'empty' }
  if (bytes.length > maxBytes) return { ok: false, reason: 'too-large' }
  const type = sniffImage(bytes)
  if (type === 'none') return { ok: false, reason: 'not-an-image' }
  if (type === 'other') return { ok: false, reason: 'type' }
  if (type === 'heic' || type === 'svg') return { ok: false, reason: type }
  const taken = await enter(() => redraw(bytes, type, maxPixels))
  return taken ?? { ok: false, reason: 'busy' }
}

async function redraw(bytes: Uint8Array, type: string, maxPixels: number): Promise<TakenImage> {
  // no limit here: the header alone tells the size, and gets its own answer
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!header || header.format !== type) return { ok: false, reason: 'damaged' }
  if (header.width * header.height > maxPixels) return { ok: false, reason: 'pixels' }
  try {
    const upright = await decode(bytes, maxPixels)
    const seen = header.autoOrient
    const sizes = seen.width <= widths[0] ? [widths[0]] : widths
    const variants = await Promise.all(sizes.flatMap((width) => encode(upright, width)))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { ok: true, variants, width: seen.width, height: seen.height, sha256 }
  } catch {
    return { ok: false, reason: 'damaged' }
  }
}

/** Bare pixels at the largest size we keep: decoded once, and nothing but pixels can pass. */
async function decode(bytes: Uint8Array, maxPixels: number): Promise<Sharp> {
  const largest = widths[1]
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
    .timeout({ seconds: patience })
    .autoOrient()
    .resize({ width: largest, height: 2 * largest, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels } })
}

function encode(picture: Sharp, width: number): Promise<ImageVariant>[] {
  const sized = picture
    .clone()
    .resize({ width, height: 2 * width, fit: 'inside', withoutEnlargement: true })
  return [
    draw('webp', sized.clone().webp({ quality: 80 })),
    draw(
      'jpeg',
      sized.clone().flatten({ background: '#ffffff' }).jpeg({ quality: 82, mozjpeg: true }),
    ),
  ]
}

async function draw(format: ImageVariant['format'], picture: Sharp): Promise<ImageVariant> {
  const drawn = picture.timeout({ seconds: patience })
  const { data, info } = await drawn.toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, format, bytes: data }
}
