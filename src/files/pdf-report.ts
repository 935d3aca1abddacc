import PDFDocument from 'pdfkit'
import { wrapLines } from '../lib/badge-lines.ts'
import { cleanLine } from '../lib/clean-text.ts'
import type { Lang } from '../lib/languages.ts'
import { hasKana } from './fonts.ts'
import { type Lettering, openLettering } from './pdf-lettering.ts'

/** What is printed, in words of `lang`. */
export type Report = {
  lang: Lang
  title: string
  subject: string
  lines: readonly string[]
  parts: readonly {
    title: string
    note?: string | undefined
    /** `share` of 1 is a bar over the whole width. */
    rows: readonly { label: string; text: string; share?: number | undefined }[]
  }[]
  /** #rrggbb */
  accent: string
  createdAt: Temporal.Instant
}

type Struct = PDFKit.PDFStructureElement
type Paper = {
  doc: PDFKit.PDFDocument
  pen: Lettering
  root: Struct
  report: Report
  /** The baseline of the line that comes next, in points from the top. */
  y: number
}

// A4 upright, 595.28 × 841.89 points
const left = 56
const width = 483
const bottom = 780
const [ink, soft, rule] = ['#1a1a1a', '#595959', '#bfbfbf']
const columns = { label: 230, bar: 120 }

/** Figures as a tagged PDF of A4 pages (PDF/UA): chapters of rows, each a label, a bar and a number. */
export async function reportPdf(report: Report): Promise<Uint8Array> {
  const doc = openDocument(report)
  const whole = collect(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const paper: Paper = { doc, root, report, pen: openLettering(doc, report.lang), y: 84 }
  drawHead(paper)
  for (const part of report.parts) drawPart(paper, part)
  root.end()
  doc.end()
  return whole
}

function openDocument({ lang, title, subject, createdAt }: Report): PDFKit.PDFDocument {
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    // known to the program, not yet to its types
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    displayTitle: true,
    lang,
    info: {
      Title: `${title} ${cleanLine(subject)}`,
      Creator: 'Gekkan',
      Producer: 'Gekkan',
      CreationDate: new Date(createdAt.epochMilliseconds),
    },
  })
}

async function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of doc) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function drawHead(paper: Paper) {
  const { doc, report } = paper
  doc.markContent('Artifact', { type: 'Layout' })
  doc.rect(left, 50, 34, 2.5).fill(report.accent)
  doc.endMarkedContent()
  write(paper, 'H1', report.title, { size: 20, step: 30, most: 1 })
  write(paper, 'P', report.subject, { size: 13, step: 20, most: 3 })
  for (const line of report.lines)
    write(paper, 'P', line, { size: 9.5, step: 15, most: 2, colour: soft })
}

type Setting = { size: number; step: number; most: number; colour?: string }

/** Running text from the current place on. */
function write(paper: Paper, type: string, text: string, setting: Setting) {
  const { doc, pen, root, report } = paper
  const { size, step, most, colour = ink } = setting
  const clean = cleanLine(text)
  const lines = wrapLines(clean, { width: width / size, most, measure: pen.measure })
  const top = paper.y
  root.add(
    doc.struct(type as 'P', spoken(report, clean), [
      () =>
        lines.forEach((line, at) => {
          pen.line(line, { x: left, y: top + at * step }, { size, colour })
        }),
    ]),
  )
  paper.y += lines.length * step
}

const spoken = ({ lang }: Report, text: string) =>
  lang !== 'ja' && hasKana(text) ? { lang: 'ja' } : {}

function drawPart(paper: Paper, part: Report['parts'][number]) {
  // a heading never stands alone at the foot of a page
  const first = rowHeight(paper, part.rows[0]?.label ?? '')
  makeRoom(paper, 50 + first)
  paper.y += 20
  write(paper, 'H2', part.title, { size: 12, step: 16, most: 3 })
  paper.y += 2
  const table = paper.doc.struct('Table')
  paper.root.add(table)
  for (const row of part.rows) drawRow(paper, table, row)
  table.end()
  paper.y += 4
  if (part.note) {
    makeRoom(paper, 30)
    write(paper, 'P', part.note, { size: 8.5, step: 13, most: 3, colour: soft })
  }
}

function makeRoom(paper: Paper, height: number) {
  if (paper.y + height <= bottom) return
  paper.doc.addPage()
  paper.y = 70
}

const labelLines = ({ pen }: Paper, label: string) =>
  wrapLines(cleanLine(label), { width: columns.label / 10, most: 3, measure: pen.measure })

const rowHeight = (paper: Paper, label: string) => labelLines(paper, label).length * 14 + 6

function drawRow(paper: Paper, table: Struct, row: Report['parts'][number]['rows'][number]) {
  const height = rowHeight(paper, row.label)
  makeRoom(paper, height)
  const { doc, pen, report } = paper
  const top = paper.y + 10
  doc.markContent('Artifact', { type: 'Layout' })
  doc.lineWidth(0.4).strokeColor(rule)
  doc
    .moveTo(left, paper.y - 3)
    .lineTo(left + width, paper.y - 3)
    .stroke()
  if (row.share)
    doc
      .rect(left + columns.label + 12, top - 7, Math.max(0.5, columns.bar * row.share), 7)
      .fill(report.accent)
  doc.endMarkedContent()
  const line = doc.struct('TR')
  table.add(line)
  const label = () =>
    labelLines(paper, row.label).forEach((text, at) => {
      pen.line(text, { x: left, y: top + at * 14 }, { size: 10, colour: ink })
    })
  const number = () =>
    void pen.line(row.text, { x: left + width, y: top }, { size: 10, colour: ink, align: 'right' })
  line.add(doc.struct('TH', spoken(report, row.label), [label]))
  line.add(doc.struct('TD', {}, [number]))
  line.end()
  paper.y += height
}
