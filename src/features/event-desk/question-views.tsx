import type { VNode } from 'preact'
import type { Ctx } from '../../http/context.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { pick } from '../../lib/languages.ts'
import type { CampaignEvent } from '../events/event.ts'
import type { Question } from '../events/questions.ts'
import { deskPath } from './at-hand.ts'
import { EventHead } from './edit-view.tsx'
import { Mistakes, SpecForm } from './form-page.tsx'
import { OrderButtons } from './programme-views.tsx'
import type { QuestionSheet } from './question-sheet.tsx'
import { questionSpecs } from './questions.ts'
import type { Shown } from './spec.ts'

type Props = {
  c: Ctx
  event: CampaignEvent
  sheet: QuestionSheet
  questions: Question[]
  above?: VNode | undefined
  closed?: MessageKey | undefined
}

/** The questions in their order. */
export function QuestionsView(props: Props) {
  const { c, event, sheet, questions, closed } = props
  const { t } = c.var
  return (
    <div class="stack">
      <EventHead c={c} event={event} title={t(sheet.words.title)} lead={t(sheet.words.lead)} />
      {props.above}
      {questions.length === 0 ? (
        <EmptyState title={t(sheet.words.none)} text={t(sheet.words.noneText)} />
      ) : (
        <Rows {...props} />
      )}
      {closed ? (
        <p>{t(closed)}</p>
      ) : (
        <p>
          <Button kind="secondary" href={to(c, deskPath(event, `${sheet.one}/new`))}>
            {t('event-desk.questions.add')}
          </Button>
        </p>
      )}
    </div>
  )
}

function Rows({ c, event, sheet, questions, closed }: Props) {
  const { t, lang } = c.var
  return (
    <Table
      caption={t(sheet.words.title)}
      captionHidden
      columns={[
        { label: t('event-desk.field.label') },
        { label: t('event-desk.field.answer'), narrow: true },
        { label: t('event-desk.field.show_if') },
        ...(closed ? [] : [{ label: t('event-desk.column.order'), quiet: true }]),
      ]}
      rows={questions.map((question, at) => ({
        id: question.code,
        cells: [
          closed ? (
            pick(question.label, lang).text
          ) : (
            <a href={to(c, deskPath(event, `${sheet.one}/${question.code}`))}>
              {pick(question.label, lang).text}
            </a>
          ),
          t(`event-desk.answer.${question.kind}`),
          conditionOf(question, questions) || '—',
          ...(closed
            ? []
            : [
                <OrderButtons
                  c={c}
                  path={deskPath(event, `${sheet.one}/${question.code}`)}
                  about={pick(question.label, lang).text}
                  first={at === 0}
                  last={at === questions.length - 1}
                />,
              ]),
        ],
      }))}
    />
  )
}

function conditionOf({ showIf }: Question, questions: Question[]): string {
  const asked = questions.find(({ code }) => code === showIf?.question)
  const option = asked?.options.find(({ code }) => code === showIf?.option)
  return asked && option ? `${asked.label.ja} → ${option.label.ja}` : ''
}

/** One question as a form. */
export function QuestionView(
  props: Shown & {
    event: CampaignEvent
    sheet: QuestionSheet
    question: Question | undefined
    conditions: { value: string; label: string }[]
    seen: string
  },
) {
  const { c, event, sheet, question, conditions } = props
  const { t } = c.var
  return (
    <div class="form-page">
      <Mistakes {...props} />
      <EventHead c={c} event={event} title={t('event-desk.questions.one')} />
      <SpecForm
        {...props}
        specs={questionSpecs}
        action={deskPath(event, `${sheet.one}/${question?.code ?? 'new'}`)}
        form="event-desk.question"
        button={t('event-desk.save')}
        back={deskPath(event, sheet.list)}
        hidden={{ seen: props.seen }}
      >
        {conditions.length > 0 && (
          <Select
            name="show_if"
            label={t('event-desk.field.show_if')}
            hint={t('event-desk.field.show_if.hint')}
            error={wordsAt(props.mistakes, 'show_if')}
            placeholder={t('event-desk.always')}
            value={props.typed['show_if']?.[0]}
            options={conditions}
          />
        )}
      </SpecForm>
    </div>
  )
}
