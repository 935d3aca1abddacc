import assert from 'node:assert/strict'
import { eachDatabase } from '../../../test/support/databases.ts'
import { withFiles } from '../../../test/support/applicant-files.ts'
import { applying } from '../../../test/support/pools.ts'
import { tellApplicants } from '../applications/notices.ts'
import { doorsOf } from '../applications/queue.ts'
import { runChanges } from '../applications/running.ts'
import { forgetImportedRows } from './forgetting.ts'

const file = (...rows: string[]) => `\uFEFF${rows.join('\r\n')}\r\n`
const pathOf = (given: string | { refused: string }) => {
  assert.ok(typeof given === 'string', typeof given === 'string' ? '' : given.refused)
  return given
}

const connpass = file(
  '参加枠名,ユーザー名,表示名,利用開始日,コメント,参加ステータス,出欠ステータス,出席日時,メールアドレスを教えてください,ご所属(会社名・団体名)',
  '一般枠,hana,hana_s,2019/01/01,,参加,,,Hana@Example.jp,架空商事',
  '一般枠,taro,taro_t,2019/01/01,,キャンセル,,,taro@example.jp,',
  '一般枠,ume,ume_u,2019/01/01,よろしく,参加,,,ume(at)example.jp,',
  '一般枠,a,申込 shiken-a,2019/01/01,,参加,,,shiken-a@example.jp,',
  '一般枠,hana2,花子,2019/01/01,,参加,,,hana@example.jp,',
  '補欠,kiku,kiku_k,2019/01/01,,補欠,,,kiku@example.jp,架空工業',
)

eachDatabase(
  'a dry run tells new, known, clashing and mistaken rows, and writes nobody',
  async (database) => {
    const desk = await withFiles(database, 10)
    const before = await desk.applied()
    const path = pathOf(await desk.give(connpass, 'connpass.csv'))
    assert.deepEqual(await desk.found(path), [
      '2 new',
      '3 left-out state no-claim',
      '4 mistake email invalid',
      '5 already',
      '6 clash email in-line:2',
      '7 new',
    ])
    const { text } = await desk.read(path)
    assert.match(text, /connpass/)
    assert.match(text, /ume\(at\)example\.jp/)
    assert.match(text, /2行目と同じメールアドレス/)
    assert.match(text, /2人を取り込みますか/)
    assert.deepEqual(await desk.applied(), before)
    await desk.close()
  },
)

eachDatabase(
  'carried out in the order of the file; the same file again changes nothing',
  async (database) => {
    // one place is free beside a and b; c waits and moves up before anybody from the file
    const desk = await withFiles(database, 4)
    await desk.press(pathOf(await desk.give(connpass)), 'apply')
    const after = await desk.applied()
    assert.deepEqual(
      after
        .slice(3)
        .map(({ email, name, organisation, state, source }) => [
          email,
          name,
          organisation,
          state,
          source,
        ]),
      [
        ['Hana@example.jp', 'hana_s', '架空商事', 'confirmed', 'import'],
        ['kiku@example.jp', 'kiku_k', '架空工業', 'waiting', 'import'],
      ],
    )
    assert.equal(await tellApplicants(desk.services), 2 + 1)
    const again = pathOf(await desk.give(connpass))
    assert.match((await desk.read(again)).text, /新しい申込みはありません/)
    await desk.press(again, 'apply')
    assert.deepEqual(await desk.applied(), after)
    assert.equal(await tellApplicants(desk.services), 0)
    await desk.close()
  },
)

eachDatabase('pressing twice, or again after a halt, enters nobody twice', async (database) => {
  const desk = await withFiles(database, 1000)
  const people = Array.from({ length: 450 }, (_, at) => `架空 ${at},p${at}@example.jp`)
  const path = pathOf(await desk.give(file('氏名,メール', ...people)))
  await Promise.all([desk.press(path, 'apply'), desk.press(path, 'apply')])
  const rows = await desk.applied()
  assert.equal(rows.length, 3 + 450)
  assert.deepEqual(
    rows.slice(3).map(({ email }) => email),
    people.map((line) => line.split(',')[1]),
  )
  // halted before the end was written down
  await desk.db
    .updateTable('applicant_import_rows')
    .set({ application_id: null })
    .where('line', '>', 300)
    .execute()
  await desk.db.updateTable('applicant_imports').set({ state: 'applying' }).execute()
  await desk.press(path, 'apply')
  assert.equal((await desk.applied()).length, 3 + 450)
  const left = await desk.db
    .selectFrom('applicant_import_rows')
    .select('line')
    .where('application_id', 'is', null)
    .execute()
  assert.deepEqual(left, [])
  await desk.close()
})

