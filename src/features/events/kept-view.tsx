import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { formatFileSize } from '../../lib/numbers.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { Section } from '../../ui/section.tsx'
import { archiveOf, type CampaignEvent, type Material } from './event.ts'

type Props = { c: Ctx; event: CampaignEvent; materials: Material[] }

/** The recording, when it is for everybody, until its date. */
export function Recording({ c, event }: Props) {
  const { t, lang, now } = c.var
  const archive = archiveOf(event, now)
  if (archive?.for !== 'all') return null
  const { archive_until: until } = event
  return (
    <Section id="recording" title={t('events.recording')} quiet>
      <p>
        <a href={archive.url}>
          {t('events.recording.open', { host: URL.parse(archive.url)?.host ?? '' })}
        </a>
      </p>
      {until && <p>{t('events.recording.until', { date: formatInstant(until, lang) })}</p>}
    </Section>
  )
}

/** The files that everybody may take. */
export function Materials({ c, event, materials }: Props) {
  const { t, lang } = c.var
  if (materials.length === 0) return null
  return (
    <Section id="materials" title={t('events.materials')} quiet>
      <ul class="rows file-list">
        {materials.map((material) => {
          const title = pick(material.title, lang)
          const kind = material.file_name.split('.').at(-1)?.toUpperCase() ?? ''
          return (
            <li key={material.id}>
              <FileLink
                href={to(c, `/events/${event.slug}/materials/${material.id}`)}
                label={title.text}
                lang={title.lang === lang ? undefined : title.lang}
                about={`${kind}・${formatFileSize(material.bytes, lang)}`}
              />
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
