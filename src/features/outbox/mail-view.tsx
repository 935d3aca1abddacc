import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { languageNames } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import type { Mail } from './queries.ts'
import { kindInWords, MailStatus } from './views.tsx'

/** One mail: envelope, text with links that work, and the way to the html part. */
export function MailView(props: {
  c: Ctx
  mail: Mail
  list: string
  resendable: boolean
  hidden?: boolean
}) {
  const { c, mail, list } = props
  const { t } = c.var
  return (
    <>
      <PageHead
        title={mail.subject}
        titleLang={mail.language}
        over={<a href={to(c, list)}>{t('outbox.back')}</a>}
      />
      <Envelope c={c} mail={mail} />
      {props.resendable && (
        <form method="post" action={to(c, `/staff/mail/${mail.id}/resend`)}>
          <FormStart c={c} form="outbox.resend" />
          <Button kind="secondary">{t('outbox.resend')}</Button>
        </form>
      )}
      <Section id="text" title={t('outbox.text')} quiet>
        {props.hidden && <p class="soft">{t('outbox.secrets')}</p>}
        <Text mail={mail} />
        <p>
          <a href={to(c, `${list}/${mail.id}/html`)}>{t('outbox.html')}</a>
        </p>
      </Section>
    </>
  )
}

function Text({ mail }: { mail: Mail }) {
  return (
    <div class="prose" lang={mail.language}>
      {mail.text
        .split(/\n{2,}/)
        .filter((part) => part.trim() !== '')
        .map((part, at) => (
          <p key={at}>
            <Lines text={part} />
          </p>
        ))}
    </div>
  )
}

function Envelope({ c, mail }: { c: Ctx; mail: Mail }) {
  const { t, lang } = c.var
  const headers = Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`)
  const items = [
    { term: t('outbox.to'), value: mail.to_address },
    { term: t('outbox.kind'), value: kindInWords(c, mail.kind) },
    { term: t('outbox.language'), value: languageNames[mail.language], lang: mail.language },
    { term: t('outbox.state'), value: <MailStatus c={c} state={mail.state} /> },
    { term: t('outbox.created'), value: formatInstant(mail.created_at, lang) },
    mail.sent_at && { term: t('outbox.sent'), value: formatInstant(mail.sent_at, lang) },
    mail.useful_until && {
      term: t('outbox.useful-until'),
      value: formatInstant(mail.useful_until, lang),
    },
    mail.tries > 0 && {
      term: t('outbox.tries'),
      value: t('outbox.tries.count', { count: mail.tries }),
    },
    mail.last_error && { term: t('outbox.error'), value: mail.last_error },
    { term: t('outbox.headers'), value: [`Message-ID: ${mail.message_id}`, ...headers].join('\n') },
  ]
  return (
    <DefinitionList
      items={items.filter((item) => item !== null && item !== false && item !== '')}
    />
  )
}

/** Lines of a text, its web addresses as links. */
function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, at) => (
        <>
          {at > 0 && <br />}
          {line.split(/(https?:\/\/[^\s<>"'、。」)]+)/).map((part) =>
            /^https?:\/\//.test(part) ? (
              <a href={part} rel="noopener noreferrer">
                {part}
              </a>
            ) : (
              part
            ),
          )}
        </>
      ))}
    </>
  )
}
