import type { TestProgram } from './program.ts'

/** An answer with its body read, redirects not followed. */
export type Answer = {
  status: number
  location: string | null
  headers: Headers
  text: string
}

/** Fields of a form; a list sends its name several times. */
export type Fields = Record<string, string | string[]>

/** A browser in short: a jar of cookies and real requests over a socket. */
export type Visit = {
  cookies: Map<string, string>
  send(path: string, init?: RequestInit): Promise<Answer>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Sends a form as the pages' own forms are sent: multipart when it has a file. */
  post(path: string, fields: Fields, file?: File): Promise<Answer>
}

/** Opens a window with an empty jar, or with a signed-in person's cookie. */
export function openVisit(
  program: Pick<TestProgram, 'origin'>,
  person?: { name: string; value: string },
  /** Sent with every request, e.g. X-Forwarded-For. */
  always: Record<string, string> = {},
): Visit {
  const cookies = new Map<string, string>(person ? [[person.name, person.value]] : [])
  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = new Headers({ ...always, ...Object.fromEntries(new Headers(init.headers)) })
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(program.origin + path, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    }
  }
  return {
    cookies,
    send,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, file) =>
      send(path, {
        method: 'POST',
        body: file ? multipart(fields, file) : urlencoded(fields),
        headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'ja' },
      }),
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}

function urlencoded(fields: Fields): URLSearchParams {
  return fill(new URLSearchParams(), fields)
}

function multipart(fields: Fields, file: File): FormData {
  const form = fill(new FormData(), fields)
  form.append('image', file)
  return form
}

function fill<Form extends URLSearchParams | FormData>(form: Form, fields: Fields): Form {
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, one)
  return form
}

/** The stamp that a page's form carries. @throws Error when the page has none */
export async function stampOn(visit: Visit, path: string): Promise<string> {
  const { text, status } = await visit.get(path)
  const [, stamp] = /name="_stamp" value="([^"]+)"/.exec(text) ?? []
  if (!stamp) throw new Error(`no form on ${path} (${status})`)
  return stamp
}

/** The words of a page's main part, without markup: short enough for a failed test to show. */
export function wordsOf({ text }: Pick<Answer, 'text'>): string {
  return text
    .slice(text.indexOf('<main'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}
