import { randomBytes } from 'node:crypto'
import type { Db } from '../../db/database.ts'
import type { Lang } from '../../lib/languages.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import type { Proposal } from './proposal.ts'

/** States in which the proposer can still change or withdraw it: nobody has seen it yet. */
export function isOpenToProposer({ state }: Pick<CampaignEvent, 'state'>): boolean {
  return state === 'draft' || state === 'proposed' || state === 'refused'
}

/** Keeps a proposal as a draft until its address is proven. @returns the event's id */
export async function keepProposal(
  trx: Db,
  about: { editionId: number; proposal: Proposal; lang: Lang; now: Temporal.Instant },
): Promise<number> {
  const { editionId, proposal, lang, now } = about
  const { id } = await trx
    .insertInto('events')
    .values({
      ...columnsOf(proposal),
      edition_id: editionId,
      slug: `partner-${randomBytes(5).toString('hex')}`,
      source: 'partner',
      state: 'draft',
      precision: 'exact',
      month: null,
      previous_starts_at: null,
      prefecture: null,
      support_ask_by: null,
      archive_until: null,
      certificate_minutes: null,
      proposer_language: lang,
      created_at: now,
      changed_at: now,
      published_at: null,
      cancelled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeOrganiser(trx, id, proposal.organiser)
  return id
}

/** The proposer's changes; they are looked at anew. */
export async function changeProposal(
  trx: Db,
  about: { event: CampaignEvent; proposal: Proposal; now: Temporal.Instant },
): Promise<boolean> {
  const { event, proposal, now } = about
  const state = event.state === 'draft' ? 'draft' : 'proposed'
  const { numUpdatedRows } = await trx
    .updateTable('events')
    .set({ ...columnsOf(proposal), state, refusal: '', changed_at: now })
    .where('id', '=', event.id)
    .where('state', 'in', ['draft', 'proposed', 'refused'])
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await trx.deleteFrom('event_organisers').where('event_id', '=', event.id).execute()
  await writeOrganiser(trx, event.id, proposal.organiser)
  if (state === 'proposed') await log(trx, { ...event, title: { ja: proposal.title } }, now)
  return true
}

/** The address is proven: the proposal waits for the secretariat. @returns false when it was before */
export async function proveProposal(
  trx: Db,
  event: CampaignEvent,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('events')
    .set({ state: 'proposed', changed_at: now })
    .where('id', '=', event.id)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await log(trx, event, now)
  return true
}

/** Takes a proposal back: nothing of it stays. @returns false when it is listed already */
export async function withdrawProposal(trx: Db, event: CampaignEvent): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('events')
    .where('id', '=', event.id)
    .where('state', 'in', ['draft', 'proposed', 'refused'])
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Forgets what nobody has confirmed within a week; run nightly. */
export async function forgetUnproven(db: Db, now: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom('events')
    .where('source', '=', 'partner')
    .where('state', '=', 'draft')
    .where('created_at', '<', now.subtract({ hours: 24 * 7 }))
    .execute()
}

function columnsOf(proposal: Proposal) {
  const text = (ja: string) => JSON.stringify(ja ? { ja } : {})
  return {
    title: text(proposal.title),
    lead: text(proposal.lead),
    kind: proposal.kind,
    mode: proposal.mode,
    venue: text(proposal.venue),
    starts_at: proposal.startsAt,
    ends_at: proposal.endsAt,
    details_url: proposal.url,
    proposer_name: proposal.name,
    proposer_email: proposal.email,
  }
}

async function writeOrganiser(trx: Db, eventId: number, organiser: string): Promise<void> {
  await trx
    .insertInto('event_organisers')
    .values({
      event_id: eventId,
      position: 1,
      name: JSON.stringify({ ja: organiser }),
      role: 'host',
    })
    .execute()
}

async function log(trx: Db, event: CampaignEvent, now: Temporal.Instant): Promise<void> {
  await writeAudit(trx, {
    action: 'events.proposed',
    actor: { kind: 'owner', id: event.id, name: event.proposer_name },
    subject: {
      kind: 'event',
      id: event.id,
      name: event.title.ja,
      editionId: event.edition_id,
    },
    at: now,
  })
}
