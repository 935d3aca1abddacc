import type { ComponentChildren } from 'preact'

export interface Organiser {
  name: string
  role: string
  href?: string | undefined
  lang?: string | undefined
}

/** The foot of every page: who is responsible, where to turn, what runs it. */
export function SiteFooter(props: {
  organisersLabel: string
  organisers: Organiser[]
  links: { href: string; label: string }[]
  linksLabel: string
  contact?: ComponentChildren
  madeWith: ComponentChildren
}) {
  return (
    <footer class="site-footer">
      <div class="frame site-footer-grid">
        <div>
          <h2 class="site-footer-title">{props.organisersLabel}</h2>
          <Organisers organisers={props.organisers} />
        </div>
        {props.contact && <div class="site-footer-contact">{props.contact}</div>}
      </div>
      <div class="frame site-footer-base">
        <nav class="site-footer-links" aria-label={props.linksLabel}>
          <ul>
            {props.links.map((link) => (
              <li key={link.href}>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="made-with">{props.madeWith}</div>
      </div>
    </footer>
  )
}

function Organisers(props: { organisers: Organiser[] }) {
  return (
    <ul class="organisers">
      {props.organisers.map((one) => (
        <li key={one.name}>
          <span class="organiser-role">{one.role}</span>
          <span lang={one.lang}>{one.href ? <a href={one.href}>{one.name}</a> : one.name}</span>
        </li>
      ))}
    </ul>
  )
}
