import type { Ctx } from '../../http/context.ts'
import { to } from '../../http/page.tsx'
import { FormStart } from '../../http/form.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { ActButton, PasskeyForm } from './form-parts.tsx'
import type { Passkey } from './passkeys.ts'

/** The own passkeys, and a form for one more that appears where the browser can make it. */
export function PasskeySection({ c, passkeys }: { c: Ctx; passkeys: Passkey[] }) {
  const { t } = c.var
  return (
    <Section id="passkeys" title={t('accounts.passkeys.title')} quiet>
      <div class="stack">
        <p>{t(passkeys.length > 0 ? 'accounts.passkeys.lead' : 'accounts.passkeys.none')}</p>
        {passkeys.length > 0 && <PasskeyTable c={c} passkeys={passkeys} />}
        <PasskeyForm
          c={c}
          kind="create"
          challenge="/staff/account/passkeys/challenge"
          action="/staff/account/passkeys"
          label={t('accounts.passkeys.add')}
        >
          <Field
            name="name"
            label={t('accounts.passkeys.name')}
            hint={t('accounts.passkeys.name.hint')}
            optional={t('site.form.optional')}
            autocomplete="off"
            width="medium"
          />
        </PasskeyForm>
      </div>
    </Section>
  )
}

function PasskeyTable({ c, passkeys }: { c: Ctx; passkeys: Passkey[] }) {
  const { t, lang } = c.var
  const when = (at: Temporal.Instant | null) =>
    at ? formatInstant(at, lang) : t('accounts.passkeys.unused')
  return (
    <Table
      caption={t('accounts.passkeys.title')}
      captionHidden
      columns={[
        { label: t('accounts.passkeys.name') },
        { label: t('accounts.passkeys.added'), narrow: true },
        { label: t('accounts.passkeys.used'), narrow: true },
        { label: t('accounts.passkeys.remove'), quiet: true },
      ]}
      rows={passkeys.map((passkey) => ({
        id: passkey.credential_id,
        cells: [
          <Rename c={c} passkey={passkey} />,
          when(passkey.created_at),
          when(passkey.last_used_at),
          <ActButton
            c={c}
            action="/staff/account/passkeys/remove"
            form="accounts.passkey"
            kind="danger"
            small
            label={t('accounts.passkeys.remove')}
            about={passkey.name}
            hidden={{ id: passkey.credential_id }}
          />,
        ],
      }))}
    />
  )
}

function Rename({ c, passkey }: { c: Ctx; passkey: Passkey }) {
  const { t } = c.var
  return (
    <details>
      <summary>{passkey.name}</summary>
      <form class="stack" method="post" action={to(c, '/staff/account/passkeys/rename')}>
        <FormStart c={c} form="accounts.passkey" />
        <input type="hidden" name="id" value={passkey.credential_id} />
        <input
          class="input"
          name="name"
          aria-label={t('accounts.passkeys.name')}
          value={passkey.name}
          autocomplete="off"
        />
        <Button kind="secondary" small about={passkey.name}>
          {t('accounts.passkeys.rename')}
        </Button>
      </form>
    </details>
  )
}
