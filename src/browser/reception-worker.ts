// Keeps the reception's page, its list and its files, so that it opens without a network.
// What it keeps is a day old at most: names of people must not lie on a telephone for longer.

type FetchEvent = Event & {
  request: Request
  respondWith(answer: Promise<Response>): void
}
type Worker = {
  addEventListener(kind: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(kind: 'install' | 'activate', listener: (event: WaitEvent) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
type WaitEvent = Event & { waitUntil(until: Promise<unknown>): void }

const worker = globalThis as unknown as Worker
const name = 'gekkan-reception'
const dayMs = 24 * 60 * 60 * 1000
const patienceMs = 4_000

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname } = new URL(request.url)
  if (request.method !== 'GET') return
  const kept = /\/reception(\.json)?$/.test(pathname) || pathname.startsWith('/assets/')
  if (kept) event.respondWith(answer(request))
  // the code on a name label leads to the other reception, which needs the network
  else if (pathname.endsWith('/check-in')) event.respondWith(answerOrLeadHere(request))
})

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(name)
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs) })
    if (response.ok && !response.redirected) {
      const headers = new Headers(response.headers)
      headers.set('x-kept-at', String(Date.now()))
      await cache.put(request.url, new Response(await response.clone().arrayBuffer(), { headers }))
    }
    return response
  } catch (error) {
    const kept = await cache.match(request.url)
    if (kept && Date.now() - Number(kept.headers.get('x-kept-at')) < dayMs) return kept
    await cache.delete(request.url)
    throw error
  }
}

async function answerOrLeadHere(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    const url = new URL(request.url)
    const wanted = url.searchParams.get('q') ?? ''
    const page = url.pathname.replace(/check-in$/, 'reception')
    return Response.redirect(`${url.origin}${page}#${encodeURIComponent(wanted)}`, 302)
  }
}
