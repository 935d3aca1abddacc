import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { formatNumber, formatPercent } from '../../lib/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Figures } from '../../ui/figures.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { deskPath, titleOf } from '../event-desk/at-hand.ts'
import type { CampaignEvent } from '../events/event.ts'
import { TallyBars } from './charts.tsx'
import { fewAnswers, type Survey, type Tally } from './survey.ts'

type Props = {
  c: Ctx
  event: CampaignEvent
  survey: Survey | undefined
  answers: number
  /** How many could have answered. */
  asked: number
  tallies: Tally[]
  mayExport: boolean
}

/** Question by question: bars for choices, the texts as they were written. */
export function ResultsView(props: Props) {
  const { c, event, survey, answers, tallies } = props
  const { t, lang } = c.var
  const title = titleOf(event, lang)
  return (
    <div class="stack">
      <PageHead
        title={t('surveys.results.title')}
        over={
          <a href={to(c, deskPath(event))} lang={title.lang}>
            {title.text}
          </a>
        }
      />
      {answers === 0 ? (
        <EmptyState title={t('surveys.results.none')} text={t('surveys.results.none.text')} />
      ) : (
        <>
          <Head {...props} />
          {survey?.anonymous && answers < fewAnswers && <FewNotice c={c} />}
          {tallies.map((tally) => (
            <OneQuestion key={tally.question.code} c={c} tally={tally} />
          ))}
        </>
      )}
    </div>
  )
}

/** So few answers that those who know the people may guess. */
function FewNotice({ c }: { c: Ctx }) {
  const { t } = c.var
  return (
    <Notice kind="warning" word={t('surveys.few')}>
      <p>{t('surveys.few.text', { few: fewAnswers })}</p>
    </Notice>
  )
}

function Head({ c, event, survey, answers, asked, mayExport }: Props) {
  const { t, lang } = c.var
  return (
    <>
      <Figures
        items={[
          {
            label: t('surveys.answers'),
            value: formatNumber(answers, lang),
            unit: t('surveys.of-asked', { count: asked }),
            note: [
              asked > 0 && formatPercent(answers / asked, lang),
              t(`event-desk.anonymous.${survey?.anonymous ? 'yes' : 'no'}`),
            ]
              .filter(Boolean)
              .join(' · '),
          },
        ]}
      />
      {mayExport && (
        <div class="form-actions">
          {(['csv', 'xlsx'] as const).map((format) => (
            <Button
              key={format}
              kind="secondary"
              small
              href={to(c, deskPath(event, `/survey/export?format=${format}`))}
            >
              {t(`applicants.export.${format}`)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

function OneQuestion({ c, tally }: { c: Ctx; tally: Tally }) {
  const { t, lang } = c.var
  const { question, answered, texts } = tally
  const label = pick(question.label, lang).text
  return (
    <Section id={`question-${question.code}`} title={label} quiet>
      {question.options.length > 0 ? (
        <TallyBars c={c} tally={tally} />
      ) : (
        <>
          <p>{t('surveys.of', { count: answered })}</p>
          {texts.length > 0 && <Texts c={c} label={label} texts={texts} />}
        </>
      )}
    </Section>
  )
}

/** What people wrote, line by line as they wrote it. */
function Texts({ c, label, texts }: { c: Ctx; label: string; texts: string[] }) {
  return (
    <Table
      caption={label}
      captionHidden
      columns={[{ label: c.var.t('surveys.answers') }]}
      rows={texts.map((text, at) => ({
        id: String(at),
        cells: [
          text.split('\n').map((line, row) => (
            <>
              {row > 0 && <br />}
              {line}
            </>
          )),
        ],
      }))}
    />
  )
}
