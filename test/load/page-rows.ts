import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { flood, leafThrough, type Rate } from './load.ts'
import { freePort, has, serve, serveGekkan, type Served } from './machine.ts'
import { against, type Line, median } from './report.ts'

const rounds = 3

type Contender = { name: string; ask: () => Promise<Rate> }

/** Lets the contenders take turns; one round before the counting ones warms them up. */
async function takeTurns(contenders: Contender[]): Promise<Record<string, Rate>> {
  const rates = new Map<string, Rate[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++)
    for (const { name, ask } of contenders) {
      const rate = await ask()
      if (round > 0) rates.get(name)?.push(rate)
    }
  return Object.fromEntries(
    [...rates].map(([name, all]) => [
      name,
      {
        perSecond: median(all.map((rate) => rate.perSecond)),
        perCpuSecond: median(all.map((rate) => rate.perCpuSecond)),
        p99: median(all.map((rate) => rate.p99)),
      },
    ]),
  )
}

/** Two lines: requests per second of processor carry the goal, those of the clock are for the eye. */
function compare(name: string, own: Rate, other: Rate, goal: number): Line[] {
  const byCpu: Line = {
    name,
    value: own.perCpuSecond,
    unit: 'requests per CPU second',
    yardstick: other.perCpuSecond,
    ratio: own.perCpuSecond / other.perCpuSecond,
  }
  return [
    against(byCpu, '≥', goal),
    {
      name: `${name}, by the clock`,
      value: own.perSecond,
      unit: 'requests/s',
      yardstick: other.perSecond,
      ratio: own.perSecond / other.perSecond,
    },
  ]
}

/** The home page from the page cache beside node:http and nginx sending the same bytes; and 304. */
export async function cachedRows(folder: string): Promise<Line[]> {
  const own = await serveGekkan(join(folder, 'data'))
  const first = await fetch(own.origin, { headers: { 'accept-encoding': 'identity' } })
  const etag = first.headers.get('etag') ?? ''
  const site = join(folder, 'site')
  mkdirSync(site, { recursive: true })
  writeFileSync(join(site, 'index.html'), Buffer.from(await first.arrayBuffer()))
  const port = await freePort()
  const memory = await serve(
    [process.execPath, 'test/load/memory-server.ts', String(port), join(site, 'index.html')],
    { port },
  )
  const nginx = has('nginx') ? await serveNginx(folder, site) : undefined
  const seconds = 2
  try {
    const rates = await takeTurns([
      { name: 'own', ask: () => flood(own, { path: '/', seconds }) },
      { name: 'memory', ask: () => flood(memory, { path: '/', seconds }) },
      {
        name: 'same',
        ask: () => flood(own, { path: '/', seconds, headers: { 'if-none-match': etag } }),
      },
      ...(nginx ? [{ name: 'nginx', ask: () => flood(nginx, { path: '/', seconds }) }] : []),
    ])
    const lines = compare(
      'home page, kept, beside node:http',
      rates['own']!,
      rates['memory']!,
      0.75,
    )
    if (rates['nginx'])
      lines.push(...compare('home page, kept, beside nginx', rates['own']!, rates['nginx'], 0.5))
    return [
      ...lines,
      ...compare('304, beside node:http sending the page', rates['same']!, rates['memory']!, 1),
    ]
  } finally {
    await Promise.all([own, memory, nginx].map((server) => server?.stop()))
  }
}

async function serveNginx(folder: string, site: string): Promise<Served> {
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    file,
    `${user} daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 512; }
http {
  ${paths.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=10; types { text/html html; } charset utf-8;
  server { listen 127.0.0.1:${port}; root ${site}; }
}
`,
  )
  return serve(['nginx', '-c', file], { port })
}

/** A page of the list that nobody has asked for yet, beside React rendering the same page. */
export async function listingRows(folder: string): Promise<Line[]> {
  const own = await serveGekkan(join(folder, 'data'))
  const files: string[] = []
  for (let page = 1; page <= 25; page++) {
    const response = await fetch(`${own.origin}/activities?page=${page}`)
    files.push(join(folder, `list-${page}.html`))
    writeFileSync(files.at(-1)!, await response.text())
  }
  const port = await freePort()
  const react = await serve(
    [process.execPath, 'test/load/react-listing.mjs', String(port), ...files],
    { port, env: { NODE_ENV: 'production' } },
  )
  const seconds = 4
  try {
    const rates = await takeTurns([
      { name: 'own', ask: () => leafThrough(own, { kind: 'listing', seconds }) },
      { name: 'react', ask: () => leafThrough(react, { kind: 'home', seconds }) },
    ])
    const perSecond = Math.round(rates['own']!.perSecond / 2)
    const calm: number[] = []
    for (let round = 0; round < rounds; round++)
      calm.push((await leafThrough(own, { kind: 'listing', seconds, perSecond })).p99)
    return [
      ...compare('list, not kept, beside React', rates['own']!, rates['react']!, 6),
      against(
        { name: `list, p99 at half its rate (${perSecond}/s)`, value: median(calm), unit: 'ms' },
        '≤',
        25,
        ' ms',
      ),
    ]
  } finally {
    await Promise.all([own.stop(), react.stop()])
  }
}

/** What a reader loads for a page: HTML and the style sheet, gzip; scripts are never needed. */
export async function weightRows(folder: string): Promise<Line[]> {
  const own = await serveGekkan(join(folder, 'data'))
  try {
    const list = await readText(`${own.origin}/activities`)
    const one = /href="(\/activities\/[0-9a-z-]+-[0-9]+)"/.exec(list)?.[1] ?? ''
    const pages = { home: '/', list: '/activities', activity: one }
    const lines: Line[] = []
    for (const [name, path] of Object.entries(pages)) {
      const html = await readText(own.origin + path)
      const sheet = /rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? ''
      const css = await readText(own.origin + sheet)
      const [page, style] = [html, css].map((text) => gzipSync(text).length / 1000) as [
        number,
        number,
      ]
      const whole = { name: `${name}: HTML ${page.toFixed(1)} + CSS ${style.toFixed(1)}` }
      lines.push(against({ ...whole, value: page + style, unit: 'kB gzip' }, '≤', 30, ' kB'))
      const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src)
      const optional = await Promise.all(scripts.map((src) => readText(own.origin + src)))
      const bytes = optional.reduce((sum, code) => sum + gzipSync(code).length, 0)
      lines.push(
        against(
          { name: `${name}: optional script`, value: bytes / 1000, unit: 'kB' },
          '≤',
          10,
          ' kB',
        ),
      )
    }
    return lines
  } finally {
    await own.stop()
  }
}

async function readText(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.text()
}

/** Builds what the rows start: the bundle of this moment's sources. */
export function buildProgram(cwd: string): void {
  const { status } = spawnSync(process.execPath, ['build.ts'], { cwd, stdio: 'inherit' })
  if (status !== 0) throw new Error('the build failed')
  readFileSync(join(cwd, 'dist/main.js'))
}
