import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { page } from '../../http/page.tsx'
import { everyone, type Routes } from '../../http/routes.ts'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/section.tsx'
import { editionOf } from '../editions/current.ts'
import { findEdition } from '../editions/queries.ts'
import { bytesOf, toolkitPath } from './toolkit-files.ts'
import { ToolkitList } from './toolkit-list.tsx'

/** Logos and posters to download. */
export function addToolkitRoutes(list: Routes): void {
  list.get('/toolkit', everyone, show)
  list.get('/toolkit/:slug/:file', everyone, download)
}

async function show(c: Ctx): Promise<Response> {
  const { t } = c.var
  const edition = await editionOf(c)
  const title = t('home.toolkit')
  return page(
    c,
    { title, description: t('home.toolkit.lead') },
    <>
      <PageHead title={title} lead={t('home.toolkit.lead')} />
      {c.var.config.demo && (
        <Notice kind="info" word={t('registration.notice.demo')}>
          <p>{t('home.toolkit.demo')}</p>
        </Notice>
      )}
      <ToolkitList c={c} edition={edition} described />
    </>,
  )
}

async function download(c: Ctx): Promise<Response> {
  const current = await editionOf(c)
  const slug = c.req.param('slug') ?? ''
  const edition = current.slug === slug ? current : orNotFound(await findEdition(c.var.db, slug))
  const item = orNotFound(edition.toolkit.find((one) => toolkitPath(edition, one) === c.req.path))
  return new Response(new Uint8Array(bytesOf(item)), {
    headers: {
      'content-type': item.type,
      'content-disposition': `attachment; filename="${c.req.param('file')}"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  })
}
