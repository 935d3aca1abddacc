import { readFileSync } from 'node:fs'

/** The order of the cascade inside each layer; one css file beside each component. */
const files = [
  'tokens',
  'reset',
  'type',
  'page',
  'site-header',
  'language-switch',
  'site-footer',
  'staff-frame',
  'mark',
  'hero',
  'month-strip',
  'month-table',
  'tile-map',
  'chart',
  'button',
  'field',
  'choice',
  'form',
  'error-summary',
  'breadcrumb',
  'card',
  'event-row',
  'tag',
  'notice',
  'status',
  'table',
  'slot-table',
  'pager',
  'facets',
  'view-links',
  'empty-state',
  'diff',
  'definition-list',
  'timeline',
  'figures',
  'side-panel',
  'confirm',
  'file-link',
  'player',
  'copy-field',
  'letter-preview',
  'label-sheet',
  'three-ways',
  'bulk-bar',
  'registry',
  'states',
  'print',
] as const

/** The whole style sheet, layers in order, as one text. */
export function stylesheet(): string {
  const sheets = files.map((name) =>
    readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8'),
  )
  return `@layer reset, tokens, base, layout, components, states, print;\n${sheets.join('\n')}`
}
