import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { languageNames, languages } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import { FileField, Select } from '../../ui/select.tsx'
import { listPath } from '../applicants/list-filter.ts'
import { poolName } from '../applicants/words.tsx'
import type { InvitationsProps } from './list-view.tsx'

/** People to invite: pasted, or in a file. */
export function InviteForm(props: InvitationsProps) {
  const { c, one } = props
  const { t } = c.var
  return (
    <Section id="invite" title={t('invitations.new')} quiet>
      <form
        class="form-page"
        method="post"
        action={to(c, listPath(one.event.slug, {}, '/invitations'))}
        enctype="multipart/form-data"
        noValidate
      >
        <FormStart c={c} form="invitations.invite" />
        <People {...props} />
        <Terms {...props} />
        <FormActions note={t('invitations.note')}>
          <Button>{t('invitations.button')}</Button>
        </FormActions>
      </form>
    </Section>
  )
}

function People({ c, one, typed, faults }: InvitationsProps) {
  const { t } = c.var
  return (
    <>
      <Choice
        name="pool"
        type="radio"
        label={t('applicants.pool')}
        options={one.pools.map((pool) => ({
          value: String(pool.id),
          label: poolName(c, pool),
          hint: t('invitations.left', { left: Math.max(0, pool.accepted_limit - pool.taken) }),
          checked: String(pool.id) === typed.pool,
        }))}
      />
      <Field
        name="people"
        type="textarea"
        rows={8}
        label={t('invitations.people')}
        hint={t('invitations.people.hint')}
        value={typed.people}
        error={faults[0]}
        errorWord={t('site.error.prefix')}
      />
      <FileField
        name="file"
        label={t('invitations.file')}
        hint={t('invitations.file.hint')}
        optional={t('site.form.optional')}
        accept=".csv,.xlsx,text/csv"
      />
    </>
  )
}

function Terms({ c, typed }: InvitationsProps) {
  const { t } = c.var
  return (
    <>
      <Field
        name="until"
        type="date"
        width="short"
        label={t('invitations.until')}
        value={typed.until}
      />
      <Select
        name="language"
        label={t('applicants.enter.language')}
        value={typed.language}
        options={languages.map((lang) => ({ value: lang, label: languageNames[lang] }))}
      />
    </>
  )
}
