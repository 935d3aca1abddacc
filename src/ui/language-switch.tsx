import type { Lang } from '../lib/languages.ts'
import { Icon } from './icon.tsx'

/** The four languages as links; below them, on demand, what the reader should know of translation. */
export function LanguageSwitch(props: {
  label: string
  items: { lang: Lang; href: string; name: string; current?: boolean | undefined }[]
  help?:
    | {
        summary: string
        notices: string[]
        original?: { href: string; label: string } | undefined
      }
    | undefined
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
      {props.help && (
        <details>
          <summary>{props.help.summary}</summary>
          <div class="language-help">
            <ol>
              {props.help.notices.map((notice) => (
                <li key={notice}>{notice}</li>
              ))}
            </ol>
            {props.help.original && (
              <p>
                <a href={props.help.original.href} hreflang="ja">
                  {props.help.original.label}
                </a>
              </p>
            )}
          </div>
        </details>
      )}
    </div>
  )
}
