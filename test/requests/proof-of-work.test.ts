import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { databaseKinds } from '../support/databases.ts'
import { signInStaff } from '../support/people.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import {
  answerSteps,
  confirmPath,
  sendDraft,
  startEmptyProgram,
} from '../support/registering-by-http.ts'
import { solve, workOn } from '../support/solving.ts'
import { type Fields, openVisit, wordsOf } from '../support/visit.ts'

for (const kind of databaseKinds)
  describe(`proof of work (${kind})`, () => {
    let program: TestProgram
    before(async () => {
      program = kind === 'postgres' ? await startEmptyProgram() : await startProgram()
    })
    after(() => program.close())

    let turn = 0
    // every test in a window of its own of the limits per network
    beforeEach(() => program.clock.set(`2020-11-10T1${++turn}:00:00+09:00`))
    const address = () => `work-${turn}@minato-sekkei.example.jp`
    const begin = async (who: Fields = {}) => {
      const visit = openVisit(program)
      const contact = { contactEmail: address() }
      const answer = await answerSteps(visit, {
        who,
        what: { body: `${turn}日目は全員が自宅で働きます。` },
        contact,
      })
      assert.equal(answer.status, 303, wordsOf(answer))
      const { text } = await visit.get('/activities/new/check')
      program.clock.set(program.clock.now().add({ seconds: 20 }).toString())
      return { visit, ...workOn(text) }
    }
    const stored = () =>
      program.gekkan.services.db
        .selectFrom('activities')
        .select(['id', 'state', 'risk', 'risk_reasons'])
        .where('contact_email', '=', address())
        .orderBy('id')
        .execute()

    test('a solved form has no risk', async () => {
      const { visit, _stamp, challenge } = await begin()
      const answer = await sendDraft(visit, { _stamp, _work: solve(challenge) })
      assert.equal(answer.location, '/activities/new/sent')
      assert.deepEqual(
        (await stored()).map(({ state, risk, risk_reasons }) => [state, risk, risk_reasons]),
        [['unconfirmed', 0, []]],
      )
    })

    test('a form without it is taken alike, and the officer reads why it ranks higher', async () => {
      const { visit, _stamp } = await begin()
      const answer = await sendDraft(visit, { _stamp })
      assert.equal(answer.location, '/activities/new/sent')
      const [row] = await stored()
      assert.deepEqual([row?.risk, row?.risk_reasons], [5, ['no-work']])
      await visit.post(await confirmPath(program, address()), {})
      const officer = openVisit(program, await signInStaff(program, 'officer'))
      const one = await officer.get(`/staff/activities/${row?.id}`)
      assert.match(wordsOf(one), /ブラウザーのスクリプトが計算する印がない/)
      assert.match(wordsOf(await officer.get('/staff/queue')), /スクリプトが計算する印がない/)
    })

    test("another form's solution is wrong work, and no reason to refuse", async () => {
      const { visit, challenge } = await begin()
      const { _stamp } = workOn((await visit.get('/activities/new/check')).text)
      program.clock.set(program.clock.now().add({ seconds: 20 }).toString())
      const answer = await sendDraft(visit, { _stamp, _work: solve(challenge) })
      assert.equal(answer.location, '/activities/new/sent')
      assert.deepEqual((await stored())[0]?.risk_reasons, ['wrong-work'])
    })

    test('a solution is spent with its form: ten at once send one mail, another draft none', async () => {
      const { visit, _stamp, challenge } = await begin()
      const solved = { _stamp, _work: solve(challenge) }
      const ten = await Promise.all(Array.from({ length: 10 }, () => sendDraft(visit, solved)))
      assert.deepEqual(
        new Set(ten.map(({ location }) => location)),
        new Set(['/activities/new/sent']),
      )
      const { visit: other } = await begin()
      await sendDraft(other, solved)
      assert.deepEqual(
        (await stored()).map(({ state }) => state),
        ['unconfirmed', 'draft'],
      )
      const { db } = program.gekkan.services
      const mails = await db
        .selectFrom('mails')
        .select('id')
        .where('to_address', '=', address())
        .execute()
      assert.equal(mails.length, 1)
    })

    test('invisible fields filled in at the first step are remembered until sending', async () => {
      const { visit, _stamp, challenge } = await begin({ homepage_address: 'https://example.jp/' })
      await sendDraft(visit, { _stamp, _work: solve(challenge) })
      const [row] = await stored()
      assert.deepEqual([row?.state, row?.risk, row?.risk_reasons], ['unconfirmed', 40, ['traps']])
    })
  })
