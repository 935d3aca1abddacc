import { zone } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { formatTimeRange } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Section } from '../../ui/section.tsx'
import { type ProgrammeItem, textOf } from './event.ts'

/** What happens when, and who speaks. Nothing while there is no programme. */
export function Programme({ c, programme }: { c: Ctx; programme: ProgrammeItem[] }) {
  if (programme.length === 0) return null
  return (
    <Section id="programme" title={c.var.t('events.programme')} quiet>
      <ol class="rows">
        {programme.map((item) => (
          <Item key={item.id} c={c} item={item} />
        ))}
      </ol>
    </Section>
  )
}

function Item({ c, item }: { c: Ctx; item: ProgrammeItem }) {
  const { lang } = c.var
  const title = pick(item.title, lang)
  const body = textOf(item.body, lang)
  const speakers = item.speakers.map(({ name, role }) =>
    [name, role && pick(role, lang).text].filter(Boolean).join(' · '),
  )
  return (
    <li>
      {item.starts_at && item.ends_at && (
        <p class="soft figures">{timesOf(item.starts_at, item.ends_at, c)}</p>
      )}
      <h3 lang={title.lang === lang ? undefined : title.lang}>{title.text}</h3>
      {speakers.length > 0 && <p lang="ja">{speakers.join('、')}</p>}
      {body.text && <p lang={body.lang === lang ? undefined : body.lang}>{body.text}</p>}
    </li>
  )
}

function timesOf(start: Temporal.Instant, end: Temporal.Instant, c: Ctx): string {
  const clock = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainTime()
  return formatTimeRange(clock(start), clock(end), c.var.lang)
}
