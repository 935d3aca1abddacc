import type { Db } from '../../db/database.ts'
import { nameKey } from '../../lib/jp-name.ts'
import type { Version } from '../activities/version.ts'

/**
 * The participant behind a registration: the same corporate number, or the same name key in the
 * same prefecture (both exact; section "duplicates" of ADR 0006). Anything less sure makes a new one
 * and is shown to a person.
 */
export async function participantFor(
  trx: Db,
  version: Version,
  now: Temporal.Instant,
): Promise<number> {
  const key = nameKey(version.name)
  const known = await trx
    .selectFrom('participants')
    .select(['id', 'merged_into'])
    .where((where) =>
      version.corporateNumber
        ? where('corporate_number', '=', version.corporateNumber)
        : where.and([
            where('name_key', '=', key),
            where('prefecture', version.prefecture === null ? 'is' : '=', version.prefecture),
            where('corporate_number', 'is', null),
          ]),
    )
    // two people may share a name; an individual is known by the mail address, not by this
    .where('kind', '<>', 'individual')
    .orderBy('id')
    .executeTakeFirst()
  return known?.merged_into ?? known?.id ?? addParticipant(trx, version, now)
}

async function addParticipant(trx: Db, version: Version, now: Temporal.Instant): Promise<number> {
  const { id } = await trx
    .insertInto('participants')
    .values({
      kind: version.participantKind,
      legal_name: version.name,
      reading: version.reading,
      name_key: nameKey(version.name),
      corporate_number: version.corporateNumber,
      industry: version.industry,
      size_class: version.size,
      prefecture: version.prefecture,
      merged_into: null,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
