import type { ComponentChildren, VNode } from 'preact'
import { dayOf } from '../clock.ts'
import { formatDayWithYear } from '../lib/jp-date.ts'
import { languages, inLanguage } from '../lib/languages.ts'
import { GekkanMark } from '../ui/mark.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { SiteHeader } from '../ui/site-header.tsx'
import { StaffFrame } from '../ui/staff-frame.tsx'
import { stylesheetPath } from './asset-routes.ts'
import type { Ctx } from './context.ts'
import { DemoBanner } from './demo-banner.tsx'
import { FormStart } from './form.tsx'
import { html, Languages, type PageAbout, siteNameOf, to } from './page.tsx'
import { type Flash, takeFlash } from './sessions.ts'
import { railFor } from './staff-rail.ts'
import { hasMessage } from '../i18n/messages.ts'

/** A page for staff: rail by task, the message the last action left, the "view as of" banner. */
export async function staffPage(
  c: Ctx,
  about: PageAbout,
  children: ComponentChildren,
): Promise<Response> {
  const { lang, t } = c.var
  const siteName = siteNameOf(c)
  const flash = await takeFlash(c)
  const title = about.mistaken ? `${t('site.error.prefix')} ${about.title}` : about.title
  return html(
    <Page
      lang={lang}
      title={title}
      siteName={siteName}
      alternates={languages.map((other) => ({ lang: other, href: inLanguage(other, c.req.path) }))}
      skipText={t('site.skip')}
      header={<StaffHeader c={c} siteName={siteName} />}
      footer={<SignOut c={c} />}
      stylesheetHref={stylesheetPath()}
      scripts={about.scripts}
      head={about.head}
      accent={c.var.site.accent}
      staff
    >
      <StaffFrame
        navLabel={t('site.staff.nav')}
        menuLabel={t('site.staff.nav')}
        groups={await railFor(c)}
        banner={viewAs(c)}
      >
        {flash && <FlashNotice c={c} flash={flash} />}
        {children}
      </StaffFrame>
    </Page>,
    about.status ?? (about.mistaken ? 422 : 200),
  )
}

function StaffHeader({ c, siteName }: { c: Ctx; siteName: string }) {
  const { t } = c.var
  const session = c.var.session
  return (
    <>
      {c.var.site.demo && <DemoBanner c={c} />}
      <SiteHeader
        homeHref={to(c, '/staff')}
        mark={<GekkanMark />}
        name={siteName}
        period={session?.kind === 'staff' ? session.staff.name : ''}
        nav={[
          { href: to(c, '/'), label: t('site.staff.public') },
          { href: to(c, '/staff/account'), label: t('site.staff.me') },
        ]}
        navLabel={t('site.nav.label')}
        menuLabel={t('site.nav.menu')}
        languages={<Languages c={c} />}
      />
    </>
  )
}

/** At the end of every page, so that nobody has to look for it. */
function SignOut({ c }: { c: Ctx }) {
  return (
    <footer class="staff-foot">
      <form class="frame" method="post" action={to(c, '/staff/sign-out')}>
        <FormStart c={c} form="sign-out" />
        <button class="button button-secondary button-small" type="submit">
          {c.var.t('site.staff.sign-out')}
        </button>
      </form>
    </footer>
  )
}

/** The line that says at which time staff are looking, when they have moved it. */
function viewAs(c: Ctx): VNode | undefined {
  const session = c.var.session
  if (!session?.data.viewAs) return undefined
  const date = formatDayWithYear(dayOf(Temporal.Instant.from(session.data.viewAs)), c.var.lang)
  return (
    <p>
      {c.var.t('site.staff.view-as', { date })}{' '}
      <a href={to(c, '/staff/view-as')}>{c.var.t('site.staff.view-as.change')}</a>
    </p>
  )
}

function FlashNotice({ c, flash }: { c: Ctx; flash: Flash }) {
  if (!hasMessage(flash.message)) return null
  return (
    <Notice
      kind={flash.failed ? 'error' : 'success'}
      live
      word={c.var.t(flash.failed ? 'site.flash.failed' : 'site.flash.done')}
      title={c.var.t(flash.message, flash.values)}
    >
      {flash.undo && (
        <form method="post" action={to(c, flash.undo)}>
          <FormStart c={c} form="undo" />
          <button class="button button-secondary" type="submit">
            {c.var.t('site.flash.undo')}
          </button>
        </form>
      )}
    </Notice>
  )
}
