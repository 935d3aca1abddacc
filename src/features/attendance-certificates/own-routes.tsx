import * as v from 'valibot'
import type { Ctx } from '../../http/context.ts'
import { notFound, orNotFound } from '../../http/faults.ts'
import { line } from '../../http/fields.ts'
import { inWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { type Own, ownApplication } from '../applications/own.ts'
import { minutesOf } from '../attendance/queries.ts'
import { canEarn, standingOf } from './certificate.ts'
import { issueCertificate } from './issuing.ts'
import { OwnView } from './own-view.tsx'
import { certificateOf } from './queries.ts'
import { sheetFor } from './sheet.ts'

/** Taking one's certificate of attendance by the personal link. */
export function addOwnRoutes(list: Routes): void {
  list.get('/my/:key/certificate', visitor, async (c) => show(c, await ownAtHand(c)))
  list.post('/my/:key/certificate', visitor, issue)
  list.get('/my/:key/certificate.pdf', visitor, print)
}

async function ownAtHand(c: Ctx): Promise<Own> {
  const own = await ownApplication(c)
  return canEarn(own) || (await certificateOf(c.var.db, own.application.id)) ? own : notFound()
}

async function show(c: Ctx, own: Own, name?: string, mistakes: Mistake[] = []): Promise<Response> {
  const { db, now, t } = c.var
  const minutes = await minutesOf(db, own.application.id, own.event)
  return secret(
    page(
      c,
      {
        title: t('attendance-certificates.title'),
        trail: [{ href: own.path, label: t('applications.my.title') }],
        mistaken: mistakes.length > 0,
      },
      <OwnView
        c={c}
        own={own}
        certificate={await certificateOf(db, own.application.id)}
        standing={standingOf(own, minutes, now)}
        name={name ?? own.application.name}
        mistakes={inWords(c, 'attendance-certificates', mistakes)}
      />,
    ),
  )
}

const schema = v.strictObject({ name: line(100) })

async function issue(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const own = await ownAtHand(c)
  const parsed = parse(submitted, schema)
  if (!parsed.ok) return show(c, own, typed(submitted, 'name'), parsed.mistakes)
  const { db, now } = c.var
  const { name } = parsed.value
  await issueCertificate(db, { applicationId: own.application.id, name, now })
  return c.redirect(to(c, `${own.path}/certificate`), 303)
}

async function print(c: Ctx): Promise<Response> {
  const own = await ownApplication(c)
  const certificate = orNotFound(await certificateOf(c.var.db, own.application.id))
  const pdf = await sheetFor(c, own, certificate)
  return secret(
    new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="certificate-${certificate.number}.pdf"`,
      },
    }),
  )
}
