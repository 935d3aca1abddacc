import type { Selectable } from 'kysely'
import type { EventMaterialRow } from '../../db/tables-events.ts'
import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { pick } from '../../lib/languages.ts'
import { formatFileSize } from '../../lib/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import type { After } from './afterwards.ts'
import { isActive, receiptNumber, type State } from './application.ts'
import { canChange, nextActOf, type Own, type SupportNeed } from './own.ts'
import { isBefore } from './pool.ts'
import { foreign, poolNameOf, textOf, whenOf } from './wording.ts'

type Props = {
  c: Ctx
  own: Own
  /** Place in the waiting line, from 1; 0 for who does not wait. */
  position: number
  support: SupportNeed | undefined
  materials: Selectable<EventMaterialRow>[]
  after: After[]
  movedPath: string | undefined
  saved: boolean
}

const signs: Record<State, StatusKind> = {
  held: 'waiting',
  confirmed: 'success',
  offered: 'warning',
  requested: 'waiting',
  waiting: 'waiting',
  declined: 'closed',
  cancelled: 'closed',
  expired: 'closed',
  rejected: 'closed',
  moved: 'closed',
}

/** Where it stands in one sentence, the next act as one button, then the details. */
export function PersonalView(props: Props) {
  const { c, own, saved } = props
  const { t, lang } = c.var
  const { application, event } = own
  const title = pick(event.title, lang)
  return (
    <div class="form-page">
      {saved && (
        <Notice kind="success" live word={t('site.flash.done')}>
          <p>{t('applications.my.saved')}</p>
        </Notice>
      )}
      <PageHead
        title={title.text}
        titleLang={foreign(title, lang)}
        over={
          <>
            <span class="figures">{receiptNumber(event.slug, application.number)}</span>{' '}
            <Status kind={signs[application.state]}>
              {t(`applications.state.${application.state}`)}
            </Status>
          </>
        }
        lead={sentenceOf(props)}
      />
      <EventNotice {...props} />
      <NextAct {...props} />
      <Afterwards {...props} />
      <Details {...props} />
      <Materials {...props} />
      <Changes {...props} />
    </div>
  )
}

/** Where the application stands, in one sentence. */
function sentenceOf({ c, own, position }: Props): string {
  const { t, lang, now } = c.var
  const { application, event } = own
  const { state } = application
  const over = event.ends_at !== null && !isBefore(now, event.ends_at)
  const values = {
    number: receiptNumber(event.slug, application.number),
    when: whenOf(event, lang, t),
    position,
    until: application.hold_until ? formatInstant(application.hold_until, lang) : '',
    offer: application.offer_until ? formatInstant(application.offer_until, lang) : '',
  }
  if (over && state === 'confirmed') return t('applications.sentence.over', values)
  if (state === 'waiting' && application.hold_until)
    return t('applications.sentence.waiting-unproven', values)
  return t(`applications.sentence.${state}`, values)
}

function EventNotice({ c, own, movedPath }: Props) {
  const { t } = c.var
  const { state } = own.event
  return (
    <>
      {(state === 'cancelled' || state === 'postponed') && (
        <Notice kind="warning" word={t('applications.notice.word')}>
          <p>{t(`applications.my.event-${state}`)}</p>
        </Notice>
      )}
      {movedPath && (
        <p>
          <Button href={to(c, movedPath)}>{t('applications.my.moved-link')}</Button>
        </p>
      )}
    </>
  )
}

function NextAct({ c, own }: Props) {
  const { t, now } = c.var
  const next = nextActOf(own, now)
  switch (next) {
    case 'prove':
      return <Act c={c} own={own} path="proof" label={t('applications.act.prove')} />
    case 'answer-offer':
      return (
        <>
          <Act c={c} own={own} path="acceptance" label={t('applications.act.accept')} />
          <Act c={c} own={own} path="refusal" label={t('applications.act.decline')} secondary />
        </>
      )
    case 'reconfirm':
      return (
        <form method="post" action={to(c, `${own.path}/coming`)}>
          <FormStart c={c} form="applications.coming" />
          <p>{t('applications.act.coming.ask')}</p>
          <p>
            <Button name="coming" value="yes">
              {t('applications.act.coming.yes')}
            </Button>{' '}
            <Button kind="secondary" name="coming" value="no">
              {t('applications.act.coming.no')}
            </Button>
          </p>
        </form>
      )
    case 'join':
    case 'archive':
      return (
        <p>
          <Button href={to(c, `${own.path}/join`)}>{t(`applications.act.${next}`)}</Button>
        </p>
      )
    case 'none':
      return null
  }
}

