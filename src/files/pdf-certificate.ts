import PDFDocument from 'pdfkit'
import { fitLines, wrapLines } from '../lib/badge-lines.ts'
import { cleanLine } from '../lib/clean-text.ts'
import { type Certificate, ink, main, page, type Sheet, soft } from './certificate-sheet.ts'
import { drawSide } from './certificate-side.ts'
import { hasKana } from './fonts.ts'
import { openLettering } from './pdf-lettering.ts'

/**
 * The certificate of an activity as a tagged PDF of one A4 page (PDF/UA), with every font embedded.
 * Names of any length fit; characters that no font has become 〓 (see `missingGlyphs`).
 */
export async function certificatePdf(certificate: Certificate): Promise<Uint8Array> {
  const { lang, accent } = certificate
  if (!/^#[0-9a-f]{6}$/i.test(accent)) throw new RangeError('accent is not #rrggbb')
  const doc = openDocument(certificate)
  const whole = collect(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const sheet: Sheet = {
    doc,
    root,
    certificate,
    pen: openLettering(doc, lang),
    add: (type, options, draw) => void root.add(doc.struct(type as 'P', options, [draw])),
    spoken: (text) => (lang !== 'ja' && hasKana(text) ? { lang: 'ja' } : {}),
  }
  drawFrame(sheet)
  drawHead(sheet)
  const below = drawName(sheet)
  drawFacts(sheet, drawStatement(sheet, below))
  drawIssuers(sheet)
  drawSide(sheet)
  root.end()
  doc.end()
  return whole
}

function openDocument({ lang, labels, issuers, ...certificate }: Certificate): PDFKit.PDFDocument {
  return new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    pdfVersion: '1.7',
    // known to the program, not yet to its types
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    displayTitle: true,
    lang,
    info: {
      Title: `${labels.title} ${cleanLine(certificate.recipientName)}`,
      Author: issuers.join(', '),
      Creator: 'Gekkan',
      Producer: 'Gekkan',
      CreationDate: new Date(certificate.createdAt.epochMilliseconds),
    },
  })
}

async function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of doc) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function drawFrame({ doc, certificate: { accent } }: Sheet) {
  doc.markContent('Artifact', { type: 'Layout' })
  doc.lineWidth(1).strokeColor(accent)
  doc.rect(26, 26, page.width - 52, page.height - 52).stroke()
  doc.lineWidth(0.3)
  doc.rect(31, 31, page.width - 62, page.height - 62).stroke()
  doc
    .moveTo(240, 64)
    .lineTo(240, page.height - 64)
    .stroke()
  doc.rect(main.x, 122, 34, 2.5).fill(accent)
  doc.endMarkedContent()
}

function drawHead({ add, pen, certificate: { labels } }: Sheet) {
  const tracking = /\p{sc=Han}|\p{sc=Hangul}/u.test(labels.title) ? 9 : 0.4
  add('H1', {}, () => {
    pen.line(labels.title, { x: main.x, y: 104 }, { size: 30, colour: ink, tracking })
  })
  add('P', {}, () => {
    const place = { x: main.right, y: 80 }
    pen.line(labels.number, place, { size: 10.5, colour: soft, align: 'right' })
  })
}

/** Reading and name; returns the baseline of the name's last line. */
function drawName({ add, pen, spoken, certificate }: Sheet): number {
  const reading = cleanLine(certificate.recipientReading ?? '')
  const name = cleanLine(certificate.recipientName)
  const { honorific } = certificate.labels
  const room = honorific ? main.width - pen.measure(honorific) * 15 - 12 : main.width
  const { lines, size } = fitLines(name, {
    width: room,
    sizes: [36, 30, 25],
    least: 11,
    measure: pen.measure,
  })
  const first = 166 + size * 0.9
  if (reading) {
    const small = fitLines(reading, {
      width: main.width,
      sizes: [10],
      least: 5,
      measure: pen.measure,
    })
    add('P', spoken(reading), () => {
      pen.line(small.lines[0] ?? '', { x: main.x, y: 156 }, { size: small.size, colour: soft })
    })
  }
  const last = first + (lines.length - 1) * size * 1.35
  add('P', { actual: `${name} ${honorific}`.trim(), ...spoken(name) }, () => {
    lines.forEach((text, index) => {
      const y = first + index * size * 1.35
      const width = pen.line(text, { x: main.x, y }, { size, colour: ink })
      if (index === lines.length - 1 && honorific)
        pen.line(honorific, { x: main.x + width + 12, y }, { size: 15, colour: ink })
    })
  })
  return last
}

/** Returns the baseline of the last line. */
function drawStatement({ add, pen, certificate: { labels } }: Sheet, below: number): number {
  const size = 12
  const lines = wrapLines(labels.statement, {
    width: main.width / size,
    most: 4,
    measure: pen.measure,
  })
  const first = below + 36
  add('P', {}, () => {
    lines.forEach((line, index) => {
      pen.line(line, { x: main.x, y: first + index * 21 }, { size, colour: ink })
    })
  })
  return first + (lines.length - 1) * 21
}

function drawFacts({ add, pen, spoken, certificate }: Sheet, below: number) {
  const { labels, activityTitle, kinds, editionTitle } = certificate
  const facts = [
    [labels.edition, editionTitle, 1],
    [labels.activity, activityTitle, 2],
    [labels.kinds, kinds.join(' · '), 2],
  ] as const
  const labelWidth = Math.max(...facts.map(([label]) => pen.measure(label) * 9.5), 60) + 18
  let y = below + 32
  for (const [label, text, most] of facts) {
    const width = (main.width - labelWidth) / 11
    const lines = wrapLines(cleanLine(text), { width, most, measure: pen.measure })
    const top = y
    add('P', spoken(text), () => {
      pen.line(label, { x: main.x, y: top }, { size: 9.5, colour: soft })
      lines.forEach((line, index) => {
        pen.line(line, { x: main.x + labelWidth, y: top + index * 16 }, { size: 11, colour: ink })
      })
    })
    y += lines.length * 16 + 4
  }
}

function drawIssuers({ add, pen, spoken, certificate: { issuedOn, issuers } }: Sheet) {
  const columns = issuers.length > 4 ? 2 : 1
  const rows = Math.ceil(issuers.length / columns)
  const width = main.width / columns - (columns - 1) * 12
  const top = page.height - 72 - (rows - 1) * 17
  add('P', {}, () => {
    pen.line(issuedOn, { x: main.x, y: top - 24 }, { size: 11, colour: ink })
  })
  issuers.forEach((issuer, index) => {
    const frame = { width, sizes: [11], least: 5, measure: pen.measure }
    const { lines, size } = fitLines(issuer, frame)
    const x = main.x + Math.floor(index / rows) * (width + 24)
    add('P', spoken(issuer), () => {
      pen.line(lines[0] ?? '', { x, y: top + (index % rows) * 17 }, { size, colour: ink })
    })
  })
}
