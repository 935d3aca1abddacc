import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { sql } from 'kysely'
import { pino } from 'pino'
import { languagePrefixes } from './addresses.ts'
import { signInOwner, signInStaff } from '../support/people.ts'
import type { TestProgram } from '../support/program.ts'
import {
  publish,
  registerFully,
  sendDraft,
  startEmptyProgram,
} from '../support/registering-by-http.ts'
import { openVisit, type Visit } from '../support/visit.ts'

// Every string here may be read by the secretariat and by nobody else (R4).
const planted = {
  contactName: '秘密担当者九七',
  contactDepartment: '秘密部署五三',
  contactEmail: 'himitsu-9753@himitsu.example.jp',
  contactPhone: '03-0000-9753',
  place: '秘密場所八六四',
  url: 'https://himitsu-8642.example.jp/page',
  size: '300-',
  imageAlt: '秘密画像説明二四',
}
const secrets = [
  '秘密担当者',
  '秘密部署',
  'himitsu-9753',
  '0000-9753',
  '00009753',
  '秘密場所',
  'himitsu-8642',
  '秘密画像',
]

let program: TestProgram
let visit: Visit
let path: string
let lines = ''
before(async () => {
  const log = pino(
    { level: 'debug' },
    new Writable({
      write(chunk, _encoding, done) {
        lines += String(chunk)
        done()
      },
    }),
  )
  program = await startEmptyProgram(log)
  visit = openVisit(program)
  const { id, number } = await plant()
  const officer = openVisit(program, await signInStaff(program, 'lead'))
  assert.equal((await publish(officer, id)).status, 303)
  path = `/activities/2020-${String(number).padStart(4, '0')}`
})
after(() => program.close())

async function plant() {
  const { default: sharp } = await import('sharp')
  const image = sharp({ create: { width: 90, height: 60, channels: 3, background: '#0a5' } })
  const picture = new File([new Uint8Array(await image.png().toBuffer())], '秘密画像.png')
  const { contactName, contactDepartment, contactEmail, contactPhone, place, url } = planted
  return registerFully(
    program,
    {
      what: { title: '公開される題名', place, url, imageAlt: planted.imageAlt },
      contact: {
        contactName,
        contactDepartment,
        contactEmail,
        contactPhone,
        'q-heard-from': 'association',
      },
      picture,
    },
    // every field whose publication may be chosen is kept private
    { publish: [] },
  )
}

test('the registration is published, and its private side is stored', async () => {
  const { text, status } = await visit.get(path)
  assert.equal(status, 200)
  assert.match(text, /公開される題名/)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from activities join activity_versions v on v.activity_id = activities.id
    where contact_name = ${planted.contactName} and place = ${planted.place} and image_id is not null`.execute(
    program.gekkan.services.db,
  )
  assert.equal(rows[0]?.count, 1)
})

test('nothing of it stands in any page, feed, table, list, map, badge or certificate', async () => {
  const found: string[] = []
  const look = async (address: string) => {
    const response = await fetch(program.origin + address, { redirect: 'manual' })
    const body = Buffer.from(await response.arrayBuffer())
    const text = `${body.toString('utf8')}\n${unpacked(body)}\n${[...response.headers].join('\n')}`
    for (const secret of secrets) if (text.includes(secret)) found.push(`${address}: ${secret}`)
    return text
  }
  const seen = new Set<string>()
  const open = languagePrefixes.flatMap((prefix) =>
    [
      '/',
      '/activities',
      path,
      '/about',
      '/sitemap.xml',
      '/robots.txt',
      '/activities.atom',
      '/activities.csv',
      '/activities.json',
      `${path}/certificate.pdf`,
      `${path}/badge.svg`,
      `${path}/badge.png`,
      `${path}/concern`,
      '/activities/new',
      '/nothing',
      '/healthz',
      '/readyz',
    ].map((own) => (prefix && own === '/' ? prefix : prefix + own)),
  )
  while (open.length > 0 && seen.size < 400) {
    const address = open.pop() as string
    if (seen.has(address)) continue
    seen.add(address)
    const text = await look(address)
    for (const [, href] of text.matchAll(/(?:href|src)="(\/[^"#]*)"/g)) {
      const next = (href as string).replaceAll('&amp;', '&')
      if (!/demo-session|\/demo\/|\/staff/.test(next)) open.push(next)
    }
  }
  assert.ok(seen.size > 40, `${seen.size} addresses looked at`)
  assert.deepEqual(found, [])
})

test('nor can it be found, neither by searching nor by the facets', async () => {
  for (const secret of secrets) {
    for (const list of ['/activities', '/activities.json', '/activities.csv', '/activities.atom']) {
      const { text } = await visit.get(`${list}?q=${encodeURIComponent(secret)}`)
      assert.doesNotMatch(text, /公開される題名/, `${list} ${secret}`)
    }
  }
})

test('a hidden picture is not served under the page’s names', async () => {
  const { text } = await visit.get(path)
  assert.doesNotMatch(text, /\/pictures\//)
  assert.doesNotMatch((await visit.get('/activities.json')).text, /\/pictures\//)
})

test('the log of all this has lines and none of it, no token and no address of a person', async () => {
  const owner = openVisit(program, await signInOwner(program, 1))
  await owner.get('/mine/activity')
  await sendDraft(owner)
  assert.ok(lines.split('\n').length > 50)
  for (const secret of secrets) assert.ok(!lines.includes(secret), secret)
  const { db } = program.gekkan.services
  const mails = await db.selectFrom('mails').select('text').execute()
  const tokens = mails.flatMap(({ text }) => text.match(/[A-Za-z0-9_-]{43}/g) ?? [])
  assert.ok(tokens.length > 0)
  for (const token of tokens) assert.ok(!lines.includes(token), 'a token of a link')
  assert.doesNotMatch(lines, /127\.0\.0\.1|::1/)
})

/** The compressed streams of a PDF or PNG, opened: text may stand in them. */
function unpacked(body: Buffer): string {
  const parts: string[] = []
  for (const match of body.toString('latin1').matchAll(/stream\r?\n/g)) {
    try {
      parts.push(inflateSync(body.subarray(match.index + match[0].length)).toString('utf8'))
    } catch {
      // not every stream is deflated
    }
  }
  return parts.join('\n')
}
