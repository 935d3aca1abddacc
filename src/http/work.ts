import { createHash, createHmac } from 'node:crypto'

/**
 * A proof of work for a form that anybody may send: the sender's machine finds the number under
 * `most` whose SHA-256 after the salt is the challenge. Names and form of the challenge are those
 * of ALTCHA, version 1. The salt is the form's own stamp, so that a solution fits no other form,
 * ends with it and is spent with it (once.ts); nothing is stored until then (ADR 0012).
 */
export type Challenge = { salt: string; challenge: string; maxnumber: number }

/** What came back with a form. It orders a queue of people's work and never refuses anybody. */
export type Work = 'done' | 'missing' | 'wrong'

// half a second of a laptop's processor when every number has to be tried
const most = 50_000

/** The challenge of the form that carries this stamp. */
export function challengeOf(secret: Buffer, stamp: string): Challenge {
  const salt = `${stamp}&`
  const challenge = createHash('sha256')
    .update(salt + numberOf(secret, stamp))
    .digest('hex')
  return { salt, challenge, maxnumber: most }
}

/** Judges what came back; an expired or foreign stamp is the stamp's own matter. */
export function checkWork(secret: Buffer, stamp: string, found: string): Work {
  if (found === '') return 'missing'
  return found === String(numberOf(secret, stamp)) ? 'done' : 'wrong'
}

/** Only we can tell it without trying. */
function numberOf(secret: Buffer, stamp: string): number {
  return createHmac('sha256', secret).update(`work ${stamp}`).digest().readUIntBE(0, 6) % most
}
