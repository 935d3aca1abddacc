import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import { hire } from '../../../test/support/desk.ts'
import { withApplicants } from '../../../test/support/message-desk.ts'
import { applicant, applying } from '../../../test/support/pools.ts'
import { applicationByKey } from '../applications/links.ts'
import { tellApplicants } from '../applications/notices.ts'
import { runChanges } from '../applications/running.ts'
import { readMessageFilter } from './filter.ts'

eachDatabase('a filtered mail is previewed, sent once to each and says why', async (database) => {
  const desk = await withApplicants(database)
  const { db, services } = desk
  const english = { ...applicant('english'), language: 'en' as const, name: 'Erin Example' }
  await runChanges(services, desk.pool, [applying('x', { applicant: english, proven: true })])
  await tellApplicants(services)
  await db.deleteFrom('mails').execute()

  const counted = await desk.get('/messages/new?group=waiting')
  assert.match(counted.text, /合うのは2人/)
  const id = await desk.write({ group: 'waiting', pool: '', attendance: '', support: '', q: '' })
  const draft = await desk.get(`/messages/${id}`)
  assert.match(draft.text, /申込 shiken-c 様/)
  assert.match(draft.text, /Dear Erin Example,/)
  assert.ok(!/\{name\}[^<]*様<\/p>/.test(draft.text))
  assert.match(draft.text, /2人に送る/)
  assert.deepEqual(await desk.mails(), [])

  const sent = await desk.sendIt(id)
  assert.equal(sent.status, 303)
  assert.equal(await tellApplicants(services), 2)
  assert.equal(await tellApplicants(services), 0)
  assert.equal(await desk.state(id), 'done')
  const mails = await desk.mails()
  assert.deepEqual(
    mails.map(({ to_address: to }) => to),
    ['shiken-c@example.jp', 'english@example.jp'],
  )
  assert.match(mails[0]?.subject ?? '', /^会場のご案内\(SHIK-0003\)$/)
  assert.match(mails[0]?.text ?? '', /^申込 shiken-c 様$/m)
  assert.match(mails[0]?.text ?? '', /「架空の労務管理セミナー」にお申し込みの方に/)
  assert.equal(mails[1]?.subject, 'About the venue')
  assert.match(mails[1]?.text ?? '', /because you applied for/)
  await desk.close()
})

eachDatabase('the link in a preview opens nothing', async (database) => {
  const desk = await withApplicants(database)
  const id = await desk.write({ group: 'seated' })
  const { text } = await desk.get(`/messages/${id}`)
  const [, key = ''] = /\/my\/([\w.-]+)/.exec(text) ?? []
  assert.ok(key)
  assert.equal(await applicationByKey(desk.db, desk.config.secret, key), undefined)
  await desk.close()
})

