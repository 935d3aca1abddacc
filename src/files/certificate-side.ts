import { wrapLines } from '../lib/badge-lines.ts'
import { qrPath } from '../lib/qr.ts'
import { ink, side, soft, type Sheet } from './certificate-sheet.ts'

/** The month of dots with the year, and the QR code with the address it holds. */
export function drawSide(sheet: Sheet) {
  const { add, doc, pen, certificate } = sheet
  const { labels, accent, verifyUrl } = certificate
  const lit = Math.min(Math.max(certificate.day, 1), 30) - 1
  const step = side.width / 6
  const dots = [side.x, 72, side.x + side.width, 72 + step * 5]
  add('Figure', { alt: labels.month, bbox: dots }, () => {
    for (let day = 0; day < 30; day++) {
      const x = side.x + 6 + (day % 6) * step
      const y = 72 + (Math.floor(day / 6) + 0.5) * step
      doc
        .circle(x, y, day === lit ? 7.6 : 6)
        .fillOpacity(day === lit ? 1 : 0.2)
        .fill(accent)
    }
    doc.fillOpacity(1)
  })
  add('P', {}, () => {
    const place = { x: side.x - 2, y: 244 }
    pen.line(String(certificate.editionYear), place, { size: 40, colour: accent, tracking: 3 })
  })
  const code = qrPath(verifyUrl)
  const size = 92
  // the quiet zone reaches out to the left, so that the code stands below the dots
  const left = side.x - (4 * size) / code.size
  const box = [left, 396, left + size, 396 + size] as const
  add('Figure', { alt: labels.qr, bbox: [...box] }, () => {
    doc
      .save()
      .translate(box[0], box[1])
      .scale(size / code.size)
    doc.path(code.path).fill(ink).restore()
  })
  drawAddress(sheet)
}

function drawAddress({ add, doc, root, pen, certificate: { labels, verifyUrl } }: Sheet) {
  const measure = pen.measure
  const caption = wrapLines(labels.verify, { width: 168 / 8, most: 2, measure })
  const address = wrapLines(verifyUrl, { width: 168 / 7, most: 2, measure })
  const top = 503
  add('P', {}, () => {
    caption.forEach((line, index) => {
      pen.line(line, { x: side.x, y: top + index * 11 }, { size: 8, colour: soft })
    })
  })
  const below = top + caption.length * 11 + 2
  const link: PDFKit.PDFStructureElement = doc.struct('Link', { alt: verifyUrl }, [
    () => {
      address.forEach((line, index) => {
        pen.line(line, { x: side.x, y: below + index * 9 }, { size: 7, colour: soft })
      })
      // the words are for readers that announce the annotation and not the tag (PDF/UA 7.18.1)
      const contents = { Contents: new String(verifyUrl) as string, structParent: link }
      doc.link(side.x, below - 8, 168, address.length * 9 + 2, verifyUrl, contents)
    },
  ])
  root.add(link)
}
