import type { Ctx } from '../../http/context.ts'
import { siteNameOf, to } from '../../http/page.tsx'
import { inLanguage, pick } from '../../lib/languages.ts'
import { escapeXml } from '../../lib/svg-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import type { Choosing } from './choices.ts'
import { conditions, filterQuery } from './list-filter.ts'
import { FilterFields } from './list-view.tsx'
import { EventRows, type Listed } from './rows.tsx'
import { whenInWords } from './words.tsx'

type Props = Choosing & { listed: Listed[] }

/** Choose what is shown, then copy: a list that keeps itself current, or plain links. */
export function EmbedView(props: Props) {
  const { c, listed } = props
  const { t } = c.var
  const button = { copy: t('events.embed.copy'), copied: t('events.embed.copied') }
  return (
    <>
      <PageHead title={t('events.embed.title')} lead={t('events.embed.lead')} />
      <form method="get" action={to(c, '/events/embed')}>
        <FilterFields {...props} />
        <FormActions>
          <Button kind="secondary">{t('events.embed.choose')}</Button>
        </FormActions>
      </form>
      <Section id="code" title={t('events.embed.code')}>
        <div class="stack">
          <CopyField
            id="live"
            label={t('events.embed.live')}
            hint={t('events.embed.live.hint')}
            text={liveCode(props)}
            rows={5}
            button={button}
          />
          <CopyField
            id="plain"
            label={t('events.embed.plain')}
            hint={t('events.embed.plain.hint')}
            text={plainCode(c, listed)}
            rows={8}
            button={button}
          />
        </div>
      </Section>
      <Section id="preview" title={t('events.embed.preview')}>
        <EventRows c={c} listed={listed} level={3} />
      </Section>
    </>
  )
}

/** The element with the filter as attributes, and a link for pages without scripts. */
function liveCode({ c, filter }: Props): string {
  const { lang, config, t } = c.var
  const own = config.origin + inLanguage(lang, `/events${filterQuery(filter, { view: '' })}`)
  const attributes = conditions
    .filter((name) => filter[name])
    .map((name) => ` ${name}="${escapeXml(filter[name])}"`)
    .join('')
  const words = escapeXml(`${siteNameOf(c)} ${t('events.title')}`)
  return [
    `<script type="module" src="${config.origin}/embed/events.js"></script>`,
    `<gekkan-events lang="${lang}"${attributes}>`,
    `  <a href="${escapeXml(own)}">${words}</a>`,
    '</gekkan-events>',
  ].join('\n')
}

/** The list as it stands now, as links that need nothing. */
function plainCode(c: Ctx, listed: Listed[]): string {
  const { lang, config } = c.var
  const items = listed.map(({ event }) => {
    const page = config.origin + inLanguage(lang, `/events/${event.slug}`)
    const words = `${whenInWords(c, event)} ${pick(event.title, lang).text}`
    return `  <li><a href="${escapeXml(page)}">${escapeXml(words)}</a></li>`
  })
  return ['<ul>', ...items, '</ul>'].join('\n')
}
