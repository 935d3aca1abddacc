import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { withoutForbidden } from '../lib/html-characters.ts'
import { Raw, RawAround } from '../ui/raw.tsx'
import type { Ctx } from './context.ts'
import type { PageCache } from './page-cache.ts'

/** Rendered parts of pages, kept until something changes that readers can see. */
export type Fragments = {
  /** The HTML kept under this key, if nothing has changed since. */
  find(key: string): string | undefined
  /** Keeps HTML, unless something has changed since `version` was read. */
  keep(key: string, html: string, version: number): void
}

/** Enough for the rows of 20,000 activities in one language, about 15 MB. */
const mostKept = 20_000
const stores = new WeakMap<PageCache, Fragments>()

/** The fragments that live and die with a page cache: one change, announced once, ends both. */
export function fragmentsOf(pages: PageCache): Fragments {
  let store = stores.get(pages)
  if (!store) stores.set(pages, (store = createFragments(pages)))
  return store
}

function createFragments(pages: PageCache): Fragments {
  const kept = new Map<string, string>()
  let version = pages.version()
  return {
    find(key) {
      if (version === pages.version()) return kept.get(key)
      version = pages.version()
      kept.clear()
      return undefined
    },
    keep(key, html, since) {
      if (since !== pages.version() || since !== version) return
      kept.set(key, html)
      if (kept.size <= mostKept) return
      for (const oldest of kept.keys()) {
        kept.delete(oldest)
        break
      }
    },
  }
}

/** HTML of a part, fit to be kept and put into any page. */
export function renderPart(part: VNode): string {
  return withoutForbidden(renderToString(part))
}

/**
 * A part of a page that is the same whenever key and language are the same: rendered once.
 * Whatever it shows must follow from the key, the language and the content of the database.
 */
export function fragment(c: Ctx, key: string, make: () => VNode): VNode {
  return <Raw html={rendered(c, key, make)} />
}

// Cannot come from a text of ours or of people's: the renderer writes `<` in a text as `&lt;`.
const hole = '<hole>'

/** The same for a part around another one that differs from request to request. */
export function fragmentAround(
  c: Ctx,
  key: string,
  make: (inside: VNode) => VNode,
  inside: VNode,
): VNode {
  const html = rendered(c, key, () => make(<Raw html={hole} />))
  const at = html.indexOf(hole)
  return (
    <RawAround before={html.slice(0, at)} after={html.slice(at + hole.length)} inside={inside} />
  )
}

function rendered({ var: { pages, lang } }: Ctx, key: string, make: () => VNode): string {
  const fragments = fragmentsOf(pages)
  const name = `${lang} ${key}`
  const kept = fragments.find(name)
  if (kept !== undefined) return kept
  const html = renderPart(make())
  fragments.keep(name, html, pages.version())
  return html
}
