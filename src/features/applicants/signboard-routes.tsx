import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { pick } from '../../lib/languages.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHead } from '../../ui/section.tsx'
import { whenOf } from '../applications/wording.ts'
import { listPath } from './list-filter.ts'
import { oneEvent } from './one-event.ts'
import { organisationsOf } from './queries.ts'

/** Which organisations come, in large letters for the board at the entrance; nobody's own name. */
export function addSignboardRoutes(list: Routes): void {
  list.get('/staff/events/:slug/applicants/signboard', may('applications.read'), async (c) => {
    const { event } = await oneEvent(c)
    const { t, lang } = c.var
    const organisations = await organisationsOf(c.var.db, event.id)
    const title = pick(event.title, lang)
    return staffPage(
      c,
      { title: t('applicants.signboard.title') },
      <div class="stack">
        <p class="no-print">
          <a href={to(c, listPath(event.slug, {}))}>{t('applicants.back')}</a>
        </p>
        <PageHead
          title={title.text}
          titleLang={title.lang === lang ? undefined : title.lang}
          over={<span class="no-print">{t('applicants.signboard.title')}</span>}
          lead={whenOf(event, lang, t)}
        />
        {organisations.length === 0 ? (
          <EmptyState title={t('applicants.signboard.none')} text={t('applicants.none.text')} />
        ) : (
          <ul class="signboard" lang="ja">
            {organisations.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
      </div>,
    )
  })
}
