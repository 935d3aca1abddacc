import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { tokenFrom } from '../../src/http/stamp.ts'
import type { TestProgram } from '../support/program.ts'
import { answerSteps, startEmptyProgram } from '../support/registering-by-http.ts'
import { openVisit, wordsOf } from '../support/visit.ts'

let program: TestProgram
before(async () => {
  program = await startEmptyProgram()
})
after(() => program.close())

test('a form of an old tab whose picture is gone asks for the picture again', async () => {
  const { secret } = program.gekkan.services.config
  const imageKept = `4711.${tokenFrom(secret, 'picture', '4711')}`
  const answer = await answerSteps(openVisit(program), {
    what: { imageKept, imageAlt: '在宅の日の机' },
  })
  assert.equal(answer.status, 422, wordsOf(answer))
  assert.match(answer.text, /href="#image"/)
})
