import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { endOfDay } from '../clock.ts'
import { formatDayRange } from '../lib/jp-date.ts'
import { withoutForbidden } from '../lib/html-characters.ts'
import { inLanguage, languageNames, languages, type Localized, pick } from '../lib/languages.ts'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { CampaignMark, GekkanWordmark } from '../ui/mark.tsx'
import { Page } from '../ui/page.tsx'
import { SiteFooter } from '../ui/site-footer.tsx'
import { SiteHeader } from '../ui/site-header.tsx'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { stylesheetPath } from './asset-routes.ts'
import type { Ctx } from './context.ts'
import { DemoBanner } from './demo-banner.tsx'
import { fragment, fragmentAround } from './fragments.tsx'
import { textResponse } from './text-response.ts'

/** What a page says about itself. */
export type PageAbout = {
  title: string
  description?: string | undefined
  /** Steps from the home page to this one, without either; this page's own name is its title. */
  trail?: { href: string; label: string }[] | undefined
  /** The home page has no breadcrumb. */
  home?: boolean
  /** A form came back with mistakes: the title says so first (GOV.UK pattern). */
  mistaken?: boolean
  scripts?: string[] | undefined
  head?: VNode | undefined
  wide?: boolean | undefined
  /** Nothing in it can hold a forbidden character any more, so it need not be searched for them. */
  clean?: boolean
  status?: 200 | 404 | 422 | 429
}

/** A public page in the frame of the edition. */
export function page(c: Ctx, about: PageAbout, children: ComponentChildren): Response {
  const { lang, t, site, config } = c.var
  const siteName = siteNameOf(c)
  const title = about.mistaken ? `${t('site.error.prefix')} ${about.title}` : about.title
  return html(
    <Page
      lang={lang}
      title={about.home ? siteName : title}
      siteName={siteName}
      description={about.description}
      canonical={config.origin + inLanguage(lang, c.req.path)}
      alternates={languages.map((other) => ({
        lang: other,
        href: config.origin + inLanguage(other, c.req.path),
      }))}
      skipText={t('site.skip')}
      header={header(c)}
      breadcrumb={about.home ? undefined : trail(c, about)}
      footer={fragment(c, 'footer', () => (
        <Footer c={c} />
      ))}
      stylesheetHref={stylesheetPath()}
      scripts={about.scripts}
      head={about.head}
      accent={site.accent}
      wide={about.wide}
    >
      {children}
    </Page>,
    about.status ?? (about.mistaken ? 422 : 200),
    about.clean,
  )
}

/** A document as an answer; `clean`: every text of people's in it comes from fragments or is clean. */
export function html(document: VNode, status = 200, clean = false): Response {
  const rendered = renderToString(document)
  return textResponse(`<!doctype html>${clean ? rendered : withoutForbidden(rendered)}`, {
    status,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
  })
}

/** The name of the site with its year: テレワーク月間 2020. */
export function siteNameOf(c: Ctx): string {
  return `${pick(c.var.site.name, c.var.lang).text} ${c.var.site.year}`
}

/** A link's target in the language of the request. */
export function to(c: Ctx, path: string): string {
  return inLanguage(c.var.lang, path)
}

/** The breadcrumb of a page. */
function trail(c: Ctx, about: Pick<PageAbout, 'title' | 'trail'>): VNode {
  const { t } = c.var
  const items = [
    { href: to(c, '/'), label: t('site.home') },
    ...(about.trail ?? []).map(({ href, label }) => ({ href: to(c, href), label })),
    { label: about.title },
  ]
  return <Breadcrumb label={t('site.breadcrumb.label')} items={items} />
}

const nav = [
  { path: '/activities', label: 'site.nav.activities' },
  { path: '/events', label: 'site.nav.events' },
  { path: '/activities/new', label: 'site.nav.register' },
  { path: '/about', label: 'site.nav.about' },
  { path: '/toolkit', label: 'site.nav.toolkit' },
] as const

/** Only the links to the other languages differ from page to page. */
function header(c: Ctx): VNode {
  const current = nav.find(({ path }) => path === c.req.path)?.path
  // the demo's banner says which day it is
  const day = c.var.site.demo ? endOfDay(c.var.now) : ''
  return fragmentAround(
    c,
    `header ${current} ${day}`,
    (inside) => <Header c={c} languages={inside} />,
    <Languages c={c} />,
  )
}

function Header({ c, languages: links }: { c: Ctx; languages: VNode }) {
  const { lang, t, site } = c.var
  const name = pick(site.name, lang)
  return (
    <>
      {site.demo && <DemoBanner c={c} />}
      <SiteHeader
        homeHref={to(c, '/')}
        mark={<CampaignMark />}
        name={`${name.text} ${site.year}`}
        nameLang={name.lang === lang ? undefined : name.lang}
        period={formatDayRange(site.from, site.to, lang)}
        nav={nav.map(({ path, label }) => ({
          href: to(c, path),
          label: t(label),
          current: c.req.path === path,
        }))}
        navLabel={t('site.nav.label')}
        menuLabel={t('site.nav.menu')}
        languages={links}
      />
    </>
  )
}

/** The language switch with the three notices of the original service, answered one by one. */
export function Languages({ c }: { c: Ctx }) {
  const { lang, t } = c.var
  const query = new URL(c.req.url).search
  const href = (other: typeof lang) => inLanguage(other, c.req.path) + query
  return (
    <LanguageSwitch
      label={t('site.language.label')}
      items={languages.map((other) => ({
        lang: other,
        href: href(other),
        name: languageNames[other],
        current: other === lang,
      }))}
      help={{
        summary: t('site.language.help'),
        notices: [
          t('site.language.notice.images'),
          t('site.language.notice.accuracy'),
          t('site.language.notice.speed'),
        ],
        original:
          lang === 'ja' ? undefined : { href: href('ja'), label: t('site.language.original') },
      }}
    />
  )
}

function Footer({ c }: { c: Ctx }) {
  const { lang, t, site } = c.var
  const own = (text: Localized) => pick(text, lang)
  return (
    <SiteFooter
      organisersLabel={t('site.footer.organisers')}
      organisers={site.organisers.map(({ name, role, url }) => ({
        name: own(name).text,
        role: t(`site.role.${role}`),
        href: url,
        lang: own(name).lang === lang ? undefined : own(name).lang,
      }))}
      linksLabel={t('site.footer.links')}
      links={[
        { href: to(c, '/mine'), label: t('site.footer.owner') },
        { href: to(c, '/staff'), label: t('site.footer.staff') },
        ...(site.demo ? [{ href: to(c, '/demo/mails'), label: t('site.footer.mail') }] : []),
      ]}
      contact={<Contact c={c} />}
      madeWith={
        <>
          <GekkanWordmark>Gekkan</GekkanWordmark>
          <p>{t('site.footer.about')}</p>
        </>
      }
    />
  )
}

function Contact({ c }: { c: Ctx }) {
  const { contact } = c.var.site
  const name = pick(contact.name, c.var.lang)
  const hours = pick(contact.hours, c.var.lang)
  return (
    <>
      <h2 class="site-footer-title">{c.var.t('site.footer.contact')}</h2>
      <p lang={name.lang}>{name.text}</p>
      <p>
        <a href={`mailto:${contact.email}`}>{contact.email}</a>
        <br />
        <span class="figures">{contact.phone}</span>
      </p>
      <p lang={hours.lang}>{hours.text}</p>
    </>
  )
}
