import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { deskPath } from './at-hand.ts'
import { ActButton, SpecForm } from './form-page.tsx'
import { possibleActs, toldActs } from './life.ts'
import type { OneProps } from './one-view.tsx'
import { reasonSpec } from './places.ts'

/** What can be done with the event now. */
export function LifePanel(props: OneProps) {
  const { c, event, missing } = props
  const { t } = c.var
  const possible = possibleActs(event)
  const told = toldActs.filter((act) => possible.includes(act))
  return (
    <Section id="life" title={t('event-desk.life.title')} quiet>
      {possible.includes('publish') && missing.length > 0 && <MissingNotice {...props} />}
      {event.state === 'proposed' && (
        <p>{t('event-desk.proposed-by', { name: event.proposer_name || '—' })}</p>
      )}
      {possible.includes('publish') && (
        <ActButton
          c={c}
          action={deskPath(event, '/publish')}
          form="event-desk.publish"
          kind="primary"
          label={t('event-desk.publish.button')}
        />
      )}
      {told.length > 0 && (
        <FormActions note={t('event-desk.life.note')}>
          {told.map((act) => (
            <Button
              key={act}
              kind={act === 'cancel' ? 'danger' : 'secondary'}
              href={to(c, deskPath(event, `/${act}`))}
            >
              {t(`event-desk.${act}.title`)}
            </Button>
          ))}
        </FormActions>
      )}
      {possible.includes('refuse') && <RefuseForm {...props} />}
    </Section>
  )
}

function MissingNotice({ c, missing, refused }: OneProps) {
  const { t } = c.var
  return (
    <Notice
      kind={refused ? 'error' : 'info'}
      live={refused}
      word={t('event-desk.missing.word')}
      title={t('event-desk.missing.title')}
    >
      <ul>
        {missing.map((one) => (
          <li key={one}>{t(`event-desk.missing.${one}`)}</li>
        ))}
      </ul>
    </Notice>
  )
}

function RefuseForm(props: OneProps) {
  const { c, event } = props
  return (
    <SpecForm
      {...props}
      specs={[reasonSpec]}
      action={deskPath(event, '/refuse')}
      form="event-desk.refuse"
      button={c.var.t('event-desk.refuse.button')}
      danger
    />
  )
}
