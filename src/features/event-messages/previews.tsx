import type { Ctx } from '../../http/context.ts'
import { languageNames } from '../../lib/languages.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LetterPreview } from '../../ui/letter-preview.tsx'
import { Section } from '../../ui/section.tsx'
import type { Preview, Shown } from './showing.ts'

/** What people will read, each language for one of them. */
export function Previews({ c, shown }: { c: Ctx; shown: Shown }) {
  const { t } = c.var
  return (
    <Section id="preview" title={t('event-messages.preview.title')} quiet>
      {shown.previews.length === 0 ? (
        <EmptyState
          title={t('event-messages.people.none')}
          text={t('event-messages.people.none.text')}
        />
      ) : (
        <>
          <p class="soft">{t('event-messages.preview.lead')}</p>
          {shown.previews.map((preview) => (
            <OnePreview key={preview.lang} c={c} preview={preview} />
          ))}
        </>
      )}
    </Section>
  )
}

function OnePreview({ c, preview }: { c: Ctx; preview: Preview }) {
  const { t } = c.var
  const { lang, name, readers } = preview
  return (
    <LetterPreview
      id={`preview-${lang}`}
      title={t('event-messages.preview.of', {
        language: languageNames[lang],
        name,
        count: readers,
      })}
      lang={lang === c.var.lang ? undefined : lang}
      subject={preview.subject}
      text={preview.text}
    />
  )
}
