import type { Lang } from '../lib/languages.ts'
import { Icon } from './icon.tsx'

/** What a reader should know of translated text, and the way to the original. */
export interface TranslationHelp {
  summary: string
  notices: string[]
  original?: { href: string; label: string } | undefined
}

/** The four languages as links; below them, on demand, what the reader should know of translation. */
export function LanguageSwitch(props: {
  label: string
  items: { lang: Lang; href: string; name: string; current?: boolean | undefined }[]
  help?: TranslationHelp | undefined
}) {
  return (
    <div class="language">
      <nav aria-label={props.label}>
        <Icon name="globe" />
        <ul>
          {props.items.map((item) => (
            <li key={item.lang}>
              <a
                href={item.href}
                lang={item.lang}
                hreflang={item.lang}
                aria-current={item.current ? 'true' : undefined}
              >
                {item.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {props.help && <Help {...props.help} />}
    </div>
  )
}

function Help(props: TranslationHelp) {
  return (
    <details>
      <summary>{props.summary}</summary>
      <div class="language-help">
        <ol>
          {props.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ol>
        {props.original && (
          <p>
            <a href={props.original.href} hreflang="ja">
              {props.original.label}
            </a>
          </p>
        )}
      </div>
    </details>
  )
}
