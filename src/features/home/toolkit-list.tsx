import type { Ctx } from '../../http/context.ts'
import { pick } from '../../lib/languages.ts'
import { formatFileSize } from '../../lib/numbers.ts'
import { FileLink } from '../../ui/file-link.tsx'
import type { Edition } from '../editions/edition.ts'
import { fileOf, toolkitPath } from './toolkit-files.ts'

/** The marks and posters of an edition, each with its type and computed size. */
export function ToolkitList({
  c,
  edition,
  described,
}: {
  c: Ctx
  edition: Edition
  described?: boolean
}) {
  const { lang } = c.var
  return (
    <ul class="stack">
      {edition.toolkit.map((item) => {
        const file = fileOf(item)
        const title = pick(item.title, lang)
        return (
          <li key={item.code}>
            <FileLink
              href={toolkitPath(edition, item)}
              label={title.text}
              lang={title.lang === lang ? undefined : title.lang}
              about={`${file.kind}・${formatFileSize(file.size, lang)}`}
            />
            {described && <p>{pick(item.description, lang).text}</p>}
          </li>
        )
      })}
    </ul>
  )
}
