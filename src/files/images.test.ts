import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Create } from 'sharp'
import { takeImage, type ImageRefusal } from './images.ts'

const script = '<script>alert(document.cookie)</script>'
const plain = (width: number, height: number, colour = '#115a36') =>
  sharp({ create: { width, height, channels: 3, background: colour } })
const noise: Create = {
  width: 900,
  height: 600,
  channels: 3,
  background: '#888',
  noise: { type: 'gaussian', mean: 128, sigma: 40 },
}

const jpeg = await sharp({ create: noise }).jpeg().toBuffer()
const png = await plain(300, 200).png().toBuffer()
const webp = await plain(300, 200).webp().toBuffer()
const gif = await plain(30, 20).gif().toBuffer()
const movingGif = await sharp(
  Buffer.concat([
    Buffer.alloc(40 * 40 * 3, 0),
    Buffer.alloc(40 * 40 * 3, 255),
    Buffer.alloc(40 * 40 * 3, 80),
  ]),
  { raw: { width: 40, height: 120, channels: 3, pageHeight: 40 } },
)
  .gif()
  .toBuffer()

/** A PNG that claims a size and carries only as many rows of zeros as given. */
function handMadePng(width: number, height: number, rows: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * rows))
  const chunk = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
    const framed = Buffer.alloc(named.length + 8)
    framed.writeUInt32BE(body.length, 0)
    framed.set(named, 4)
    framed.writeUInt32BE(crc32(named), named.length + 4)
    return framed
  }
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const chunks = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...chunks])
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${script}</svg>`
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')])
const text = (words: string) => Buffer.from(words)
const spoilt = Buffer.from(png)
spoilt.fill(0x5a, 60, 120)

const refused: [string, ImageRefusal, Uint8Array][] = [
  ['zero bytes', 'empty', new Uint8Array()],
  ['31 MB', 'too-large', Buffer.concat([jpeg, Buffer.alloc(31 * 1024 * 1024)])],
  [
    'one byte over the limit',
    'too-large',
    Buffer.concat([jpeg, Buffer.alloc(10 * 1024 * 1024 + 1 - jpeg.length)]),
  ],
  ['SVG', 'svg', text(svg)],
  ['SVG behind a declaration', 'svg', text(`<?xml version="1.0"?>\n<!-- a -->${svg}`)],
  ['SVG behind a byte order mark and space', 'svg', text(`\uFEFF \n${svg}`)],
  ['SVG in UTF-16', 'svg', Buffer.from(`\uFEFF${svg}`, 'utf16le')],
  ['SVG with a namespace prefix', 'svg', text('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>')],
  ['SVG by its document type', 'svg', text('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "">')],
  ['HTML', 'not-an-image', text(`<!doctype html><body>${script}`)],
  ['HTML called picture.png', 'not-an-image', text(`<html>${script}</html>`)],
  ['a text', 'not-an-image', text('テレワーク月間')],
  ['a PDF', 'not-an-image', text('%PDF-1.7\n')],
  ['a ZIP file', 'not-an-image', text('PK\x03\x04')],
  ['a program', 'not-an-image', text('\x7fELF')],
  ['a JPEG behind a ZIP head', 'not-an-image', Buffer.concat([text('PK\x03\x04'), jpeg])],
  ['NULs', 'not-an-image', Buffer.alloc(5000)],
  ['HEIC of a telephone', 'heic', heic],
  ['AVIF', 'type', await plain(9, 9).avif().toBuffer()],
  ['TIFF', 'type', await plain(9, 9).tiff().toBuffer()],
  ['BMP', 'type', text('BM\x46\0\0\0\0\0\0\0')],
  ['ICO', 'type', Buffer.from([0, 0, 1, 0, 1, 0])],
  ['a PNG of 30,000 × 30,000', 'pixels', handMadePng(30_000, 30_000, 100)],
  ['a PNG of 30,000 × 30,000 that is complete', 'pixels', handMadePng(30_000, 30_000, 30_000)],
  ['a PNG one row above the limit', 'pixels', handMadePng(50_000, 1001, 1)],
  ['half a JPEG', 'damaged', jpeg.subarray(0, jpeg.length / 2)],
  ['a JPEG without its last tenth', 'damaged', jpeg.subarray(0, jpeg.length * 0.9)],
  ['a PNG without its end', 'damaged', handMadePng(100, 100, 40)],
  ['a PNG with spoilt pixels', 'damaged', spoilt],
  ['half a WebP', 'damaged', webp.subarray(0, webp.length / 2)],
  ['half a GIF', 'damaged', gif.subarray(0, 20)],
  ['only the sign of a JPEG', 'damaged', jpeg.subarray(0, 3)],
  ['only the sign of a PNG', 'damaged', png.subarray(0, 8)],
  ['a script that begins like a GIF', 'damaged', text(`GIF89a/*${script}*/=1`)],
]

for (const [name, reason, bytes] of refused)
  test(`${name} is refused as ${reason}`, async () => {
    assert.deepEqual(await takeImage(bytes, {}), { ok: false, reason })
  })

const withPlace = await plain(300, 200)
  .withExif({
    IFD0: { Artist: 'Secret Person' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 41/1 0/1' },
  })
  .withIccProfile('p3')
  .jpeg()
  .toBuffer()
const cmyk = await plain(300, 200).toColourspace('cmyk').jpeg().toBuffer()
const grey16 = await plain(300, 200).toColourspace('grey16').png().toBuffer()
const clear = await sharp({ create: { width: 300, height: 200, channels: 4, background: '#0000' } })
  .png()
  .toBuffer()

const taken: [string, Uint8Array, { width: number; height: number }][] = [
  ['a JPEG', jpeg, { width: 900, height: 600 }],
  ['a PNG', png, { width: 300, height: 200 }],
  ['a WebP', webp, { width: 300, height: 200 }],
  ['a GIF', gif, { width: 30, height: 20 }],
  ['the first frame of a moving GIF', movingGif, { width: 40, height: 40 }],
  ['one pixel', await plain(1, 1).png().toBuffer(), { width: 1, height: 1 }],
  ['a very tall strip', await plain(20, 20_000).png().toBuffer(), { width: 20, height: 20_000 }],
  [
    'a PNG with a script behind it',
    Buffer.concat([png, text(script)]),
    { width: 300, height: 200 },
  ],
  ['a JPEG with a page behind it', Buffer.concat([jpeg, text(svg)]), { width: 900, height: 600 }],
  [
    'a GIF with a ZIP file behind it',
    Buffer.concat([gif, text(`PK\x03\x04${script}`)]),
    { width: 30, height: 20 },
  ],
  ['a JPEG with a place, a name and a profile', withPlace, { width: 300, height: 200 }],
  ['a JPEG for print', cmyk, { width: 300, height: 200 }],
  ['a grey PNG of 16 bits', grey16, { width: 300, height: 200 }],
  ['a transparent PNG', clear, { width: 300, height: 200 }],
]

for (const [name, bytes, size] of taken)
  test(`${name} is drawn anew without anything but its pixels`, async () => {
    const image = await takeImage(bytes, {})
    assert.ok(image.ok, JSON.stringify(image))
    assert.deepEqual({ width: image.width, height: image.height }, size)
    assert.ok(image.variants.length >= 2)
    for (const variant of image.variants) {
      const { format, width, height, space, pages, exif, icc, xmp, iptc } = await sharp(
        variant.bytes,
      ).metadata()
      assert.deepEqual(
        { format, width, height },
        {
          format: variant.format,
          width: variant.width,
          height: variant.height,
        },
      )
      assert.equal(space, 'srgb')
      assert.deepEqual([pages, exif, icc, xmp, iptc], Array(5).fill(undefined))
      assert.doesNotMatch(Buffer.from(variant.bytes).toString('latin1'), /script|Secret|GPS/)
    }
  })

test('the picture with a place did carry one before', async () => {
  const { exif, icc } = await sharp(withPlace).metadata()
  assert.ok(exif?.includes('Secret Person') && icc)
})

test('a large picture comes in two widths and two formats, a small one in its own size', async () => {
  const sizes = async (bytes: Uint8Array) => {
    const image = await takeImage(bytes, {})
    assert.ok(image.ok)
    return image.variants.map(({ width, height, format }) => `${width}×${height} ${format}`)
  }
  assert.deepEqual(await sizes(await plain(3000, 2000).jpeg().toBuffer()), [
    '480×320 webp',
    '480×320 jpeg',
    '1200×800 webp',
    '1200×800 jpeg',
  ])
  assert.deepEqual(await sizes(png), ['300×200 webp', '300×200 jpeg'])
})

test("a picture lying on its side is turned as the camera's note says", async () => {
  const left = await plain(60, 40, '#ff0000').png().toBuffer()
  const lying = await plain(120, 40, '#0000ff')
    .composite([{ input: left, left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .png()
    .toBuffer()
  const image = await takeImage(lying, {})
  assert.ok(image.ok)
  assert.deepEqual([image.width, image.height], [40, 120])
  const { data, info } = await sharp(image.variants[0]?.bytes)
    .raw()
    .toBuffer({ resolveWithObject: true })
  assert.deepEqual([info.width, info.height], [40, 120])
  // the red half was left and is on top now
  assert.ok((data[0] ?? 0) > 200 && (data.at(-1) ?? 0) > 200)
})

test('what was transparent is white in the JPEG and still transparent in the WebP', async () => {
  const image = await takeImage(clear, {})
  assert.ok(image.ok)
  const of = (format: string) => sharp(image.variants.find((one) => one.format === format)?.bytes)
  assert.equal((await of('webp').stats()).isOpaque, false)
  assert.equal((await of('jpeg').raw().toBuffer())[0], 255)
})

test('the limits can be set by the caller', async () => {
  assert.deepEqual(await takeImage(png, { maxBytes: 100 }), { ok: false, reason: 'too-large' })
  assert.deepEqual(await takeImage(png, { maxPixels: 59_999 }), { ok: false, reason: 'pixels' })
  assert.equal((await takeImage(png, { maxPixels: 60_000 })).ok, true)
})

test('more pictures at once than we can hold are told to come again, the others are served', async () => {
  const answers = await Promise.all(Array.from({ length: 24 }, () => takeImage(png, {})))
  const busy = answers.filter((answer) => !answer.ok && answer.reason === 'busy')
  assert.equal(busy.length, 6)
  assert.equal(answers.filter((answer) => answer.ok).length, 18)
  assert.equal((await takeImage(png, {})).ok, true)
})
