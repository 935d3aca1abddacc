import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { Button } from '../../ui/button.tsx'
import { FramedPlayer, PlayerDoor, VideoPlayer } from '../../ui/player.tsx'
import { Section } from '../../ui/section.tsx'
import type { JoinProps } from './join-views.tsx'
import type { Source } from './source.ts'

type Props = JoinProps & { source: Source }

/** The stream or the meeting. */
export function LivePart(props: Props) {
  const { t } = props.c.var
  const title = t(props.source.kind === 'link' ? 'attendance.meeting' : 'attendance.stream')
  return (
    <Section id="live" title={title} quiet>
      <div class="stack">
        <Player {...props} title={title} enter="attendance.door.link.open" />
        {props.source.kind === 'link' && <p>{t('attendance.door.link.keep')}</p>}
      </div>
    </Section>
  )
}

/** The recording, until its date. */
export function ArchivePart(props: Props) {
  const { t, lang } = props.c.var
  const { archive_until: until } = props.own.event
  const title = t('attendance.archive')
  return (
    <Section id="archive" title={title} quiet>
      <div class="stack">
        <Player {...props} title={title} enter="attendance.door.link.watch" />
        {until && <p>{t('attendance.archive.until', { date: formatInstant(until, lang) })}</p>}
      </div>
    </Section>
  )
}

type PlayerProps = Props & {
  title: string
  enter: 'attendance.door.link.open' | 'attendance.door.link.watch'
}

/** Nothing is fetched from anybody else before the visitor has asked for it. */
function Player({ c, own, source, title, enter, plays }: PlayerProps) {
  const { t } = c.var
  const { host, kind } = source
  if (kind === 'hls') return <Stream {...{ c, source, title }} />
  if (kind === 'embed' && plays) return <FramedPlayer address={source.frame} label={title} />
  if (kind === 'embed')
    return (
      <PlayerDoor>
        <p>{t('attendance.door.embed', { host })}</p>
        <Button href={to(c, `${own.path}/join?play`)}>{t('attendance.door.embed.play')}</Button>
      </PlayerDoor>
    )
  return (
    <PlayerDoor>
      <p>{t('attendance.door.link', { host })}</p>
      <Button href={source.url} newTab>
        {t(enter)}
      </Button>
    </PlayerDoor>
  )
}

function Stream({ c, source, title }: Pick<PlayerProps, 'c' | 'source' | 'title'>) {
  const { t } = c.var
  return (
    <div class="stack">
      <VideoPlayer address={source.url} label={title} />
      <p>{t('attendance.hls.note', { host: source.host })}</p>
      <p>{t('attendance.hls.help')}</p>
      <p class="player-address">
        <a href={source.url}>{source.url}</a>
      </p>
      <p>{t('attendance.private')}</p>
    </div>
  )
}
