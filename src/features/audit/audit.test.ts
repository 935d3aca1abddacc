import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../test/support/databases.ts'
import {
  employ,
  onPglite,
  openDesk,
  openWindow,
  signInAs,
} from '../../../test/support/staff-desk.ts'
import { transaction } from '../../db/transaction.ts'
import { hasMessage } from '../../i18n/messages.ts'
import { type Action, actions, type Entry } from './audit.ts'
import { historyOf, listEntries, writeAudit } from './queries.ts'

const at = Temporal.Instant.from('2020-11-09T15:00:00Z')
const officer = { kind: 'staff', id: 1, name: '佐伯 みどり' } as const

function entry(id: number, action: Entry['action'], more: Partial<Entry> = {}): Entry {
  return {
    action,
    actor: officer,
    subject: { kind: 'activity', id, name: `2020-000${id} 在宅の日` },
    at,
    ...more,
  }
}

test('every action of the list has a sentence and a name', () => {
  for (const action of actions)
    assert.ok(hasMessage(`audit.${action}`) && hasMessage(`audit.action.${action}`), action)
})

eachDatabase(
  'entries are found by record, person, action and day in Tokyo, page by page',
  async ({ db }) => {
    await transaction(db, (trx) =>
      writeAudit(
        trx,
        entry(1, 'activities.claimed', { at: at.subtract({ nanoseconds: 1000 }) }),
        entry(1, 'activities.returned'),
        entry(2, 'activities.published', { actor: { kind: 'owner', id: 2, name: 'Miwa 100%' } }),
        entry(3, 'activities.published', { at: at.add({ hours: 24 }) }),
      ),
    )
    const found = async (filter: Parameters<typeof listEntries>[1]) =>
      (await listEntries(db, filter)).map(
        ({ subject_id: id, action }) => `${id} ${action.slice(11)}`,
      )
    assert.deepEqual(await found({}), ['3 published', '2 published', '1 returned', '1 claimed'])
    assert.deepEqual(await found({ day: Temporal.PlainDate.from('2020-11-10') }), [
      '2 published',
      '1 returned',
    ])
    assert.deepEqual(await found({ action: 'activities.published', actor: 'miwa' }), [
      '2 published',
    ])
    assert.deepEqual(await found({ actor: '100%' }), ['2 published'])
    assert.deepEqual(await found({ subject: '0003' }), ['3 published'])
    assert.deepEqual(await found({ editions: [] }), [])
    assert.deepEqual(
      (await historyOf(db, 'activity', 1)).map(({ action }) => action),
      ['activities.returned', 'activities.claimed'],
    )
    const [newest, second] = await listEntries(db, { limit: 2 })
    assert.equal(newest?.subject_id, 3)
    assert.deepEqual(await found({ limit: 2, before: second?.id ?? 0 }), [
      '1 returned',
      '1 claimed',
    ])
  },
)

eachDatabase('an entry can be neither changed nor removed', async ({ db }) => {
  await transaction(db, (trx) => writeAudit(trx, entry(1, 'activities.published')))
  await assert.rejects(db.updateTable('audit_entries').set({ note: 'x' }).execute(), /append-only/)
  await assert.rejects(db.deleteFrom('audit_entries').execute(), /append-only/)
})

onPglite(
  'the log speaks in sentences, shows changes by name and escapes what people typed',
  async (database) => {
    const desk = await openDesk(database)
    const auditor = await employ(desk, { role: 'auditor', email: 'auditor@example.jp' })
    await transaction(database.db, (trx) =>
      writeAudit(
        trx,
        entry(1, 'activities.published', {
          before: { title: '<b>old</b>', state: 'submitted' },
          after: { title: 'new', state: 'submitted' },
        }),
        // written by an older version of the program, before its words were dropped
        entry(2, 'weather.changed' as string as Action),
      ),
    )
    const window = openWindow(desk)
    await signInAs(window, auditor)
    const page = await window.open('/staff/audit?kind=activity&id=1')
    assert.match(page.text, /佐伯 みどりが「2020-0001 在宅の日」を公開しました/)
    assert.match(page.text, /活動名/)
    assert.match(page.text, /&lt;b>old&lt;\/b>|&lt;b&gt;old/)
    assert.doesNotMatch(page.text, /2020-0002|<b>old/)
    assert.match(
      (await window.open('/en/staff/audit')).text,
      /佐伯 みどり did “weather.changed” to “2020-0002 在宅の日”/,
    )
    for (const odd of [
      '?day=2020-02-31',
      '?before=x&id=-1',
      '?action=nonsense',
      `?subject=${encodeURIComponent('%_\\\'"<')}`,
    ])
      assert.equal((await window.open(`/staff/audit${odd}`)).status, 200, odd)
    await desk.close()
  },
)

onPglite('who may not read the log is refused', async (database) => {
  const desk = await openDesk(database)
  const officerOnly = await employ(desk, { role: 'officer', email: 'officer@example.jp' })
  const window = openWindow(desk)
  assert.equal((await window.open('/staff/audit')).status, 303)
  await signInAs(window, officerOnly)
  assert.equal((await window.open('/staff/audit')).status, 403)
  await desk.close()
})

onPglite('a role for one edition reads that edition’s entries only', async (database) => {
  const desk = await openDesk(database)
  const lead = await employ(desk, { role: 'lead', email: 'lead@example.jp' })
  const { id } = await database.db.selectFrom('editions').select('id').executeTakeFirstOrThrow()
  await database.db.updateTable('grants').set({ edition_id: id }).execute()
  const inside = { ...entry(1, 'activities.published').subject, editionId: id }
  await transaction(database.db, (trx) =>
    writeAudit(
      trx,
      entry(1, 'activities.published', { subject: inside }),
      entry(2, 'activities.published'),
    ),
  )
  const window = openWindow(desk)
  await signInAs(window, lead)
  const page = await window.open('/staff/audit')
  assert.match(page.text, /2020-0001/)
  assert.doesNotMatch(page.text, /2020-0002/)
  await desk.close()
})
