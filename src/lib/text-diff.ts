/** A piece of a text and whether it stands on one side only. */
export type TextSegment = { text: string; change?: 'removed' | 'added' }
export type TextDiff = { before: TextSegment[]; after: TextSegment[] }

const words = new Intl.Segmenter('ja', { granularity: 'word' })

/** Beyond this many comparisons the middle is told as replaced in one piece: about 30 ms of work. */
const mostCells = 4_000_000

/**
 * What has changed between two texts, word by word (Japanese words by Intl.Segmenter), as the
 * longest common subsequence. Joining either side's pieces gives that side's text back.
 */
export function diffTexts(before: string, after: string): TextDiff {
  const left = wordsOf(before)
  const right = wordsOf(after)
  const start = sameAtStart(left, right)
  const end = sameAtEnd(left, right, start)
  const middle = keptWords(
    left.slice(start, left.length - end),
    right.slice(start, right.length - end),
  )
  const kept = (length: number) => Array<boolean>(length).fill(true)
  return {
    before: joined(left, [...kept(start), ...middle.left, ...kept(end)], 'removed'),
    after: joined(right, [...kept(start), ...middle.right, ...kept(end)], 'added'),
  }
}

function wordsOf(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment)
}

function sameAtStart(left: string[], right: string[]): number {
  let count = 0
  while (count < left.length && count < right.length && left[count] === right[count]) count++
  return count
}

function sameAtEnd(left: string[], right: string[], start: number): number {
  const most = Math.min(left.length, right.length) - start
  let count = 0
  while (count < most && left[left.length - 1 - count] === right[right.length - 1 - count]) count++
  return count
}

/** For every word of both sides whether it belongs to the longest common subsequence. */
function keptWords(left: string[], right: string[]): { left: boolean[]; right: boolean[] } {
  const kept = {
    left: Array<boolean>(left.length).fill(false),
    right: Array<boolean>(right.length).fill(false),
  }
  if (left.length * right.length > mostCells) return kept
  const lengths = commonLengths(left, right)
  const width = right.length + 1
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) {
      kept.left[i++] = true
      kept.right[j++] = true
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++
    else j++
  }
  return kept
}

/** Length of the longest common subsequence of left from i and right from j, at i * width + j. */
function commonLengths(left: string[], right: string[]): Uint32Array {
  const width = right.length + 1
  const lengths = new Uint32Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--) {
      const at = i * width + j
      lengths[at] =
        left[i] === right[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0)
    }
  return lengths
}

/** Neighbouring words with the same fate become one piece. */
function joined(texts: string[], kept: boolean[], change: 'removed' | 'added'): TextSegment[] {
  const segments: TextSegment[] = []
  let wasKept: boolean | undefined
  texts.forEach((text, at) => {
    const last = segments.at(-1)
    if (last && wasKept === kept[at]) last.text += text
    else segments.push(kept[at] ? { text } : { text, change })
    wasKept = kept[at]
  })
  return segments
}
