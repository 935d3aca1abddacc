import type { ComponentChildren, VNode } from 'preact'
import type { Lang } from '../lib/languages.ts'

export type EditionAccent = 'green' | 'indigo' | 'plum' | 'rust'

export interface PageProps {
  lang: Lang
  title: string
  siteName: string
  description?: string | undefined
  canonical?: string | undefined
  alternates: { lang: Lang; href: string }[]
  skipText: string
  header: VNode
  breadcrumb?: VNode | undefined
  footer: VNode
  children: ComponentChildren
  stylesheetHref: string
  iconHref?: string | undefined
  scripts?: string[] | undefined
  head?: VNode | undefined
  accent?: EditionAccent | undefined
  wide?: boolean | undefined
  /** A staff page: not indexed, and its children bring their own `<main>` (`StaffFrame`). */
  staff?: boolean | undefined
}

/** The whole document of one page, without its doctype, which the renderer adds. */
export function Page(props: PageProps) {
  const classes = [`accent-${props.accent ?? 'green'}`]
  if (props.wide || props.staff) classes.push('page-wide')
  return (
    <html lang={props.lang}>
      <Head {...props} />
      <body class={classes.join(' ')}>
        <a class="skip offscreen" href="#main">
          {props.skipText}
        </a>
        {props.header}
        {props.staff ? (
          props.children
        ) : (
          <>
            {props.breadcrumb && <div class="frame">{props.breadcrumb}</div>}
            <main id="main" class="frame" tabIndex={-1}>
              {props.children}
            </main>
          </>
        )}
        {props.footer}
      </body>
    </html>
  )
}

function Head(props: PageProps) {
  const title = props.title === props.siteName ? props.title : `${props.title}|${props.siteName}`
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {props.description && <meta name="description" content={props.description} />}
      {props.staff && <meta name="robots" content="noindex" />}
      <link rel="stylesheet" href={props.stylesheetHref} />
      <link rel="icon" href={props.iconHref ?? '/marks/favicon.svg'} type="image/svg+xml" />
      {props.canonical && <link rel="canonical" href={props.canonical} />}
      {props.alternates.map((other) => (
        <link key={other.lang} rel="alternate" hreflang={other.lang} href={other.href} />
      ))}
      {props.scripts?.map((src) => (
        <script key={src} type="module" src={src} />
      ))}
      {props.head}
    </head>
  )
}
