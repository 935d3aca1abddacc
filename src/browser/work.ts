// Finds the number that a form's proof of work asks for, in a thread of its own so that typing is
// never held up. Without this script the form is sent and taken as well (http/work.ts).
// This file is both: the page's part, and the thread.

type Challenge = { salt: string; challenge: string; maxnumber: number }

if (typeof document === 'undefined')
  addEventListener('message', (event: MessageEvent<Challenge>) => void find(event.data))
else for (const field of document.querySelectorAll<HTMLInputElement>('[data-work]')) solve(field)

function solve(field: HTMLInputElement): void {
  // Browsers hash for secure pages only.
  if (!isSecureContext) return
  const thread = new Worker(import.meta.url, { type: 'module' })
  thread.addEventListener('message', (event: MessageEvent<number>) => {
    field.value = String(event.data)
    thread.terminate()
  })
  thread.postMessage(JSON.parse(field.dataset['work'] ?? '{}'))
}

async function find({ salt, challenge, maxnumber }: Challenge): Promise<void> {
  const text = new TextEncoder()
  for (let number = 0; number < maxnumber; number++) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text.encode(salt + number)))
    if (hash[0] !== Number.parseInt(challenge.slice(0, 2), 16)) continue
    const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (hex === challenge) return postMessage(number)
  }
}
