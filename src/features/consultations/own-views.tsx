import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { formatInstant, formatInstantRange } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { Button, type ButtonKind } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { FileField, Select } from '../../ui/select.tsx'
import { receiptNumber } from '../applications/application.ts'
import { MistakeSummary } from './mistake-summary.tsx'
import { type Slot, topicName } from './consultation.ts'
import type { Document } from './documents.ts'
import { bookingPath } from './letters.ts'
import type { Booking } from './queries.ts'

type Props = {
  booking: Booking
  documents: Document[]
  /** Free slots to move to. */
  others: (Slot & { adviser: string })[]
  mistakes: MistakeInWords[]
}

/** One's own booking: where it stands, what to do now, documents, another time, cancelling. */
export function ownPage(c: Ctx, props: Props): Response {
  const { t } = c.var
  const { booking, mistakes } = props
  const active = ['held', 'confirmed', 'offered', 'waiting'].includes(booking.state)
  const isOpen = active && (booking.outcome ?? 'open') === 'open'
  return page(
    c,
    { title: t('consultations.own.title'), mistaken: mistakes.length > 0 },
    <div class="form-page stack">
      <MistakeSummary c={c} mistakes={mistakes} />
      <PageHead
        title={t('consultations.own.title')}
        over={<span class="figures">{receiptNumber(booking.slug, booking.number)}</span>}
      />
      <Standing c={c} booking={booking} />
      <Facts c={c} booking={booking} />
      {active && <Documents c={c} {...props} />}
      {isOpen && booking.starts_at && booking.state !== 'offered' && <Move c={c} {...props} />}
      {isOpen && booking.state !== 'offered' && (
        <Section id="cancel" title={t('consultations.own.cancel')} quiet>
          <p>{t('consultations.own.cancel.text')}</p>
          <Act c={c} booking={booking} act="cancel" kind="danger" />
        </Section>
      )}
    </div>,
  )
}

/** The state in a sentence, with the act that it waits for. */
function Standing({ c, booking }: { c: Ctx; booking: Booking }) {
  const { t, lang } = c.var
  const until = booking.state === 'offered' ? booking.offer_until : booking.hold_until
  const needsProof = booking.proven_at === null && ['held', 'waiting'].includes(booking.state)
  return (
    <div class="notice-line stack">
      <p>
        <strong>{t(`consultations.state.${booking.state}`)}</strong>
      </p>
      {until && <p>{t('consultations.own.until', { until: formatInstant(until, lang) })}</p>}
      {needsProof && <Act c={c} booking={booking} act="prove" />}
      {booking.state === 'offered' && (
        <>
          <Act c={c} booking={booking} act="accept" />
          <Act c={c} booking={booking} act="decline" kind="secondary" />
        </>
      )}
    </div>
  )
}

type ActName = 'prove' | 'accept' | 'decline' | 'cancel'

function Act(props: { c: Ctx; booking: Booking; act: ActName; kind?: ButtonKind }) {
  const { c, booking, act, kind } = props
  return (
    <form method="post" action={actionOf(c, booking, act)}>
      <FormStart c={c} form={`consultations.${act}`} />
      <Button kind={kind}>{c.var.t(`consultations.own.${act}.button`)}</Button>
    </form>
  )
}

function actionOf(c: Ctx, booking: Booking, act: string): string {
  return to(c, `${bookingPath(c.var.config.secret, booking)}/${act}`)
}

function Facts({ c, booking }: { c: Ctx; booking: Booking }) {
  const { t, lang } = c.var
  const seminar = pick(booking.title, lang)
  const isMine = booking.state === 'confirmed'
  const topic = booking.topic ? topicName(booking.topics, booking.topic, lang) : undefined
  const time =
    booking.starts_at && booking.ends_at
      ? formatInstantRange(booking.starts_at, booking.ends_at, lang, { withYear: true })
      : undefined
  return (
    <DefinitionList
      items={[
        { term: t('consultations.seminar'), value: seminar.text, lang: seminar.lang },
        ...(time ? [{ term: t('consultations.time'), value: time }] : []),
        ...(booking.adviser_name
          ? [{ term: t('consultations.adviser'), value: booking.adviser_name }]
          : []),
        ...(booking.waiting_number !== null && !time
          ? [{ term: t('consultations.waiting-number'), value: String(booking.waiting_number) }]
          : []),
        ...(topic ? [{ term: t('consultations.topic'), value: topic.text, lang: topic.lang }] : []),
        {
          term: t('consultations.ordinal'),
          value: t('consultations.ordinal.of', {
            number: booking.ordinal ?? 1,
            most: booking.follow_ups,
          }),
        },
        ...(isMine ? meetingFacts(c, booking.meeting_url) : []),
      ]}
    />
  )
}

function meetingFacts(c: Ctx, url: string) {
  if (!/^https?:\/\//.test(url)) return []
  const link = (
    <a class="long-word" href={url} rel="noreferrer">
      {url}
    </a>
  )
  return [{ term: c.var.t('consultations.meeting'), value: link }]
}

function Documents({ c, booking, documents, mistakes }: Props & { c: Ctx }) {
  const { t } = c.var
  return (
    <Section id="documents" title={t('consultations.documents')} quiet>
      <p>{t('consultations.documents.text')}</p>
      <DocumentList
        c={c}
        documents={documents}
        path={`${bookingPath(c.var.config.secret, booking)}/files`}
      />
      <form
        class="stack"
        method="post"
        action={actionOf(c, booking, 'document')}
        encType="multipart/form-data"
      >
        <FormStart c={c} form="consultations.document" />
        <FileField
          name="document"
          label={t('consultations.field.document')}
          hint={t('consultations.field.document.hint')}
          error={wordsAt(mistakes, 'document')}
          errorWord={t('site.error.prefix')}
        />
        <Button kind="secondary">{t('consultations.documents.send')}</Button>
      </form>
    </Section>
  )
}

/** Documents as links with their size. */
export function DocumentList(props: { c: Ctx; documents: Document[]; path: string }) {
  const { c, documents, path } = props
  if (documents.length === 0) return <p>{c.var.t('consultations.documents.none')}</p>
  return (
    <ul>
      {documents.map(({ id, file_name, bytes }) => (
        <li key={id}>
          <FileLink
            href={to(c, `${path}/${id}`)}
            label={file_name}
            about={`${Math.max(1, Math.round(bytes / 1000))}KB`}
          />
        </li>
      ))}
    </ul>
  )
}

function Move({ c, booking, others, mistakes }: Props & { c: Ctx }) {
  const { t, lang } = c.var
  return (
    <Section id="move" title={t('consultations.own.move')} quiet>
      {others.length === 0 ? (
        <p>{t('consultations.own.move.none')}</p>
      ) : (
        <form class="stack" method="post" action={actionOf(c, booking, 'move')}>
          <FormStart c={c} form="consultations.move" />
          <Select
            name="slot"
            label={t('consultations.field.slot')}
            error={wordsAt(mistakes, 'slot')}
            errorWord={t('site.error.prefix')}
            options={others.map((slot) => ({
              value: String(slot.pool_id),
              label: `${formatInstantRange(slot.starts_at, slot.ends_at, lang)} ${slot.adviser}`,
            }))}
          />
          <Button kind="secondary">{t('consultations.own.move.button')}</Button>
        </form>
      )}
    </Section>
  )
}
