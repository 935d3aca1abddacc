import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { dayOf } from '../../clock.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/section.tsx'
import type { Own } from '../applications/own.ts'
import { receiptNumber } from '../applications/application.ts'
import { foreign, textOf } from '../applications/wording.ts'
import type { AttendanceCertificate, Standing } from './certificate.ts'

type Props = {
  c: Ctx
  own: Own
  certificate: AttendanceCertificate | undefined
  standing: Standing
  /** As it stands in the field. */
  name: string
  mistakes: MistakeInWords[]
}

/** The certificate that was issued, the form that issues it, or what is missing and whom to ask. */
export function OwnView(props: Props) {
  const { c, own, certificate, standing, mistakes } = props
  const { t, lang } = c.var
  const title = pick(own.event.title, lang)
  return (
    <div class="form-page stack">
      {mistakes.length > 0 && (
        <ErrorSummary
          title={t('site.error.summary')}
          errors={mistakes.map(({ field, text }) => ({ name: field || 'main', message: text }))}
        />
      )}
      <PageHead
        title={t('attendance-certificates.title')}
        over={<span lang={foreign(title, lang)}>{title.text}</span>}
      />
      {certificate ? (
        <Issued {...props} certificate={certificate} />
      ) : standing.kind === 'earned' ? (
        <Form {...props} />
      ) : (
        <NotYet {...props} />
      )}
      <p>
        <a href={to(c, own.path)}>{t('surveys.back')}</a>
      </p>
    </div>
  )
}

function Issued({ c, own, certificate }: Props & { certificate: AttendanceCertificate }) {
  const { t, lang } = c.var
  const { number, name, minutes, issued_at: issuedAt } = certificate
  const verification = `/certificates/${number}`
  return (
    <>
      <DefinitionList
        items={[
          { term: t('attendance-certificates.name'), value: name },
          { term: t('attendance-certificates.number'), value: number },
          ...(minutes > 0
            ? [
                {
                  term: t('attendance-certificates.attended'),
                  value: t('attendance-certificates.minutes', { minutes }),
                },
              ]
            : []),
          {
            term: t('attendance-certificates.issued'),
            value: formatDayWithYear(dayOf(issuedAt), lang),
          },
        ]}
      />
      <FormActions>
        <Button href={to(c, `${own.path}/certificate.pdf`)}>
          {t('attendance-certificates.open')}
        </Button>
        <Button kind="link" href={to(c, verification)}>
          {t('attendance-certificates.verification')}
        </Button>
      </FormActions>
    </>
  )
}

function Form({ c, own, name, mistakes }: Props) {
  const { t } = c.var
  return (
    <form class="stack" method="post" action={to(c, `${own.path}/certificate`)} noValidate>
      <FormStart c={c} form="attendance-certificates.issue" />
      <p>{t('attendance-certificates.lead')}</p>
      <Field
        name="name"
        label={t('attendance-certificates.name')}
        hint={t('attendance-certificates.name.hint')}
        error={wordsAt(mistakes, 'name')}
        errorWord={t('site.error.prefix')}
        autocomplete="name"
        value={name}
      />
      <FormActions>
        <Button>{t('attendance-certificates.issue')}</Button>
      </FormActions>
    </form>
  )
}

/** Says how many minutes are missing, and whom to ask who was there all the same. */
function NotYet({ c, own, standing }: Props) {
  const { t, lang, site } = c.var
  const { event, application } = own
  const contact = textOf(event.contact, lang)
  const number = receiptNumber(event.slug, application.number)
  if (standing.kind === 'early')
    return (
      <Notice kind="info" word={t('attendance-certificates.early')}>
        <p>{t('attendance-certificates.early.text')}</p>
      </Notice>
    )
  const missing = standing.kind === 'missing' ? standing : undefined
  return (
    <>
      <Notice kind="warning" word={t('attendance-certificates.not-earned')}>
        <p>
          {missing
            ? t('attendance-certificates.missing', missing)
            : t('attendance-certificates.unmarked')}
        </p>
      </Notice>
      <p>{t('attendance-certificates.ask', { number })}</p>
      {contact ? (
        <p lang={foreign(contact, lang)}>{contact.text}</p>
      ) : (
        <p>
          <a href={`mailto:${site.contact.email}`}>{site.contact.email}</a>{' '}
          <span class="figures">{site.contact.phone}</span>
        </p>
      )}
    </>
  )
}