eachDatabase('who has two applications gets one mail', async (database) => {
  const desk = await withApplicants(database)
  const { db, services } = desk
  const { event_id } = await db
    .selectFrom('pools')
    .select('event_id')
    .where('id', '=', desk.pool)
    .executeTakeFirstOrThrow()
  const stream = await db
    .insertInto('pools')
    .values({
      event_id,
      position: 2,
      channel: 'stream',
      published_capacity: 10,
      accepted_limit: 10,
      stream_limit: null,
      opens_at: null,
      closes_at: null,
      closed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await runChanges(services, stream.id, [applying('shiken-a', { proven: true })])
  await tellApplicants(services)
  await db.deleteFrom('mails').execute()
  const narrowed = await desk.write({ pool: String(stream.id) })
  const narrow = await desk.get(`/messages/${narrowed}`)
  assert.match(narrow.text, /送り先: [^<]*オンライン/)
  assert.match(narrow.text, /1人に送る/)
  await desk.sendIt(await desk.write({}))
  await tellApplicants(services)
  const to = (await desk.mails()).map(({ to_address }) => to_address)
  assert.deepEqual(to.toSorted(), [
    'shiken-a@example.jp',
    'shiken-b@example.jp',
    'shiken-c@example.jp',
  ])
  await desk.close()
})

eachDatabase('a paused mail waits, goes on, and can be stopped halfway', async (database) => {
  const desk = await withApplicants(database)
  const { db, services } = desk
  const people = Array.from({ length: 40 }, (_, at) => applying(`q${at}`, { proven: true }))
  await runChanges(services, desk.pool, people)
  await tellApplicants(services)
  await db.deleteFrom('mails').execute()
  const id = await desk.write({ group: 'waiting' })
  await desk.sendIt(id)
  await desk.post(`/messages/${id}/pause`, 'event-desk.pause')
  assert.equal(await tellApplicants(services), 0)
  assert.equal(await desk.state(id), 'paused')
  await desk.post(`/messages/${id}/resume`, 'event-desk.resume')
  // as if the program had been halted after some of them
  await db
    .updateTable('application_notices')
    .set({ told_at: desk.clock.now() })
    .where('id', 'in', (select) =>
      select
        .selectFrom('application_notices as n')
        .select('n.id')
        .where('n.message_id', '=', Number(id))
        .orderBy('n.id')
        .limit(11),
    )
    .execute()
  await desk.post(`/messages/${id}/stop`, 'event-desk.stop')
  assert.equal(await tellApplicants(services), 0)
  assert.equal(await desk.state(id), 'dropped')
  assert.match((await desk.get(`/messages/${id}`)).text, /41人のうち11人に送りました/)
  await desk.post(`/messages/${id}/resume`, 'event-desk.resume')
  assert.equal(await desk.state(id), 'dropped')
  await desk.close()
})

eachDatabase('above 500 somebody else sends it', async (database) => {
  const desk = await withApplicants(database)
  const people = Array.from({ length: 501 }, (_, at) => applying(`m${at}`, { proven: true }))
  await runChanges(desk.services, desk.pool, people)
  const id = await desk.write({})
  await desk.sendIt(id)
  assert.equal(await desk.state(id), 'draft')
  assert.match((await desk.get(`/messages/${id}`)).text, /ほかの担当者が承認すると/)
  const other = await hire(desk.office, 'officer')
  await desk.sendIt(id, other.cookie)
  assert.equal(await desk.state(id), 'queued')
  await desk.close()
})

eachDatabase('what cannot be filled in is told at its field and kept', async (database) => {
  const desk = await withApplicants(database)
  const answer = await desk.post('/messages/new', 'event-messages.new', {
    'subject-ja': 'お知らせ',
    'body-ja': '{namae} 様',
    'subject-en': 'Only a subject',
  })
  assert.equal(answer.status, 422)
  const text = await answer.text()
  assert.match(text, /id="body-ja-error"/)
  assert.match(text, /id="body-en-error"/)
  assert.ok(!text.includes('id="body-ko-error"'))
  assert.match(text, /\{namae\} 様/)
  await desk.close()
})

eachDatabase('the receipt is sent again to one person, once per press', async (database) => {
  const desk = await withApplicants(database)
  const { id } = await desk.db
    .selectFrom('applications')
    .select('id')
    .where('email', '=', 'shiken-a@example.jp')
    .executeTakeFirstOrThrow()
  await desk.post(`/applicants/${id}/again`, 'applicants.again')
  assert.equal(await tellApplicants(desk.services), 1)
  assert.match((await desk.mails())[0]?.text ?? '', /SHIK-0001/)
  await desk.close()
})

eachDatabase('who may not arrange support cannot filter by it', async (database) => {
  const desk = await withApplicants(database)
  const query = new URLSearchParams('support=any&group=nonsense&pool=x')
  assert.equal(readMessageFilter(query, false).support, '')
  assert.deepEqual(readMessageFilter(query, true), {
    group: 'all',
    pool: '',
    attendance: '',
    q: '',
    support: 'any',
  })
  assert.match((await desk.get('/messages/new?support=any')).text, /合うのは0人/)
  await desk.close()
})
