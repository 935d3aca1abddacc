import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { PageHead } from '../../ui/section.tsx'
import { deskPath, titleOf } from '../event-desk/at-hand.ts'
import { Mistakes, SpecForm } from '../event-desk/form-page.tsx'
import type { Shown } from '../event-desk/spec.ts'
import type { CampaignEvent } from '../events/event.ts'
import { settingSpecs } from './setting-up.ts'
import type { Survey } from './survey.ts'

type PanelProps = { c: Ctx; event: CampaignEvent; survey: Survey | undefined; answers: number }

/** What is promised, until when answers are taken, how many came. */
export function DeskPanel(props: PanelProps) {
  const { c, event } = props
  return (
    <>
      <DefinitionList
        items={factsOf(props).map(({ setting, ...fact }) => ({
          ...fact,
          ...(setting && {
            change: {
              href: to(c, deskPath(event, '/survey/settings')),
              label: c.var.t('event-desk.change'),
              about: fact.term,
            },
          }),
        }))}
      />
      <p>
        <a href={to(c, deskPath(event, '/survey/results'))}>{c.var.t('surveys.results.title')}</a>
      </p>
    </>
  )
}

function factsOf({ c, survey, answers }: PanelProps) {
  const { t, lang } = c.var
  const until = survey?.closes_at
  return [
    {
      term: t('event-desk.field.anonymous'),
      value: t(`event-desk.anonymous.${(survey?.anonymous ?? true) ? 'yes' : 'no'}`),
      setting: true,
    },
    {
      term: t('event-desk.field.survey_closes_at'),
      value: until ? formatInstant(until, lang) : t('surveys.desk.open-end'),
      setting: true,
    },
    {
      term: t('surveys.answers'),
      value: t('surveys.count', { count: formatNumber(answers, lang) }),
      setting: false,
    },
  ]
}

/** The settings as a form. */
export function SettingsView(props: Shown & { event: CampaignEvent }) {
  const { c, event } = props
  const { t, lang } = c.var
  const title = titleOf(event, lang)
  return (
    <div class="form-page">
      <Mistakes {...props} />
      <PageHead
        title={t('surveys.desk.settings')}
        over={<span lang={title.lang}>{title.text}</span>}
      />
      <SpecForm
        {...props}
        specs={settingSpecs}
        action={deskPath(event, '/survey/settings')}
        form="surveys.settings"
        button={t('event-desk.save')}
        back={deskPath(event, '/survey')}
      />
    </div>
  )
}