eachDatabase('an import is undone but for those who have acted since', async (database) => {
  const desk = await withFiles(database, 10)
  const path = pathOf(
    await desk.give(file('name,email', 'A,ia@example.jp', 'B,ib@example.jp', 'C,ic@example.jp')),
  )
  await desk.press(path, 'apply')
  const acted = await desk.db
    .selectFrom('applications')
    .select('id')
    .where('email', '=', 'ib@example.jp')
    .executeTakeFirstOrThrow()
  await doorsOf(desk.services).pass(desk.pool, {
    door: 'mark',
    applicationId: acted.id,
    attendance: 'came',
    actor: { kind: 'program' },
  })
  await desk.press(path, 'undo')
  const states = async () =>
    (await desk.applied()).slice(3).map(({ email, state }) => `${email} ${state}`)
  assert.deepEqual(await states(), [
    'ia@example.jp cancelled',
    'ib@example.jp confirmed',
    'ic@example.jp cancelled',
  ])
  // who had not been told of the place is not told of its end
  await tellApplicants(desk.services)
  const told = await desk.db.selectFrom('mails').select('to_address').orderBy('id').execute()
  assert.deepEqual(
    told.map(({ to_address: to }) => to),
    ['shiken-c@example.jp', 'ib@example.jp'],
  )
  // undone is undone once; and the file may come again
  await desk.press(path, 'undo')
  const again = pathOf(await desk.give(file('name,email', 'A,ia@example.jp', 'B,ib@example.jp')))
  assert.deepEqual(await desk.found(again), ['2 new', '3 already'])
  await desk.close()
})

eachDatabase('who gave up the place is not brought back by a file', async (database) => {
  const desk = await withFiles(database, 10)
  const [outcome] = await runChanges(desk.services, desk.pool, [applying('gone', { proven: true })])
  assert.ok(outcome?.ok && outcome.application)
  await doorsOf(desk.services).pass(desk.pool, {
    door: 'cancel',
    applicationId: outcome.application.id,
    actor: { kind: 'visitor' },
  })
  const path = pathOf(await desk.give(file('名前,メールアドレス', 'Gone,gone@example.jp')))
  assert.deepEqual(await desk.found(path), ['2 clash email ended'])
  await desk.close()
})

eachDatabase('an unknown table is read after its columns were chosen', async (database) => {
  const desk = await withFiles(database, 10)
  const path = pathOf(
    await desk.give(file('ひと,れんらく,はたらくところ', '花,hana@example.jp,架空堂')),
  )
  const { text } = await desk.read(path)
  assert.match(text, /列がわかりません/)
  assert.ok(!/取り込みますか/.test(text))
  await desk.press(path, 'apply')
  assert.equal((await desk.applied()).length, 3)
  await desk.press(path, 'columns', [
    ['column-name', '0'],
    ['column-email', '1'],
    ['column-organisation', '2'],
    ['column-reading', '99'],
  ])
  await desk.press(path, 'apply')
  assert.deepEqual((await desk.applied()).at(-1), {
    email: 'hana@example.jp',
    name: '花',
    organisation: '架空堂',
    state: 'confirmed',
    source: 'import',
    number: 4,
  })
  await desk.close()
})

eachDatabase('our own export comes back as it went out', async (database) => {
  const desk = await withFiles(database, 10)
  await desk.db
    .updateTable('applications')
    .set({ organisation: '=SUM(1)', reading: 'シケン', language: 'ko' })
    .where('email', '=', 'shiken-a@example.jp')
    .execute()
  const { text } = await desk.read('/export?format=csv')
  await desk.db.deleteFrom('applications').execute()
  await desk.db.updateTable('pools').set({ taken: 0, waiting: 0 }).execute()
  const path = pathOf(await desk.give(text))
  await desk.press(path, 'apply')
  const [first] = await desk.db
    .selectFrom('applications')
    .select(['email', 'organisation', 'reading', 'language'])
    .orderBy('id')
    .execute()
  assert.deepEqual(first, {
    email: 'shiken-a@example.jp',
    organisation: '=SUM(1)',
    reading: 'シケン',
    language: 'ko',
  })
  assert.match((await desk.read(path)).text, /この一覧/)
  await desk.close()
})

eachDatabase(
  'a file in Shift_JIS is read, one in UTF-16 is refused with words',
  async (database) => {
    const desk = await withFiles(database, 10)
    // 氏名,メール and 高橋,t@example.jp
    const bytes = Buffer.from(
      '8e8196bc2c8381815b838b0d0a8d828bb42c74406578616d706c652e6a700d0a',
      'hex',
    )
    const path = pathOf(await desk.give(new Uint8Array(bytes)))
    assert.deepEqual(await desk.found(path), ['2 new'])
    const [{ header }] = (await desk.db
      .selectFrom('applicant_imports')
      .select('header')
      .execute()) as [{ header: string[] }]
    assert.equal(header[0], '氏名')
    const wide = await desk.give(new Uint8Array(Buffer.from('氏名,メール\r\n', 'utf16le')))
    assert.ok(typeof wide !== 'string')
    assert.match(wide.refused, /文字コードを読み取れません/)
    await desk.close()
  },
)

eachDatabase(
  'after thirty days a file is forgotten, and what came of it stays',
  async (database) => {
    const desk = await withFiles(database, 10)
    const path = pathOf(await desk.give(file('name,email', 'A,ia@example.jp', 'B,nothing')))
    await desk.press(path, 'apply')
    await forgetImportedRows(desk.db, desk.clock.now().add({ hours: 24 * 29 }))
    assert.match((await desk.read(path)).text, /nothing/)
    await forgetImportedRows(desk.db, desk.clock.now().add({ hours: 24 * 31 }))
    assert.ok(!/nothing/.test((await desk.read(path)).text))
    assert.equal((await desk.applied()).length, 4)
    await desk.close()
  },
)
