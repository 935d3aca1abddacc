import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databaseKinds, type FreshDatabase, freshDatabase } from '../support/databases.ts'
import { signInStaff } from '../support/people.ts'
import { startProgram, type TestProgram } from '../support/program.ts'
import { solve, workOn } from '../support/solving.ts'
import { type Fields, openVisit, wordsOf } from '../support/visit.ts'

for (const kind of databaseKinds)
  describe(`readers' reports (${kind})`, () => {
    let database: FreshDatabase
    let program: TestProgram
    before(async () => {
      database = await freshDatabase('postgres')
      const databaseUrl = kind === 'postgres' ? database.url : undefined
      program = await startProgram(databaseUrl ? { databaseUrl } : {})
    })
    after(async () => {
      await program.close()
      await database.close()
    })

    const report = async (number: number, fields: Fields, solved: boolean) => {
      const visit = openVisit(program)
      const path = `/activities/2020-${String(number).padStart(4, '0')}/concern`
      const { _stamp, challenge } = workOn((await visit.get(path)).text)
      program.clock.set(program.clock.now().add({ seconds: 20 }).toString())
      const _work = solved ? solve(challenge) : ''
      const answer = await visit.post(path, { _stamp, _work, reason: 'wrong', ...fields })
      assert.equal(answer.location, `${path}/thanks`, wordsOf(answer))
    }

    test('all are taken; the least like a machine stands first, the signs stand in words', async () => {
      const { db } = program.gekkan.services
      const rows = await db
        .selectFrom('activities')
        .select('number')
        .where('state', '=', 'published')
        .orderBy('number')
        .limit(3)
        .execute()
      const [one, two, three] = rows.map(({ number }) => number as number) as [
        number,
        number,
        number,
      ]
      await report(one, { body: '1通目', homepage_address: 'https://example.jp/' }, true)
      await report(two, { body: '2通目' }, false)
      await report(three, { body: '3通目' }, true)
      const stored = await db
        .selectFrom('concerns')
        .select(['body', 'risk', 'risk_reasons'])
        .where('body', 'like', '_通目')
        .orderBy('id')
        .execute()
      assert.deepEqual(stored, [
        { body: '1通目', risk: 40, risk_reasons: ['traps'] },
        { body: '2通目', risk: 5, risk_reasons: ['no-work'] },
        { body: '3通目', risk: 0, risk_reasons: [] },
      ])
      const officer = openVisit(program, await signInStaff(program, 'officer'))
      const words = wordsOf(await officer.get('/staff/concerns'))
      assert.match(words, /3通目.*2通目.*計算する印がない.*1通目.*人には見えない欄に記入があった/)
    })
  })
