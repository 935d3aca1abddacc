import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import type { ConsultationDay } from './consultation.ts'
import { typedTime } from './entered-time.ts'
import { typedTopics } from './topics.ts'

type Props = { c: Ctx; day: ConsultationDay; mistakes: MistakeInWords[] }

/** The path of a day on the desk. */
export function pathOf({ id }: Pick<ConsultationDay, 'id'>): string {
  return `/staff/consultations/days/${id}`
}

/** Hours, lengths, topics, and whether the day can be booked. */
export function DaySettings(props: Props) {
  const { c, day, mistakes } = props
  const { t } = c.var
  return (
    <Section id="settings" title={t('consultations.day.settings')}>
      <form class="form-page stack" method="post" action={to(c, pathOf(day))} noValidate>
        <FormStart c={c} form="consultations.settings" />
        <Hours {...props} />
        <Numbers {...props} />
        <Field
          name="topics"
          type="textarea"
          rows={4}
          label={t('consultations.topics')}
          hint={t('consultations.day.topics.hint')}
          error={wordsAt(mistakes, 'topics')}
          errorWord={t('site.error.prefix')}
          value={typedTopics(day.topics)}
        />
        <Choice
          name="published"
          type="checkbox"
          label={t('consultations.day.public')}
          options={[
            {
              value: 'yes',
              label: t('consultations.day.public.tick'),
              checked: day.published_at !== null,
            },
          ]}
        />
        <FormActions>
          <Button>{t('consultations.save')}</Button>
        </FormActions>
      </form>
    </Section>
  )
}

function Hours({ c, day, mistakes }: Props) {
  const { t } = c.var
  const time = (name: string, at: Temporal.Instant) => ({
    name,
    value: typedTime(at),
    width: 'short' as const,
    error: wordsAt(mistakes, name),
    errorWord: t('site.error.prefix'),
  })
  return (
    <>
      <Field {...time('starts', day.starts_at)} label={t('consultations.day.starts')} />
      <Field {...time('ends', day.ends_at)} label={t('consultations.day.ends')} />
    </>
  )
}

function Numbers({ c, day, mistakes }: Props) {
  const { t } = c.var
  const number = (name: string, value: number, unit?: string) => ({
    name,
    value: String(value),
    inputmode: 'numeric' as const,
    width: 'short' as const,
    unit,
    error: wordsAt(mistakes, name),
    errorWord: t('site.error.prefix'),
  })
  const minutes = t('consultations.minutes')
  return (
    <>
      <Field
        {...number('slotMinutes', day.slot_minutes, minutes)}
        label={t('consultations.day.slot')}
      />
      <Field
        {...number('bufferMinutes', day.buffer_minutes, minutes)}
        label={t('consultations.day.buffer')}
      />
      <Field
        {...number('noticeMinutes', day.notice_minutes, minutes)}
        label={t('consultations.day.notice')}
      />
      <Field {...number('followUps', day.follow_ups)} label={t('consultations.day.follow-ups')} />
    </>
  )
}
