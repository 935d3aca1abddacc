import { may, type Routes, routes } from '../../http/routes.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { PageHead } from '../../ui/section.tsx'
import { SpecimenSheet } from '../../ui/specimens.tsx'

/** The living style sheet: every component in every state, as it is now. */
export function styleRoutes(): Routes {
  const list = routes()
  list.get('/staff/style', may('staff.enter'), (c) =>
    staffPage(
      c,
      { title: c.var.t('style.title') },
      <>
        <PageHead title={c.var.t('style.title')} />
        <SpecimenSheet />
      </>,
    ),
  )
  return list
}
