// The page of an event's day: counts down by the server's clock, goes on when the next moment comes,
// and says every half minute that it is open. Without it people reload, and press a button.

const day = document.querySelector<HTMLElement>('[data-day]')
if (day) watch(day)

function watch(page: HTMLElement): void {
  const { now = '0', start = '', until = '', presence = '' } = page.dataset
  // how far the visitor's clock is from ours
  const ahead = Date.now() - Number(now)
  const left = (instant: string) => Number(instant) + ahead - Date.now()
  if (start) every(1000, () => showLeft(page, left(start)))
  // a hall full of pages does not reload in the same second
  if (until) setTimeoutLong(() => left(until) + 500 + Math.random() * 3000, reload)
  if (presence) beat(page, presence)
}

function every(milliseconds: number, act: () => void): void {
  act()
  setInterval(act, milliseconds)
}

/** Timers end after 24 days, and sleep with the machine: looks again every half minute at most. */
function setTimeoutLong(left: () => number, act: () => void): void {
  const milliseconds = Math.max(left(), 1000)
  if (milliseconds > 30_000) setTimeout(() => setTimeoutLong(left, act), 30_000)
  else setTimeout(act, milliseconds)
}

function reload(): void {
  location.reload()
}

/** Within a day as running digits; longer is said in words by the server. */
function showLeft(page: HTMLElement, milliseconds: number): void {
  const place = page.querySelector('[data-countdown]')
  if (!place || milliseconds >= 86_400_000) return
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  place.textContent = `${Math.floor(seconds / 3600)}:${minutes}`
}

/** One tab is one device; a reload is the same one. */
function deviceName(): string {
  const known = sessionStorage.getItem('device')
  if (known) return known
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  sessionStorage.setItem('device', made)
  return made
}

type Answer = { stop: boolean; open: boolean; moment: string }

async function beat(page: HTMLElement, address: string): Promise<void> {
  const answer = await send(address)
  const moment = page.dataset['moment']
  show(page, answer ? 'counting' : 'failing')
  if (answer?.stop) return stop(page)
  if (answer && !answer.open) return show(page, 'over')
  if (answer?.moment === 'live' && moment === 'waiting') return reload()
  setTimeout(() => void beat(page, address), 28_000 + Math.random() * 4000)
}

async function send(address: string): Promise<Answer | undefined> {
  try {
    const body = new URLSearchParams({ device: deviceName() })
    const response = await fetch(address, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(20_000),
    })
    return response.ok ? ((await response.json()) as Answer) : undefined
  } catch {
    return undefined
  }
}

/** Shows the one sentence that holds now; the button is for whoever is not counted by itself. */
function show(page: HTMLElement, state: string): void {
  for (const place of page.querySelectorAll<HTMLElement>('[data-state]'))
    place.hidden = !place.dataset['state']?.split(' ').includes(state)
}

/** The same person has opened more pages since: this one goes quiet until it is asked to go on. */
function stop(page: HTMLElement): void {
  sessionStorage.removeItem('device')
  for (const player of page.querySelectorAll('[data-player]')) player.remove()
  show(page, 'stopped')
}
