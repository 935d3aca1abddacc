// The part of fontkit 2 that we use; the package brings no types.
declare module 'fontkit' {
  export type Path = {
    toSVG(): string
    scale(x: number, y: number): Path
    translate(x: number, y: number): Path
  }
  export type Glyph = { id: number; path: Path }
  export type Position = { xAdvance: number; xOffset: number; yOffset: number }
  export type Font = {
    unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    layout(text: string): { glyphs: Glyph[]; positions: Position[]; advanceWidth: number }
  }
  export function create(bytes: Uint8Array): Font
}
