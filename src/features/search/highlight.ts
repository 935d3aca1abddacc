import { searchText, searchWords } from './bigrams.ts'

/** A stretch of the original text, and whether a word of the question stands in it. */
export type Piece = { text: string; hit: boolean }

/**
 * A character with everything that folding can melt into it: combining marks, half-width sound
 * marks, Hangul vowels and finals. Folded one by one these give the folded text.
 */
const meltingGroup = /[\s\S][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu

/**
 * Parts `text` into pieces that together are `text`, marking every occurrence of the question's
 * words as the search finds them. A character is marked whole if any of its folded form is matched
 * (株 marks ㈱). A text whose folding cannot be traced back is returned unmarked.
 */
export function highlight(text: string, query: string): Piece[] {
  const folded = searchText(text)
  const words = searchWords(query).filter((word) => folded.includes(word))
  if (words.length === 0) return text === '' ? [] : [{ text, hit: false }]
  const groups = text.match(meltingGroup) ?? []
  const owners = ownersOf(groups, folded)
  if (owners === undefined) return [{ text, hit: false }]
  const marked = new Uint8Array(groups.length)
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      marked.fill(1, owners[at]!, owners[at + word.length - 1]! + 1)
    }
  }
  return joinGroups(groups, marked)
}

/** For every UTF-16 unit of the folded text the group it comes from. */
function ownersOf(groups: readonly string[], folded: string): Uint32Array | undefined {
  const owners = new Uint32Array(folded.length)
  let at = 0
  for (const [i, group] of groups.entries()) {
    const part = searchText(group)
    if (!folded.startsWith(part, at)) return undefined
    owners.fill(i, at, at + part.length)
    at += part.length
  }
  return at === folded.length ? owners : undefined
}

function joinGroups(groups: readonly string[], marked: Uint8Array): Piece[] {
  const pieces: Piece[] = []
  groups.forEach((group, i) => {
    const hit = marked[i] === 1
    const last = pieces.at(-1)
    if (last?.hit === hit) last.text += group
    else pieces.push({ text: group, hit })
  })
  return pieces
}
