import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatDayRange, formatDayWithYear } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { EntryList } from '../../ui/card.tsx'
import { Hero, Today } from '../../ui/hero.tsx'
import { LanguageNote } from '../../ui/language-note.tsx'
import { Section } from '../../ui/section.tsx'
import { ThreeWays } from '../../ui/three-ways.tsx'
import { ActivityCard } from '../activities/card.tsx'
import type { Version } from '../activities/version.ts'
import { dayOfMonth, type Edition, isRegistrationOpen, phaseOn } from '../editions/edition.ts'
import type { SearchAnswer } from '../search/search-index.ts'
import { EventRows, type Listed } from '../events/rows.tsx'
import { nextEvents } from './events.ts'
import { Month } from './month.tsx'
import { Country } from './country.tsx'
import { ToolkitList } from './toolkit-list.tsx'

export type HomeProps = {
  c: Ctx
  edition: Edition
  today: Temporal.PlainDate
  found: SearchAnswer
  events: Listed[]
  newest: { number: number; version: Version }[]
}

/** The home page of the edition: before, in and after its month. */
export function HomeView(props: HomeProps) {
  const { c, edition, today } = props
  const { t, lang } = c.var
  const name = pick(edition.name, lang)
  const { from, to: last } = edition.periods.campaign
  return (
    <>
      <Hero
        numeral={String(from.month)}
        ordinal={t('home.ordinal', { ordinal: edition.ordinal })}
        title={name.text}
        titleLang={name.lang === lang ? undefined : name.lang}
        period={formatDayRange(from, last, lang, { withYear: true })}
        lead={leadOf(c, edition, today)}
        actions={<Actions {...props} />}
      >
        <Month {...props} />
      </Hero>
      <InTheMonth {...props} />
      <Ways {...props} />
      <Country {...props} />
      <Newest {...props} />
      <Section
        id="events"
        title={t('home.events')}
        more={{ href: to(c, '/events'), label: t('home.events.more') }}
      >
        <EventRows c={c} listed={props.events} />
      </Section>
      <Section
        id="toolkit"
        title={t('home.toolkit')}
        more={{ href: to(c, '/toolkit'), label: t('home.toolkit.more') }}
      >
        <ToolkitList c={c} edition={edition} />
      </Section>
    </>
  )
}

function Actions({ c, edition, today }: HomeProps) {
  const { t } = c.var
  return (
    <>
      {isRegistrationOpen(edition, today) && (
        <Button href={to(c, '/activities/new')}>{t('home.action.register')}</Button>
      )}
      <Button kind="secondary" href={to(c, '/activities')}>
        {t('home.action.find')}
      </Button>
    </>
  )
}

function leadOf(c: Ctx, edition: Edition, today: Temporal.PlainDate): string {
  const { t, lang } = c.var
  switch (phaseOn(edition, today)) {
    case 'preparing':
      return t('home.lead.preparing', {
        date: formatDayWithYear(edition.periods.registration.from, lang),
      })
    case 'open':
      return t('home.lead.before', { days: today.until(edition.periods.campaign.from).days })
    case 'running':
      return t('home.lead.running')
    default:
      return t('home.lead.after')
  }
}

function InTheMonth({ c, edition, today, events }: HomeProps) {
  const { t, lang } = c.var
  const day = dayOfMonth(edition, today)
  if (day === undefined) return null
  const days = edition.periods.campaign.from.until(edition.periods.campaign.to).days + 1
  const next = nextEvents(events, c.var.now).slice(0, 2)
  return (
    <Today
      title={t('home.today', { date: formatDayWithYear(today, lang) })}
      day={<p class="today-count figures">{t('home.today.count', { day, days })}</p>}
    >
      {next.length > 0 ? <EventRows c={c} listed={next} /> : <p>{t('home.today.none')}</p>}
    </Today>
  )
}

function Ways({ c, edition, today }: HomeProps) {
  const { t, lang } = c.var
  const open = isRegistrationOpen(edition, today)
  return (
    <Section id="ways" title={t('home.ways')}>
      <ThreeWays
        exampleLabel={t('home.ways.example')}
        ways={edition.kinds.map((kind) => ({
          word: pick(kind.name, lang).text,
          sentence: pick(kind.sentence, lang).text,
          example: pick(kind.example, lang).text,
          action: open
            ? {
                href: to(c, `/activities/new?kind=${kind.code}`),
                label: t('home.action.register'),
                about: pick(kind.tag, lang).text,
              }
            : {
                href: to(c, `/activities?kind=${kind.code}`),
                label: t('home.action.find'),
                about: pick(kind.tag, lang).text,
              },
        }))}
      />
    </Section>
  )
}

function Newest({ c, edition, newest }: HomeProps) {
  const { t } = c.var
  if (newest.length === 0) return null
  return (
    <Section
      id="newest"
      title={t('home.newest')}
      more={{ href: to(c, '/activities'), label: t('home.newest.more') }}
    >
      {c.var.lang !== 'ja' && (
        <p>
          <LanguageNote text={t('activities.list.in-japanese')} />
        </p>
      )}
      <EntryList cards>
        {newest.map(({ number, version }) => (
          <ActivityCard key={number} c={c} edition={edition} version={version} number={number} />
        ))}
      </EntryList>
    </Section>
  )
}
