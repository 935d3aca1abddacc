import type { Services } from '../../http/context.ts'
import type { Lang } from '../../lib/languages.ts'
import type { Applicant, Refusal } from '../applications/change.ts'
import { doorsOf } from '../applications/queue.ts'
import type { Actor } from '../audit/audit.ts'

export type Inviting = {
  poolId: number
  people: readonly Applicant[]
  language: Lang
  until: Temporal.Instant
  /** Of the form, so that sending it twice invites nobody twice. */
  formKey: string
  actor: Actor
}

export type Invited = { invited: number; already: number; full: number }

/** Keeps a place for each of these people and has them asked; who has a claim already is left alone. */
export async function invite(
  services: Pick<Services, 'db' | 'clock' | 'changes'>,
  about: Inviting,
): Promise<Invited> {
  const doors = doorsOf(services)
  const outcomes = await Promise.all(
    about.people.map((person, at) =>
      doors.pass(about.poolId, {
        door: 'apply',
        applicant: { ...person, language: about.language },
        source: 'invitation',
        formKey: `invite:${about.formKey}:${at}`,
        proven: false,
        inviteUntil: about.until,
        actor: about.actor,
      }),
    ),
  )
  const refused = (reason: Refusal) =>
    outcomes.filter((outcome) => !outcome.ok && outcome.reason === reason).length
  return {
    invited: outcomes.filter(({ ok }) => ok).length,
    already: refused('already'),
    full: refused('full'),
  }
}
