import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { strangersLimit } from '../../mail/strangers-limit.ts'
import type { Question } from '../events/questions.ts'
import { activeStates } from './application.ts'
import type { Filled, Support } from './apply-form.ts'
import { askForReceipt } from './asking-again.ts'
import type { Outcome } from './change.ts'
import { doorsOf } from './queue.ts'
import { wakeTelling } from './waking.ts'

/** What came of one date that was asked for. */
export type Result = { slug: string; outcome: Outcome }

type Needed = Pick<Services, 'db' | 'clock' | 'changes'>

/**
 * Passes one filled form through the door of every pool that was chosen. Sent again, it finds what
 * it made the first time. Support is written after its application: a retry writes what is missing.
 */
export async function applyFor(
  services: Needed,
  { applicant, chosen, support }: Filled,
  formKey: string,
): Promise<Result[]> {
  const doors = doorsOf(services)
  const results = await Promise.all(
    chosen.map(async ({ pool, event }) => {
      const outcome = await doors.pass(pool.id, {
        door: 'apply',
        applicant,
        source: 'web',
        formKey,
        proven: false,
        actor: { kind: 'visitor' },
      })
      return { slug: event.slug, outcome }
    }),
  )
  const made = results.flatMap(({ outcome }) =>
    outcome.ok && outcome.application ? outcome.application.id : [],
  )
  if (support) await writeSupport(services, made, support)
  for (const { outcome } of results)
    if (!outcome.ok && outcome.reason === 'already' && outcome.application)
      await sendAgain(services, outcome.application.id)
  return results
}

async function writeSupport({ db, clock }: Needed, ids: number[], support: Support): Promise<void> {
  if (ids.length === 0) return
  const asked_at = clock.now()
  await db
    .insertInto('support_needs')
    .values(
      ids.map((application_id) => ({
        application_id,
        ...support,
        asked_at,
        answered_at: null,
        answered_by: null,
      })),
    )
    .onConflict((conflict) => conflict.column('application_id').doNothing())
    .execute()
}

/** Sends the receipt of an application again, to its own address; not more often than R22 allows. */
async function sendAgain(
  { db, clock }: Pick<Needed, 'db' | 'clock'>,
  applicationId: number,
): Promise<void> {
  const now = clock.now()
  await transaction(db, async (trx) => {
    const row = await trx
      .selectFrom('applications')
      .select(['id', 'email', 'state', 'source'])
      .where('id', '=', applicationId)
      .executeTakeFirstOrThrow()
    if (!row.email || !(await strangersLimit(trx, row.email, now))) return
    await askForReceipt(trx, [row], now)
  })
  wakeTelling(db)
}

/** Whether this form was acted on before: then its receipt is the answer, whatever has changed. */
export async function isAnswered(
  db: Db,
  poolIds: readonly number[],
  formKey: string,
): Promise<boolean> {
  if (poolIds.length === 0) return false
  const known = await db
    .selectFrom('applications')
    .select('id')
    .where('pool_id', 'in', poolIds)
    .where('form_key', '=', formKey)
    .executeTakeFirst()
  return known !== undefined
}

/**
 * Options with a limit that are all taken: `question option`. Counted before the door, so two who
 * send within the same moment may both have the last one.
 */
export async function takenOptions(
  db: Db,
  eventId: number,
  questions: readonly Question[],
): Promise<Set<string>> {
  const limited = questions.flatMap(({ code, options }) =>
    options.flatMap((option) =>
      option.limit ? { question: code, option: option.code, limit: option.limit } : [],
    ),
  )
  const gone = new Set<string>()
  for (const { question, option, limit } of limited) {
    const { taken } = await db
      .selectFrom('applications')
      .select((select) => select.fn.countAll<string>().as('taken'))
      .where('event_id', '=', eventId)
      .where('state', 'in', activeStates)
      .where(sql<boolean>`answers -> ${question} @> ${JSON.stringify(option)}::jsonb`)
      .executeTakeFirstOrThrow()
    if (Number(taken) >= limit) gone.add(`${question} ${option}`)
  }
  return gone
}
