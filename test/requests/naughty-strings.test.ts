import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cleanLine, cleanText, graphemeLength } from '../../src/lib/clean-text.ts'
import { htmlFaults } from '../support/page-checks.ts'
import type { TestProgram } from '../support/program.ts'
import {
  answerSteps,
  contact,
  naughtyStrings,
  startEmptyProgram,
  what,
  who,
} from '../support/registering-by-http.ts'
import { type Answer, type Fields, openVisit, type Visit } from '../support/visit.ts'

let program: TestProgram
let visit: Visit
before(async () => {
  program = await startEmptyProgram()
  visit = openVisit(program)
  await answerSteps(visit)
})
after(() => program.close())

// what html-validate does not see: characters that HTML forbids (WHATWG 13.2.3.5)
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/

let sent = 0
/** One step; the limits per network get a new window now and then. */
async function post(step: string, fields: Fields): Promise<Answer> {
  sent += 1
  if (sent % 40 === 0) program.clock.set(program.clock.now().add({ minutes: 11 }).toString())
  const answer = await visit.post(`/activities/new/${step}`, fields)
  assert.ok([303, 422].includes(answer.status), `${answer.status} for ${JSON.stringify(fields)}`)
  assert.ok(!forbidden.test(answer.text), `a character in the page: ${JSON.stringify(fields)}`)
  return answer
}

async function stored() {
  const { db } = program.gekkan.services
  return db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.activity_id', 'activities.id')
    .selectAll('activity_versions')
    .select(['contact_name', 'contact_department', 'contact_email', 'contact_phone'])
    .executeTakeFirstOrThrow()
}

const steps: { step: string; usual: Fields; texts: string[] }[] = [
  { step: 'who', usual: who, texts: ['name'] },
  { step: 'what', usual: what, texts: ['title', 'body', 'place'] },
  { step: 'contact', usual: contact, texts: ['contactName', 'contactDepartment'] },
]
/** Fields with a form of their own; what they take is theirs to say, but never more than 422. */
const shaped = {
  who: ['reading', 'corporateNumber', 'industry', 'size', 'prefecture', 'participantKind'],
  what: ['imageAlt', 'url', 'startsOn', 'endsOn', 'kinds', 'period', 'online'],
  contact: ['contactEmail', 'contactPhone', 'q-heard-from'],
} as Record<string, string[]>
const columns: Record<string, string> = {
  contactName: 'contact_name',
  contactDepartment: 'contact_department',
}
const most: Record<string, number> = { name: 120, title: 60, body: 1000, place: 200 }

for (const { step, usual, texts } of steps) {
  test(`every naughty string in ${texts.join(', ')} is stored cleaned or refused in words`, async () => {
    for (const string of naughtyStrings()) {
      const fields = { ...usual, ...Object.fromEntries(texts.map((name) => [name, string])) }
      const answer = await post(step, fields)
      const clean = (name: string) => (name === 'body' ? cleanText(string) : cleanLine(string))
      const needed = texts.filter((name) => !['place', 'contactDepartment'].includes(name))
      const fits = texts.every((name) => graphemeLength(clean(name)) <= (most[name] ?? 100))
      const given = needed.every((name) => clean(name) !== '')
      assert.equal(answer.status, fits && given ? 303 : 422, JSON.stringify(string))
      if (answer.status !== 303) continue
      const row = (await stored()) as unknown as Record<string, unknown>
      for (const name of texts) {
        const message = `${name}: ${JSON.stringify(string)}`
        assert.equal(row[columns[name] ?? name], clean(name), message)
      }
    }
  })

  test(`every naughty string in ${shaped[step]?.join(', ')} is taken or refused, never a fault`, async () => {
    for (const string of naughtyStrings()) {
      const names = shaped[step] ?? []
      await post(step, { ...usual, ...Object.fromEntries(names.map((name) => [name, string])) })
    }
  })
}

test('pages that show naughty strings, to read or to correct, are valid HTML', async () => {
  const strings = naughtyStrings().filter((string, n) => n % 24 === 0 || /[<>"'&]{2}/.test(string))
  const faults: string[] = []
  for (const string of strings.slice(0, 60)) {
    const wrong = await post('what', { ...what, title: string, place: string, url: '::' })
    faults.push(...(await htmlFaults(wrong.text)))
  }
  await post('what', { ...what, body: strings.join('\n').slice(0, 900) })
  faults.push(...(await htmlFaults((await visit.get('/activities/new/check')).text)))
  assert.deepEqual(faults, [])
})
