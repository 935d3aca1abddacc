import type { Ctx } from '../../http/context.ts'
import { siteNameOf, to } from '../../http/page.tsx'
import { dayOf } from '../../clock.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { embedSnippet } from '../../lib/badge.ts'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { EntryList } from '../../ui/card.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Status } from '../../ui/status.tsx'
import { type Edition, publicNumber } from '../editions/edition.ts'
import { ActivityArticle } from './article.tsx'
import { ActivityRow, activityPath } from './card.tsx'
import type { StoredPicture } from './pictures.ts'
import type { Activity } from './queries.ts'
import type { Version } from './version.ts'

export type OneProps = {
  c: Ctx
  edition: Edition
  activity: Activity
  /** The public part of the published version. */
  version: Version
  picture: StoredPicture | undefined
  neighbours: { number: number; version: Version }[]
}

/** The permanent page of an activity. */
export function OneView(props: OneProps) {
  const { c, edition, activity, version, picture } = props
  const { t } = c.var
  const number = activity.number as number
  return (
    <>
      <SidePanel
        label={t('activities.one.register.title')}
        summary={
          <Status kind="published">
            {t('activities.one.number')} {publicNumber(edition, number)}
          </Status>
        }
        action={
          <Button href={to(c, '/activities/new')}>{t('activities.one.register.button')}</Button>
        }
        panel={<Papers {...props} />}
        still
      >
        <ActivityArticle
          c={c}
          edition={edition}
          version={version}
          number={number}
          picture={picture}
        />
        <Published {...props} />
        <Share {...props} />
        <Badge {...props} />
      </SidePanel>
      <Neighbours {...props} />
    </>
  )
}

/** Since when it is public, that it is invented in a demo, and what a reader may do about it. */
function Published({ c, edition, activity }: OneProps) {
  const { t, lang } = c.var
  const path = activityPath(edition, activity.number as number)
  return (
    <>
      {activity.source === 'demo' && (
        <Notice kind="info" word={t('registration.notice.demo')}>
          <p>{t('activities.one.demo')}</p>
        </Notice>
      )}
      <p class="soft figures">
        {t('activities.one.published')}{' '}
        {formatDayWithYear(dayOf(activity.published_at as Temporal.Instant), lang)}
      </p>
      <p>
        <a href={to(c, `${path}/concern`)}>{t('activities.one.concern')}</a> ·{' '}
        <a href={to(c, '/mine')}>{t('activities.one.mine')}</a>
      </p>
    </>
  )
}

function Papers({ c, edition, activity }: OneProps) {
  const path = activityPath(edition, activity.number as number)
  return (
    <ul class="stack">
      <li>
        <FileLink
          href={to(c, `${path}/certificate.pdf`)}
          label={c.var.t('activities.certificate.title')}
          about="PDF"
        />
      </li>
      <li>
        <FileLink href={`${path}/badge.svg`} label={c.var.t('activities.one.badge')} about="SVG" />
      </li>
    </ul>
  )
}

function Share({ c, edition, activity, version }: OneProps) {
  const { t, config } = c.var
  const url = config.origin + activityPath(edition, activity.number as number)
  const text = t('activities.one.share.template', {
    owner: version.name,
    title: version.title,
    site: siteNameOf(c),
    url,
  })
  return (
    <Section id="share" title={t('activities.one.share')} quiet>
      <CopyField
        id="share-text"
        label={t('activities.one.share.text')}
        hint={t('activities.one.share.hint')}
        text={text}
      />
    </Section>
  )
}

function Badge({ c, edition, activity, version }: OneProps) {
  const { t, config } = c.var
  const path = activityPath(edition, activity.number as number)
  const number = publicNumber(edition, activity.number as number)
  return (
    <Section id="badge" title={t('activities.one.badge')} quiet>
      <p>
        <img
          src={`${path}/badge.svg`}
          alt={`${siteNameOf(c)} ${t('activities.one.badge.label')} ${number}`}
          width={360}
          height={112}
          loading="lazy"
        />
      </p>
      <p>{t('activities.one.badge.text')}</p>
      <p>
        <a href={`${path}/badge.svg`} download={`badge-${number}.svg`}>
          {t('activities.one.badge.svg')}
        </a>{' '}
        ·{' '}
        <a href={`${path}/badge.png`} download={`badge-${number}.png`}>
          {t('activities.one.badge.png')}
        </a>{' '}
        · <a href={to(c, `${path}/certificate.pdf`)}>{t('activities.certificate.title')} (PDF)</a>
      </p>
      <CopyField
        id="badge-html"
        label={t('activities.one.badge.embed')}
        hint={t('activities.one.share.hint')}
        text={embedSnippet({
          imageUrl: `${config.origin}${path}/badge.svg`,
          verifyUrl: config.origin + path,
          alt: `${siteNameOf(c)} ${number} ${version.name}`,
        })}
      />
    </Section>
  )
}

function Neighbours({ c, edition, version, neighbours }: OneProps) {
  if (neighbours.length === 0) return null
  return (
    <Section
      id="neighbours"
      title={c.var.t('activities.one.more')}
      more={{
        href: to(c, `/activities?prefecture=${version.prefecture}`),
        label: c.var.t('activities.title'),
      }}
      quiet
    >
      <EntryList>
        {neighbours.map((other) => (
          <ActivityRow
            key={other.number}
            c={c}
            edition={edition}
            version={other.version}
            number={other.number}
          />
        ))}
      </EntryList>
    </Section>
  )
}
