import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { hasMessage } from '../../i18n/messages.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pager } from '../../ui/pager.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import type { MailLine, MailState } from './queries.ts'

export type TypedFilter = Record<'state' | 'kind' | 'address' | 'before', string>

const signs: Record<MailState, StatusKind> = {
  waiting: 'waiting',
  sent: 'success',
  refused: 'error',
  expired: 'closed',
  stopped: 'warning',
}

/** Where a mail stands. */
export function MailStatus({ c, state }: { c: Ctx; state: MailState }) {
  return <Status kind={signs[state]}>{c.var.t(`outbox.state.${state}`)}</Status>
}

/** What a mail is for; a kind without words of its own is named as the program does. */
export function kindInWords(c: Ctx, kind: string): string {
  const key = `outbox.kind.${kind}`
  return hasMessage(key) ? c.var.t(key as MessageKey) : kind
}

/** The outbox for staff. */
export function MailsView(props: {
  c: Ctx
  mails: MailLine[]
  more: boolean
  values: TypedFilter
  kinds: string[]
  counts: Record<MailState, number>
  sending: boolean
}) {
  const { c, mails, values } = props
  const { t } = c.var
  const last = mails.at(-1)
  return (
    <div class="stack">
      <PageHead title={t('outbox.title')} lead={t('outbox.lead')} />
      {!props.sending && (
        <Notice kind="info" word={t('outbox.note')} title={t('outbox.not-sending')} />
      )}
      <Filter {...props} />
      {mails.length === 0 ? (
        <EmptyState title={t('outbox.none')} text={t('outbox.none.text')} />
      ) : (
        <Mails c={c} mails={mails} path="/staff/mail" />
      )}
      {props.more && last && (
        <Pager
          label={t('site.pager.label')}
          items={[]}
          summary={t('outbox.shown', { count: mails.length })}
          next={{ href: older(c, values, last.id), label: t('outbox.older') }}
        />
      )}
    </div>
  )
}

function older(c: Ctx, values: TypedFilter, before: number): string {
  const query = new URLSearchParams(
    Object.entries({ ...values, before: String(before) }).filter(([, value]) => value),
  )
  return `${to(c, '/staff/mail')}?${query}`
}

type Filtering = {
  c: Ctx
  values: TypedFilter
  kinds: string[]
  counts: Record<MailState, number>
}

function Filter(props: Filtering) {
  const { c, values } = props
  const { t } = c.var
  return (
    <details class="stack" open={Object.values(values).some(Boolean)}>
      <summary>{t('outbox.filter')}</summary>
      <form method="get" action={to(c, '/staff/mail')}>
        <FilterFields {...props} />
        <FormActions>
          <Button kind="secondary">{t('outbox.filter.submit')}</Button>
        </FormActions>
      </form>
    </details>
  )
}

function FilterFields({ c, values, kinds, counts }: Filtering) {
  const { t } = c.var
  const states = Object.entries(counts) as [MailState, number][]
  return (
    <>
      <Select
        name="state"
        label={t('outbox.state')}
        placeholder={t('outbox.filter.any')}
        value={values.state}
        options={states.map(([state, count]) => ({
          value: state,
          label: t('outbox.filter.count', { name: t(`outbox.state.${state}`), count }),
        }))}
      />
      <Select
        name="kind"
        label={t('outbox.kind')}
        placeholder={t('outbox.filter.any')}
        value={values.kind}
        options={kinds.map((kind) => ({ value: kind, label: kindInWords(c, kind) }))}
      />
      <Field
        name="address"
        label={t('outbox.filter.address')}
        width="medium"
        value={values.address}
        autocomplete="off"
      />
    </>
  )
}

function Mails({ c, mails, path }: { c: Ctx; mails: MailLine[]; path: string }) {
  const { t, lang } = c.var
  return (
    <Table
      caption={t('outbox.title')}
      captionHidden
      columns={[
        { label: t('outbox.subject') },
        { label: t('outbox.to') },
        { label: t('outbox.kind') },
        { label: t('outbox.state'), narrow: true },
        { label: t('outbox.created'), narrow: true },
      ]}
      rows={mails.map((mail) => ({
        id: String(mail.id),
        cells: [
          <a href={to(c, `${path}/${mail.id}`)} lang={mail.language}>
            {mail.subject}
          </a>,
          mail.to_address,
          kindInWords(c, mail.kind),
          <MailStatus c={c} state={mail.state} />,
          formatInstant(mail.created_at, lang),
        ],
      }))}
    />
  )
}

/** In a demo everybody may read the mails that would have been sent. */
export function DemoMailsView({ c, mails }: { c: Ctx; mails: MailLine[] }) {
  const { t } = c.var
  return (
    <div class="stack">
      <PageHead title={t('outbox.demo.title')} lead={t('outbox.demo.lead')} />
      {mails.length === 0 ? (
        <EmptyState title={t('outbox.none')} text={t('outbox.demo.none')} />
      ) : (
        <Mails c={c} mails={mails} path="/demo/mails" />
      )}
    </div>
  )
}
