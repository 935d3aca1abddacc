import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { formatFileSize } from '../../lib/numbers.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { Own } from '../applications/own.ts'
import { foreign } from '../applications/wording.ts'
import type { Material } from '../events/event.ts'

/** The files of an event with what they are, how large and until when. */
export function MaterialsView(props: { c: Ctx; own: Own; materials: Material[] }) {
  const { c, own, materials } = props
  const { t, lang } = c.var
  const title = pick(own.event.title, lang)
  return (
    <div class="form-page stack">
      <PageHead
        title={t('attendance.materials.title')}
        over={<span lang={foreign(title, lang)}>{title.text}</span>}
      />
      {materials.length === 0 ? (
        <EmptyState
          title={t('attendance.materials.none')}
          text={t('attendance.materials.none.text')}
        />
      ) : (
        <div>
          <ul class="rows file-list">
            {materials.map((material) => (
              <li key={material.id}>
                <One {...props} material={material} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <a href={to(c, own.path)}>{t('attendance.back')}</a>
      </p>
    </div>
  )
}

function One({ c, own, material }: { c: Ctx; own: Own; material: Material }) {
  const { t, lang } = c.var
  const title = pick(material.title, lang)
  const { available_until: until } = material
  return (
    <>
      <FileLink
        href={to(c, `${own.path}/materials/${material.id}`)}
        label={title.text}
        lang={foreign(title, lang)}
        about={t('attendance.materials.about', {
          kind: material.file_name.split('.').at(-1)?.toUpperCase() ?? '',
          size: formatFileSize(material.bytes, lang),
        })}
      />
      {until && (
        <p class="soft">{t('attendance.materials.until', { date: formatInstant(until, lang) })}</p>
      )}
      {material.alternative && (
        <p lang={material.language === lang ? undefined : material.language}>
          {material.alternative}
        </p>
      )}
    </>
  )
}
