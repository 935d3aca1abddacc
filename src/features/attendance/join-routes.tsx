import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { contentPolicy } from '../../http/headers.ts'
import { page, to } from '../../http/page.tsx'
import { scriptPath } from '../../http/asset-routes.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { pick } from '../../lib/languages.ts'
import { ownApplication, watchesOnline } from '../applications/own.ts'
import { materialsFor } from '../applications/queries.ts'
import { archiveOf } from '../events/event.ts'
import { isOpen, momentOf, whyNot } from './day.ts'
import { type JoinProps, JoinView } from './join-views.tsx'
import { devicePattern, noteSign, pressed } from './presence.ts'
import { minutesOf } from './queries.ts'
import { rulesFor, sourceOf } from './source.ts'
import { WhyNotView } from './why-not.tsx'

/** The page of the day, and the signs of life that its visitors send. */
export function addJoinRoutes(list: Routes): void {
  list.get('/my/:key/join', visitor, show)
  list.post('/my/:key/presence', visitor, takeSign)
}

async function show(c: Ctx): Promise<Response> {
  const { db, now, t, lang } = c.var
  const own = await ownApplication(c)
  const trail = [{ href: own.path, label: t('applications.my.title') }]
  const why = whyNot(own, now)
  if (why) {
    const title = t('attendance.why.title')
    return secret(page(c, { title, trail }, <WhyNotView c={c} path={own.path} why={why} />))
  }
  const props: JoinProps = {
    c,
    own,
    ...momentOf(own.event, now),
    open: watchesOnline(own) && isOpen(own.event, now),
    live: liveSource(own, now),
    archive: archiveSource(own, now),
    minutes: await minutesOf(db, own.application.id, own.event),
    hasMaterials: (await materialsFor(db, own.event.id, now)).length > 0,
    plays: c.req.query('play') !== undefined,
    noted: c.req.query('noted') !== undefined,
  }
  const about = {
    title: pick(own.event.title, lang).text,
    trail,
    scripts: [scriptPath('presence')],
  }
  return withPlayers(secret(page(c, about, <JoinView {...props} />)), props)
}

/** The stream or meeting, from the start on; a meeting's own lobby opens with our waiting room. */
function liveSource(own: JoinProps['own'], now: Temporal.Instant) {
  const { join_kind: kind, join_url: url } = own.event
  if (kind === 'none' || !watchesOnline(own) || !isOpen(own.event, now)) return undefined
  const source = sourceOf(url, kind)
  const { moment } = momentOf(own.event, now)
  return moment === 'waiting' && source?.kind !== 'link' ? undefined : source
}

function archiveSource({ event }: JoinProps['own'], now: Temporal.Instant) {
  const archive = archiveOf(event, now)
  return archive && sourceOf(archive.url)
}

/** Lets in what this page plays, and nothing on any other page. */
function withPlayers(response: Response, { live, archive, plays }: JoinProps): Response {
  const shown = [live, archive].filter((source) => source?.kind !== 'embed' || plays)
  const rules = [...new Set(shown.flatMap(rulesFor))]
  if (rules.length > 0) response.headers.set('content-security-policy', contentPolicy(rules))
  return response
}

/**
 * A sign of life: by the script (`device`, answered for it) or by the button. Nothing is counted for
 * who is not confirmed, nor outside the event's hours.
 */
async function takeSign(c: Ctx): Promise<Response> {
  const { db, now } = c.var
  const device = (await readSubmitted(c)).fields.get('device')?.at(-1)
  const own = await ownApplication(c)
  const open = watchesOnline(own) && isOpen(own.event, now) && whyNot(own, now) === undefined
  if (device !== undefined && (device === pressed || !devicePattern.test(device)))
    throw new Fault(400)
  const applicationId = own.application.id
  const { stop } = open
    ? await noteSign(db, { applicationId, device: device ?? pressed, now })
    : { stop: false }
  if (device === undefined) return c.redirect(to(c, `${own.path}/join${open ? '?noted' : ''}`), 303)
  return secret(Response.json({ stop, open, moment: momentOf(own.event, now).moment }))
}
