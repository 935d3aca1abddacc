// <gekkan-events> for other people's pages: the list of events, always as it stands now.
//   <script type="module" src="https://…/embed/events.js"></script>
//   <gekkan-events lang="ja" kind="seminar"><a href="https://…/events">…</a></gekkan-events>
// Until the list is there, and where there is no script, what stands inside is shown.

type Entry = {
  title: string
  title_lang: string
  when: string
  starts_at: string | null
  place: string
  state: string
  page: string
}

const filters = ['month', 'time', 'kind', 'mode', 'prefecture', 'organiser', 'places']
const prefixes: Record<string, string> = {
  en: '/en',
  ko: '/ko',
  zh: '/zh-hans',
  'zh-hans': '/zh-hans',
}

const style = `
:host { display: block; color-scheme: light dark; font: inherit }
ul { list-style: none; margin: 0; padding: 0 }
li { padding: .75em 0; border-top: 1px solid light-dark(#ccc, #555) }
p { margin: 0; color: light-dark(#4d4d4d, #ccc); font-size: .9em }
a { color: light-dark(#00118f, #9db7f9); font-weight: 700; line-height: 1.5 }
a:focus-visible { outline: 3px solid; outline-offset: 2px }
`

class GekkanEvents extends HTMLElement {
  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    const sheet = document.createElement('style')
    sheet.textContent = style
    root.replaceChildren(sheet, document.createElement('slot'))
    void this.fill(root)
  }

  async fill(root: ShadowRoot) {
    try {
      const answer = await fetch(this.address(), { credentials: 'omit' })
      const { events } = (await answer.json()) as { events: Entry[] }
      const most = Number(this.getAttribute('limit')) || events.length
      const list = document.createElement('ul')
      // a screen reader in Safari forgets that it is a list when it has no bullets
      list.setAttribute('role', 'list')
      list.append(...events.slice(0, most).map(row))
      if (events.length > 0) root.lastElementChild?.replaceWith(list)
    } catch {
      // what stands inside stays
    }
  }

  address(): URL {
    const lang = (
      this.getAttribute('lang') ??
      this.closest('[lang]')?.getAttribute('lang') ??
      ''
    ).toLowerCase()
    const prefix = prefixes[lang] ?? prefixes[lang.split('-')[0] ?? ''] ?? ''
    const url = new URL(`${prefix}/events.json`, this.getAttribute('src') ?? import.meta.url)
    for (const name of filters) {
      const value = this.getAttribute(name)
      if (value) url.searchParams.set(name, value)
    }
    return url
  }
}

function row(entry: Entry): HTMLElement {
  const item = document.createElement('li')
  const link = document.createElement('a')
  // only http(s): a page that embeds us must never run what we send
  if (/^https?:/.test(entry.page)) link.href = entry.page
  link.lang = entry.title_lang
  link.textContent = entry.title
  const when = document.createElement(entry.starts_at ? 'time' : 'span')
  if (entry.starts_at) when.setAttribute('datetime', entry.starts_at)
  when.textContent = entry.when
  const [first, last] = [document.createElement('p'), document.createElement('p')]
  first.append(when)
  last.textContent = [entry.place, entry.state].filter(Boolean).join(' · ')
  item.append(first, link, last)
  return item
}

if (!customElements.get('gekkan-events')) customElements.define('gekkan-events', GekkanEvents)
