import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

export interface RailGroup {
  label: string
  items: {
    href: string
    label: string
    count?: string | undefined
    /** How a screen reader says the count: "3件が待っています". */
    countLabel?: string | undefined
    current?: boolean | undefined
  }[]
}

/** The staff's workplace: a rail by task on the left, the page's main part on the right. */
export function StaffFrame(props: {
  navLabel: string
  menuLabel: string
  groups: RailGroup[]
  banner?: ComponentChildren
  breadcrumb?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <>
      {props.banner && (
        <div class="staff-banner" role="status">
          {props.banner}
        </div>
      )}
      <div class="frame staff-frame">
        <nav class="rail rail-wide" aria-label={props.navLabel}>
          <RailGroups groups={props.groups} />
        </nav>
        <details class="rail rail-narrow">
          <summary>
            <Icon name="menu" />
            {props.menuLabel}
          </summary>
          <nav aria-label={props.menuLabel}>
            <RailGroups groups={props.groups} />
          </nav>
        </details>
        <div class="staff-content">
          {props.breadcrumb}
          <main id="main" tabIndex={-1}>
            {props.children}
          </main>
        </div>
      </div>
    </>
  )
}

function RailGroups(props: { groups: RailGroup[] }) {
  return (
    <>
      {props.groups.map((group) => (
        <div class="rail-group" key={group.label}>
          <p class="rail-label">{group.label}</p>
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                  <span>{item.label}</span>
                  {item.count && (
                    <span class="rail-count figures">
                      <span aria-hidden="true">{item.count}</span>
                      <span class="offscreen">{item.countLabel ?? item.count}</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
