import assert from 'node:assert/strict'
import { applicantRoutes } from '../../src/features/applicants/routes.ts'
import { tellApplicants } from '../../src/features/applications/notices.ts'
import { eventDeskRoutes } from '../../src/features/event-desk/routes.ts'
import { eventMessageRoutes } from '../../src/features/event-messages/routes.ts'
import { languages } from '../../src/lib/languages.ts'
import type { FreshDatabase } from './databases.ts'
import { hire, open, openOffice, send } from './desk.ts'
import { makeDeskEvent } from './event-desk.ts'

type Fields = Record<string, string>

const words: Fields = {
  'subject-ja': '会場のご案内({number})',
  'body-ja': '{organisation} {name} 様\n\n「{event}」の日時は{when}です。',
  'subject-en': 'About the venue',
  'body-en': 'Dear {name},\n\nplease come by train.',
}

/** A seminar of two places with three proven applicants (two seated, one waiting), and an officer. */
export async function withApplicants(database: FreshDatabase) {
  const routes = [eventDeskRoutes(), eventMessageRoutes(), applicantRoutes()]
  const office = await openOffice(database, routes)
  const { db, services } = office
  const officer = await hire(office, 'officer')
  const made = await makeDeskEvent(services, 'shiken')
  await tellApplicants(services)
  await db.deleteFrom('mails').execute()
  const own = '/staff/events/shiken'
  const tick = () => office.clock.set(office.clock.now().add({ minutes: 1 }).toString())
  const post = async (path: string, form: string, fields: Fields = {}, cookie = officer.cookie) => {
    tick()
    return send(office, own + path, { cookie, form, fields: Object.entries(fields) })
  }
  const get = async (path: string, cookie = officer.cookie) => {
    const response = await open(office, own + path, cookie)
    return { status: response.status, text: await response.text() }
  }
  const write = async (filter: Fields, texts = words) => {
    const answer = await post('/messages/new', 'event-messages.new', {
      ...Object.fromEntries(
        languages.flatMap((lang) => [
          [`subject-${lang}`, ''],
          [`body-${lang}`, ''],
        ]),
      ),
      ...texts,
      ...filter,
    })
    assert.equal(answer.status, 303, answer.status === 422 ? await answer.text() : '')
    return /\d+$/.exec(answer.headers.get('location') ?? '')?.[0] ?? ''
  }
  const sendIt = async (id: string, cookie = officer.cookie) => {
    const { text } = await get(`/messages/${id}`, cookie)
    const [, seen = ''] = /send\?seen=([^"]+)"/.exec(text) ?? []
    return post(`/messages/${id}/send?seen=${seen}`, 'event-desk.send', {}, cookie)
  }
  const state = async (id: string) =>
    (
      await db
        .selectFrom('event_messages')
        .select('state')
        .where('id', '=', Number(id))
        .executeTakeFirstOrThrow()
    ).state
  const mails = () =>
    db.selectFrom('mails').select(['to_address', 'subject', 'text']).orderBy('id').execute()
  return { ...office, office, officer, pool: made.pool, post, get, write, sendIt, state, mails }
}
