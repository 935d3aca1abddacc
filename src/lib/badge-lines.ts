/** How text may be set: `sizes[n]` is the most for n + 1 lines, `least` the smallest worth reading. */
export type Frame = {
  width: number
  sizes: readonly number[]
  least: number
  /** Width of one line in em. */
  measure: (text: string) => number
}

export type FittedText = { lines: string[]; size: number; cut: boolean }

const longestFirst = [
  '(?:株式|有限|合同|合資|合名|相互)会社',
  '(?:一般|公益)?(?:社団|財団)法人',
  '(?:認定)?(?:特定非営利活動|NPO)法人',
  '大学共同利用機関法人',
  '(?:国立|公立)大学法人',
  '国立研究開発法人',
  '(?:地方)?独立行政法人',
  '(?:社会)?医療法人(?:社団|財団)?',
  '(?:社会福祉|学校|宗教|更生保護|職業訓練|特許業務|監査|農事組合)法人',
  '(?:弁護士|税理士|司法書士|行政書士|社会保険労務士|土地家屋調査士|弁理士)法人',
  '有限責任事業組合|企業組合',
  '[(（][株有同資名社財独特医福学]{1,2}[)）]',
  String.raw`Co\.,? ?Ltd\.?|K\. ?K\.|Pty\.? Ltd\.?|Pte\.? Ltd\.?`,
]
const legalForm = new RegExp(`(${longestFirst.join('|')})`, 'giu')
const words = new Intl.Segmenter('ja', { granularity: 'word' })
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

// JIS X 4051: what a line may not begin or end with.
const notFirst =
  /^[\s、。，．,.・:;：；!?！？)）\]］}｝」』】〉》ー〜～ぁぃぅぇぉっゃゅょァィゥェォッャュョ々…'’"”]/u
const notLast = /[(（[［{｛「『【〈《‘“]$/u

/**
 * Sets a name as large as it goes. A line more is taken only for letters at least 15 % larger. Lines
 * are balanced, break between words, never inside a legal form (株式会社, 特定非営利活動法人). A word
 * wider than a line breaks anywhere; what still does not fit is cut with …
 */
export function fitLines(text: string, frame: Frame): FittedText {
  const pieces = unbroken(text.trim())
  const fitted = largest(pieces, frame)
  if (fitted.size >= frame.least) return fitted
  const letters = [...graphemes.segment(text.trim())].map(({ segment }) => segment)
  const broken = largest(letters, frame)
  if (broken.size >= frame.least) return broken
  return { lines: fill(letters, frame), size: frame.least, cut: true }
}

/**
 * Running text in at most `most` lines of `width` em, filled one after another; the last ends with …
 * when there is more. Line feeds begin a new line.
 */
export function wrapLines(
  text: string,
  { width, most, measure }: { width: number; most: number; measure: (text: string) => number },
): string[] {
  const lines = text.split('\n').flatMap((paragraph) => {
    const pieces = unbroken(paragraph).flatMap((piece) =>
      measure(piece) > width
        ? [...graphemes.segment(piece)].map(({ segment }) => segment)
        : [piece],
    )
    return pack(pieces, pieces.map(measure), width).map((line) => line.trim())
  })
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), shorten(lines[most - 1] ?? '', width, measure)]
}

function shorten(line: string, width: number, measure: (text: string) => number): string {
  const letters = [...graphemes.segment(line)].map(({ segment }) => segment)
  while (letters.length > 0 && measure(`${letters.join('')}…`) > width) letters.pop()
  return `${letters.join('')}…`
}

/** Text in pieces that must stay on one line; joined they are the text again. */
export function unbroken(text: string): string[] {
  const pieces: string[] = []
  for (const [index, part] of text.split(legalForm).entries()) {
    const isForm = index % 2 === 1
    const cut = isForm ? [part] : [...words.segment(part)].map(({ segment }) => segment)
    for (const piece of cut) {
      const last = pieces.at(-1)
      if (last !== undefined && (notFirst.test(piece) || notLast.test(last)))
        pieces[pieces.length - 1] = last + piece
      else pieces.push(piece)
    }
  }
  return pieces
}

function largest(pieces: string[], frame: Frame): FittedText {
  let best: FittedText = { lines: [''], size: 0, cut: false }
  frame.sizes.forEach((most, index) => {
    const lines = balance(pieces, index + 1, frame.measure)
    const widest = Math.max(...lines.map(frame.measure), 0.01)
    const size = Math.min(most, Math.floor((frame.width / widest) * 10) / 10)
    if (size > best.size * 1.15) best = { lines, size, cut: false }
  })
  return best
}

/** The division into at most `count` lines whose widest is narrowest. */
function balance(pieces: string[], count: number, measure: (text: string) => number): string[] {
  const widths = pieces.map(measure)
  let low = Math.max(...widths, 0)
  let high = widths.reduce((sum, width) => sum + width, 0)
  // 24 halvings leave less than a millionth of the text's width
  for (let step = 0; step < 24 && high - low > 1e-3; step++) {
    const middle = (low + high) / 2
    if (pack(pieces, widths, middle).length <= count) high = middle
    else low = middle
  }
  return pack(pieces, widths, high).map((line) => line.trim())
}

function pack(pieces: string[], widths: number[], most: number): string[] {
  const lines: string[] = []
  let room = 0
  pieces.forEach((piece, index) => {
    const width = widths[index] ?? 0
    if (lines.length === 0 || width > room + 1e-6) {
      lines.push(piece)
      room = most - width
    } else {
      lines[lines.length - 1] += piece
      room -= width
    }
  })
  return lines
}

function fill(letters: string[], { width, sizes, least, measure }: Frame): string[] {
  const most = width / least
  const lines = pack(letters, letters.map(measure), most - measure('…'))
  const kept = lines.slice(0, sizes.length).map((line) => line.trim())
  if (kept.length < lines.length) kept[kept.length - 1] += '…'
  return kept
}
