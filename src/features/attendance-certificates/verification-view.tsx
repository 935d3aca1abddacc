import type { Ctx } from '../../http/context.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/section.tsx'
import { foreign, whenOf } from '../applications/wording.ts'
import type { CampaignEvent } from '../events/event.ts'

export type Verified = {
  number: string
  name: string
  event: CampaignEvent
  issuedOn: Temporal.PlainDate
}

/** Whether a certificate is genuine, with what to compare. */
export function VerificationView({ c, verified }: { c: Ctx; verified: Verified | undefined }) {
  const { t } = c.var
  return (
    <div class="form-page">
      <PageHead title={t('attendance-certificates.verification')} />
      {verified ? (
        <Genuine c={c} verified={verified} />
      ) : (
        <Notice kind="warning" word={t('attendance-certificates.unknown')}>
          <p>{t('attendance-certificates.unknown.text')}</p>
        </Notice>
      )}
    </div>
  )
}

function Genuine({ c, verified }: { c: Ctx; verified: Verified }) {
  const { t, lang } = c.var
  const { event } = verified
  const title = pick(event.title, lang)
  return (
    <>
      <Notice kind="success" word={t('attendance-certificates.genuine')}>
        <p>{t('attendance-certificates.genuine.text')}</p>
      </Notice>
      <DefinitionList
        items={[
          { term: t('attendance-certificates.number'), value: verified.number },
          { term: t('attendance-certificates.name'), value: verified.name },
          {
            term: t('attendance-certificates.sheet.event'),
            value: title.text,
            lang: foreign(title, lang),
          },
          { term: t('attendance-certificates.sheet.when'), value: whenOf(event, lang, t) },
          {
            term: t('attendance-certificates.issued'),
            value: formatDayWithYear(verified.issuedOn, lang),
          },
        ]}
      />
    </>
  )
}