function Act(props: { c: Ctx; own: Own; path: string; label: string; secondary?: boolean }) {
  const { c, own, path, label } = props
  return (
    <form method="post" action={to(c, `${own.path}/${path}`)}>
      <FormStart c={c} form={`applications.${path}`} />
      <p>
        <Button kind={props.secondary ? 'secondary' : 'primary'}>{label}</Button>
      </p>
    </form>
  )
}

/** What is left to do when it is over, the first as a button. */
function Afterwards({ c, own, after }: Props) {
  if (after.length === 0) return null
  return (
    <p class="form-actions">
      {after.map(({ path, label }, at) => (
        <Button
          key={path}
          kind={at === 0 ? 'primary' : 'secondary'}
          href={to(c, `${own.path}/${path}`)}
        >
          {c.var.t(label)}
        </Button>
      ))}
    </p>
  )
}

function Details({ c, own, support }: Props) {
  const { t, lang } = c.var
  const { application, event, pool } = own
  const venue = textOf(event.venue, lang)
  const name = poolNameOf(pool, lang, t)
  return (
    <Section id="details" title={t('applications.my.details')} quiet>
      <DefinitionList
        items={[
          { term: t('applications.when'), value: whenOf(event, lang, t) },
          ...(venue && pool.channel !== 'stream'
            ? [{ term: t('applications.venue'), value: venue.text, lang: foreign(venue, lang) }]
            : []),
          { term: t('applications.way'), value: name.text, lang: foreign(name, lang) },
          { term: t('applications.field.name'), value: application.name },
          ...(application.organisation
            ? [{ term: t('applications.field.organisation'), value: application.organisation }]
            : []),
          { term: t('applications.field.email'), value: application.email },
          ...(support
            ? [{ term: t('applications.field.support'), value: supportWords(c, support) }]
            : []),
        ]}
      />
      <p class="form-note">
        <a href={to(c, `/events/${event.slug}`)}>{t('applications.back-to-event')}</a>
      </p>
    </Section>
  )
}

function supportWords(c: Ctx, { kinds, note, state, answer }: SupportNeed): string {
  const { t } = c.var
  const asked = kinds.map((kind) => t(`applications.support.${kind as 'captions'}`)).join('、')
  const words = [asked, note].filter(Boolean).join(': ')
  return [`${words} — ${t(`applications.support.state.${state}`)}`, answer]
    .filter(Boolean)
    .join(' ')
}

function Materials({ c, own, materials }: Props) {
  const { t, lang } = c.var
  if (materials.length === 0) return null
  return (
    <Section id="materials" title={t('applications.my.materials')} quiet>
      <ul>
        {materials.map((file) => {
          const title = pick(file.title, lang)
          return (
            <li key={file.id}>
              <a href={to(c, `${own.path}/materials/${file.id}`)} lang={foreign(title, lang)}>
                {title.text}
              </a>{' '}
              <span class="soft">
                {t('applications.my.material', {
                  kind: file.file_name.split('.').at(-1)?.toUpperCase() ?? '',
                  size: formatFileSize(file.bytes, lang),
                })}
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Changes({ c, own }: Props) {
  const { t, now } = c.var
  const { state } = own.application
  const links = [
    own.event.starts_at !== null &&
      own.event.ends_at !== null &&
      isActive(state) && { path: 'calendar.ics', label: t('applications.my.calendar') },
    ...(canChange(own, now)
      ? [
          { path: 'answers', label: t('applications.answers.title') },
          state !== 'requested' && { path: 'date', label: t('applications.date.title') },
          { path: 'cancellation', label: t('applications.cancel.link') },
        ]
      : []),
  ].filter((link) => link !== false)
  if (links.length === 0) return null
  return (
    <Section id="changes" title={t('applications.my.changes')} quiet>
      <ul>
        {links.map(({ path, label }) => (
          <li key={path}>
            <a href={to(c, `${own.path}/${path}`)}>{label}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
