import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { page } from '../../http/page.tsx'
import { countAgainst } from '../../http/rate-limit.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { networkOf } from '../../http/visitors.ts'
import { readNumber } from './certificate.ts'
import { certificateByNumber } from './queries.ts'
import { type Verified, VerificationView } from './verification-view.tsx'

/** An office checks a pile of certificates; nobody tries numbers by the thousand. */
const perNetwork = { most: 60, seconds: 600 }

/** Anybody who holds a certificate can check it; it says nothing that the certificate does not. */
export function addVerificationRoutes(list: Routes): void {
  list.get('/certificates/:number', visitor, verify)
}

async function verify(c: Ctx): Promise<Response> {
  const { db, now, t } = c.var
  const wait = await countAgainst(db, `certificates ${networkOf(c)}`, perNetwork, now)
  if (wait > 0) throw new Fault(429, { seconds: wait })
  const number = readNumber(c.req.param('number') ?? '')
  const verified = number ? await verifiedBy(c, number) : undefined
  const title = t('attendance-certificates.verification')
  return secret(
    page(
      c,
      { title, status: verified ? 200 : 404 },
      <VerificationView c={c} verified={verified} />,
    ),
  )
}

/** Only what must be compared with the paper: no minutes, no organisation, no way to the person. */
async function verifiedBy(c: Ctx, number: string): Promise<Verified | undefined> {
  const certificate = await certificateByNumber(c.var.db, number)
  if (!certificate) return undefined
  const event = await c.var.db
    .selectFrom('events')
    .selectAll()
    .where('id', '=', certificate.event_id)
    .executeTakeFirstOrThrow()
  return { number, name: certificate.name, event, issuedOn: dayOf(certificate.issued_at) }
}
