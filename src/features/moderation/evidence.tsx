import type { ComponentChildren } from 'preact'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { prefectureName } from '../activities/card.tsx'
import type { Alike } from './alike.ts'
import { mayDecide } from './desk.ts'
import { isStrong } from './likeness.ts'
import type { OneProps } from './one-view.tsx'
import { numberOf, StateWord } from './words.tsx'

/** Registrations that may be of the same organisation, field by field beside this one. */
export function Evidence(props: OneProps) {
  const { c, desk, alike } = props
  const { t } = c.var
  const title = t('moderation.alike.title')
  return (
    <Section id="alike" title={title} quiet>
      {alike.length === 0 ? (
        <p>{t('moderation.alike.none')}</p>
      ) : (
        <>
          <p class="soft">{t('moderation.alike.note')}</p>
          <Table
            caption={title}
            captionHidden
            columns={[
              { label: t('moderation.diff.field') },
              { label: t('moderation.alike.this') },
              ...alike.map(({ number }) => ({ label: numberOf(desk.edition, number) })),
            ]}
            rows={rowsOf(props)}
          />
        </>
      )}
      <Marked {...props} />
    </Section>
  )
}

type Column = Pick<
  Alike,
  'title' | 'name' | 'corporateNumber' | 'prefecture' | 'url' | 'email' | 'contact' | 'body'
>
type Line = [field: string, value: (one: Column) => string | null | undefined]

/** The start of a text is enough to see whether it is the same. */
const shownOfBody = 160

function rowsOf(props: OneProps) {
  const { c, activity, version, alike } = props
  const { t } = c.var
  const own: Column = { ...version, email: activity.contact_email, contact: activity.contact_name }
  const each = (cell: (one: Alike) => ComponentChildren) => ['', ...alike.map(cell)]
  const mark = {
    id: 'mark',
    cells: [t('moderation.alike.mark'), ...each((one) => <Mark {...props} one={one} />)],
  }
  return [
    {
      id: 'grounds',
      cells: [t('moderation.alike.grounds'), ...each((one) => <Grounds {...props} one={one} />)],
    },
    ...linesOf(props).map(([field, value]) => ({
      id: field,
      cells: [field, ...[own, ...alike].map((one) => value(one) || '–')],
    })),
    ...(mayDecide(props.desk) ? [mark] : []),
  ]
}

function linesOf({ c }: OneProps): Line[] {
  const { t } = c.var
  return [
    [t('registration.field.title.label'), ({ title }) => title],
    [t('registration.field.name.label'), ({ name }) => name],
    [t('registration.field.corporateNumber.label'), ({ corporateNumber }) => corporateNumber],
    [t('registration.field.prefecture.label'), ({ prefecture }) => prefectureName(c, prefecture)],
    [t('registration.field.url.label'), ({ url }) => url],
    [t('registration.field.contactName.label'), ({ contact }) => contact],
    [t('registration.field.contactEmail.label'), ({ email }) => email],
    [t('registration.field.body.label'), ({ body }) => [...body].slice(0, shownOfBody).join('')],
  ]
}

function Grounds({ c, one }: OneProps & { one: Alike }) {
  const { t } = c.var
  return (
    <>
      <a href={to(c, `/staff/activities/${one.id}`)}>{t('moderation.alike.open')}</a>{' '}
      <StateWord c={c} state={one.state} changeWaits={false} />
      <br />
      <strong>
        {t(isStrong(one.grounds) ? 'moderation.alike.strong' : 'moderation.alike.possible')}
      </strong>{' '}
      {one.grounds.map((ground) => t(`moderation.ground.${ground}`)).join('、')}
    </>
  )
}

function Mark({ c, activity, one, desk }: OneProps & { one: Alike }) {
  const { t } = c.var
  if (activity.duplicate_of === one.id) return <strong>{t('moderation.alike.marked')}</strong>
  return (
    <form method="post" action={to(c, `/staff/activities/${activity.id}/duplicate`)}>
      <FormStart c={c} form="moderation.duplicate" />
      <input type="hidden" name="of" value={String(one.id)} />
      <Button small kind="secondary" about={numberOf(desk.edition, one.number)}>
        {t('moderation.alike.is')}
      </Button>
    </form>
  )
}

function Marked({ c, activity, desk }: OneProps) {
  const { t } = c.var
  if (activity.duplicate_of === null) return null
  return (
    <form method="post" action={to(c, `/staff/activities/${activity.id}/duplicate`)}>
      <FormStart c={c} form="moderation.duplicate" />
      <p>
        <a href={to(c, `/staff/activities/${activity.duplicate_of}`)}>
          {t('moderation.alike.other')}
        </a>{' '}
        {mayDecide(desk) && (
          <Button small kind="link">
            {t('moderation.alike.clear')}
          </Button>
        )}
      </p>
    </form>
  )
}
