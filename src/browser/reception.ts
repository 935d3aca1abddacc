// The reception on a telephone: the list is kept for the day, what is noted without a network is
// sent when there is one. reception-worker.ts keeps the page itself.

type Person = {
  id: number
  number: string
  name: string
  reading: string
  organisation: string
  came: boolean
}

/** Everything of this page: its parts, the people, and what is noted but not sent yet. */
type Desk = {
  form: HTMLFormElement
  search: HTMLInputElement
  list: HTMLElement
  line: HTMLElement
  words: Record<string, string>
  /** Where what is not sent survives a reload. */
  store: string
  people: Person[]
  unsent: Map<number, boolean>
  /** Sent since the list was fetched: the list that was kept does not know of it. */
  told: Map<number, boolean>
  state: string
  sending: boolean
}

const shown = 30
const againMs = 5_000
const refreshMs = 30_000

const form = document.querySelector<HTMLFormElement>('[data-reception]')
if (form) void openDesk(form).then(receive)

async function openDesk(form: HTMLFormElement): Promise<Desk> {
  const { reception, words, worker } = form.dataset
  const store = `gekkan-reception-${reception}`
  await startKeeping(worker ?? '')
  return {
    form,
    search: form.elements.namedItem('search') as HTMLInputElement,
    list: form.querySelector('[data-list]') as HTMLElement,
    line: form.querySelector('[data-line]') as HTMLElement,
    words: JSON.parse(words ?? '{}'),
    store,
    people: [],
    unsent: readNotes(store),
    told: readNotes(`${store}-told`),
    state: 'online',
    sending: false,
  }
}

function readNotes(store: string): Map<number, boolean> {
  return new Map(JSON.parse(localStorage.getItem(store) ?? '[]'))
}

function keep({ store, unsent, told }: Desk): void {
  localStorage.setItem(store, JSON.stringify([...unsent]))
  localStorage.setItem(`${store}-told`, JSON.stringify([...told]))
}

/** The page that started the worker came before it: what it is made of is asked for once more. */
async function startKeeping(worker: string): Promise<void> {
  const { serviceWorker } = navigator
  if (!serviceWorker) return
  const scope = location.pathname.replace(/[^/]*$/, '')
  try {
    await serviceWorker.register(worker, { scope })
    if (!serviceWorker.controller)
      await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve))
    const files = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')]
    const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')]
    const addresses = [...files.map(({ href }) => href), ...scripts.map(({ src }) => src)]
    await Promise.all([location.pathname, ...addresses].map((address) => fetch(address)))
  } catch {
    // without a network the worker is there already and has kept everything
  }
}

/** The list anew, with what colleagues have noted; without a network the one that was kept. */
async function refresh(desk: Desk): Promise<void> {
  try {
    const answer = await fetch(`${location.pathname}.json`)
    desk.people = ((await answer.json()) as { people: Person[] }).people
    desk.state = answer.headers.has('x-kept-at') ? 'offline' : 'online'
    if (desk.state === 'online') desk.told.clear()
    keep(desk)
  } catch {
    desk.state = 'offline'
  }
  show(desk)
}

function receive(desk: Desk): void {
  const { form, search } = desk
  search.value = decodeURIComponent(location.hash.slice(1))
  form.hidden = false
  form.addEventListener('submit', (event) => event.preventDefault())
  search.addEventListener('input', () => show(desk))
  addEventListener('online', () => void send(desk))
  setInterval(() => void send(desk), againMs)
  setInterval(() => void refresh(desk), refreshMs)
  void refresh(desk).then(() => send(desk))
}

const isHere = ({ unsent, told }: Desk, { id, came }: Person) =>
  unsent.get(id) ?? told.get(id) ?? came

function show(desk: Desk): void {
  const { words, people, list, line, search, state, unsent } = desk
  const wanted = plain(search.value)
  const found = people.filter((person) => matches(person, wanted)).slice(0, shown)
  list.replaceChildren(...found.map((person) => rowOf(desk, person)))
  if (found.length === 0) list.append(words['none'] ?? '')
  const came = people.filter((person) => isHere(desk, person)).length
  const said = [fill(words['count'], { came, all: people.length }), words[state]]
  if (unsent.size > 0) said.push(fill(words['unsent'], { count: unsent.size }))
  line.textContent = said.join(' · ')
}

function rowOf(desk: Desk, person: Person): HTMLElement {
  const row = document.createElement('li')
  row.className = 'reception-row'
  const who = document.createElement('div')
  who.lang = 'ja'
  who.append(
    line('entry-title', person.name),
    line('soft', [person.organisation, person.number].filter(Boolean).join(' · ')),
  )
  const here = isHere(desk, person)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = here ? 'button button-secondary' : 'button button-primary'
  button.textContent = desk.words[here ? 'undo' : 'came'] ?? ''
  button.setAttribute('aria-label', `${button.textContent}: ${person.name}`)
  button.addEventListener('click', () => note(desk, person.id, !here))
  row.append(who, button)
  return row
}

function line(style: string, text: string): HTMLElement {
  const element = document.createElement('p')
  element.className = style
  element.textContent = text
  return element
}

function note(desk: Desk, id: number, came: boolean): void {
  desk.unsent.set(id, came)
  keep(desk)
  show(desk)
  void send(desk)
  desk.search.focus()
  desk.search.select()
}

async function send(desk: Desk): Promise<void> {
  const { unsent } = desk
  if (desk.sending || unsent.size === 0) return
  desk.sending = true
  const marks = [...unsent]
  desk.state = await post(desk.form, marks)
  if (desk.state === 'online')
    for (const [id, came] of marks) {
      desk.told.set(id, came)
      // pressed again meanwhile: that is still to be sent
      if (unsent.get(id) === came) unsent.delete(id)
    }
  keep(desk)
  desk.sending = false
  if (desk.state === 'online') await refresh(desk)
  else show(desk)
}

/** Full-width, upper case and hiragana are found as well as their other spellings. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[ぁ-ゖ]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60))
    .replaceAll(/\s/g, '')
}

function matches(person: Person, wanted: string): boolean {
  const { name, reading, organisation, number } = person
  return plain(`${name}${reading}${organisation}${number}`).includes(wanted)
}

function fill(text = '', values: Record<string, number>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}

/** Sends what was noted. @returns what became of it, as the word that says so */
async function post(form: HTMLFormElement, marks: [number, boolean][]): Promise<string> {
  const body = new URLSearchParams()
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type=hidden]'))
    body.append(field.name, field.value)
  for (const [id, came] of marks) body.append('mark', `${id} ${came ? 'came' : 'unknown'}`)
  try {
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' })
    return answer.ok ? 'online' : answer.status >= 500 ? 'offline' : 'sign-in'
  } catch {
    return 'offline'
  }
}
