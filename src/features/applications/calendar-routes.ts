import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { textResponse } from '../../http/text-response.ts'
import { editionOf } from '../editions/current.ts'
import { isActive } from './application.ts'
import { calendarText } from './calendar-entry.ts'
import { ownApplication } from './own.ts'

/** The personal calendar file; nothing in it leads back to the personal page. */
export function addCalendarRoute(list: Routes): void {
  list.get('/my/:key/calendar.ics', visitor, async (c: Ctx) => {
    const own = await ownApplication(c)
    const about = { edition: await editionOf(c), origin: c.var.config.origin, now: c.var.now }
    const active = isActive(own.application.state)
    const text = orNotFound(active ? calendarText(about, own, 'PUBLISH') : undefined)
    return secret(
      textResponse(text, {
        headers: {
          'content-type': 'text/calendar; charset=UTF-8',
          'content-disposition': `attachment; filename="${own.event.slug}.ics"`,
        },
      }),
    )
  })
}
