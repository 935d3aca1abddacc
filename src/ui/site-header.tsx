import type { VNode } from 'preact'
import { Icon } from './icon.tsx'

export interface NavItem {
  href: string
  label: string
  current?: boolean | undefined
}

/** The head of every public page: mark, campaign, period, language switch, navigation. */
export function SiteHeader(props: {
  homeHref: string
  mark: VNode
  name: string
  nameLang?: string | undefined
  period: string
  nav: NavItem[]
  navLabel: string
  menuLabel: string
  languages?: VNode | undefined
}) {
  return (
    <header class="site-header">
      <div class="frame site-header-top">
        <a class="site-home" href={props.homeHref}>
          {props.mark}
          <span>
            <span class="site-name" lang={props.nameLang}>
              {props.name}
            </span>
            <span class="site-period figures">{props.period}</span>
          </span>
        </a>
        {props.languages}
      </div>
      <div class="frame">
        <nav class="site-nav site-nav-wide" aria-label={props.navLabel}>
          <NavList items={props.nav} />
        </nav>
        <Menu label={props.menuLabel} items={props.nav} />
      </div>
    </header>
  )
}

function Menu(props: { label: string; items: NavItem[] }) {
  return (
    <details class="site-nav site-nav-narrow">
      <summary>
        <Icon name="menu" />
        {props.label}
      </summary>
      <nav aria-label={props.label}>
        <NavList items={props.items} />
      </nav>
    </details>
  )
}

function NavList(props: { items: NavItem[] }) {
  return (
    <ul>
      {props.items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  )
}
