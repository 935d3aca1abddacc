import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProgram } from '../support/program.ts'
import { answerSteps, sendDraft } from '../support/registering-by-http.ts'
import { startSmtp } from '../support/smtp.ts'
import { openVisit } from '../support/visit.ts'

test('while the mail server is away everything works, and the mails arrive once it is back', async (t) => {
  const smtp = await startSmtp()
  t.after(() => smtp.close())
  await smtp.down()
  const program = await startProgram({ smtpUrl: smtp.url })
  t.after(() => program.close())
  const addresses = ['one@smtp.example.jp', 'two@smtp.example.jp', 'three@smtp.example.jp']
  for (const contactEmail of addresses) {
    const visit = openVisit(program)
    await answerSteps(visit, { contact: { contactEmail } })
    const sent = await sendDraft(visit)
    assert.deepEqual([sent.status, sent.location], [303, '/activities/new/sent'])
  }
  assert.equal((await openVisit(program).get('/readyz')).status, 200)
  const { db } = program.gekkan.services
  const waiting = await db.selectFrom('mails').select('state').execute()
  assert.deepEqual([...new Set(waiting.map(({ state }) => state))], ['waiting'])
  await smtp.up()
  const mails = await smtp.waitFor(addresses.length, 60_000)
  assert.deepEqual(mails.flatMap(({ to }) => to).toSorted(), addresses.toSorted())
})
