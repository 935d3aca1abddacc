import type { Changes } from '../../src/http/changes.ts'
import type { Db } from '../../src/db/database.ts'
import type { Applicant, Entering } from '../../src/features/applications/change.ts'
import { transaction } from '../../src/db/transaction.ts'

export const seminarStart = Temporal.Instant.from('2020-11-04T13:00+09:00')
export const longBefore = Temporal.Instant.from('2020-10-20T09:00+09:00')

export type PoolWish = {
  accepted: number
  waitingList?: boolean
  entry?: 'first-come' | 'approval' | 'invitation'
  holdMinutes?: number
  opensAt?: Temporal.Instant
  closesAt?: Temporal.Instant
  startsAt?: Temporal.Instant
}

/** A published seminar of three hours with one pool; answers the pool's id. */
export async function makePool(db: Db, wish: PoolWish): Promise<number> {
  return transaction(db, async (trx) => {
    const slug = `seminar-${Math.random().toString(36).slice(2, 10)}`
    const startsAt = wish.startsAt ?? seminarStart
    const edition = await editionFor(trx)
    const { id } = await trx
      .insertInto('events')
      .values({
        edition_id: edition,
        slug,
        kind: 'seminar',
        state: 'published',
        mode: 'online',
        starts_at: startsAt,
        ends_at: startsAt.add({ hours: 3 }),
        month: null,
        previous_starts_at: null,
        title: JSON.stringify({ ja: 'テスト用のセミナー' }),
        prefecture: null,
        support_ask_by: null,
        archive_until: null,
        certificate_minutes: null,
        created_at: longBefore,
        changed_at: longBefore,
        published_at: longBefore,
        cancelled_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const pool = await trx
      .insertInto('pools')
      .values({
        event_id: id,
        channel: 'stream',
        published_capacity: Math.max(1, wish.accepted),
        accepted_limit: wish.accepted,
        stream_limit: null,
        entry: wish.entry ?? 'first-come',
        waiting_list: wish.waitingList ?? true,
        hold_minutes: wish.holdMinutes ?? 1440,
        opens_at: wish.opensAt ?? null,
        closes_at: wish.closesAt ?? null,
        closed_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return pool.id
  })
}

async function editionFor(trx: Db): Promise<number> {
  const known = await trx.selectFrom('editions').select('id').executeTakeFirst()
  if (known) return known.id
  const made = await trx
    .insertInto('editions')
    .values({
      slug: 'test',
      year: 2020,
      is_current: true,
      definition: '{}',
      created_at: longBefore,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

export function applicant(name: string): Applicant {
  return {
    email: `${name}@example.jp`,
    emailKey: `${name}@example.jp`,
    name: `申込 ${name}`,
    reading: '',
    organisation: '',
    onceKey: null,
    language: 'ja',
    answers: {},
  }
}

/** An application from the web as the form sends it. */
export function applying(name: string, more: Partial<Entering> = {}): Entering {
  return {
    door: 'apply',
    applicant: applicant(name),
    source: 'web',
    formKey: null,
    proven: false,
    actor: { kind: 'visitor' },
    ...more,
  }
}

/** The pool's counters beside what a recount of its applications gives. */
export async function counted(db: Db, poolId: number) {
  const pool = await db
    .selectFrom('pools')
    .select(['taken', 'waiting', 'accepted_limit'])
    .where('id', '=', poolId)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('applications')
    .select(['id', 'state', 'number', 'waiting_number', 'email'])
    .where('pool_id', '=', poolId)
    .orderBy('number')
    .execute()
  const taken = rows.filter(({ state }) => ['held', 'confirmed', 'offered'].includes(state)).length
  const waiting = rows.filter(({ state }) => state === 'waiting').length
  return { pool, rows, taken, waiting }
}

/** For tests in which nobody listens for changes. */
export const quietChanges: Changes = { announce: async () => {}, hear() {} }
