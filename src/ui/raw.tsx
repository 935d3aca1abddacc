import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'

/**
 * HTML that our own renderer has made before, put into a page as it is. It takes nothing else:
 * whoever keeps such HTML made it with `renderToString` (http/fragments.tsx), so that every text of
 * people's in it is escaped already.
 */
export function Raw(props: { html: string }): VNode {
  return jsxTemplate([props.html])
}

/** Such HTML in two pieces around a part that is rendered as usual. */
export function RawAround(props: { before: string; after: string; inside: VNode }): VNode {
  return jsxTemplate([props.before, props.after], props.inside)
}
