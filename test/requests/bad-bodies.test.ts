import assert from 'node:assert/strict'
import { createConnection } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { htmlFaults } from '../support/page-checks.ts'
import type { TestProgram } from '../support/program.ts'
import { answerSteps, startEmptyProgram, what, who } from '../support/registering-by-http.ts'
import { type Answer, openVisit, type Visit, wordsOf } from '../support/visit.ts'

let program: TestProgram
let visit: Visit
before(async () => {
  program = await startEmptyProgram()
})
after(() => program.close())
let minute = 0
beforeEach(async () => {
  // a window of its own of the limits per network
  minute += 10
  const at = Temporal.Instant.from('2020-11-10T01:00:00Z').add({ minutes: minute })
  program.clock.set(at.toString())
  visit = openVisit(program)
  await answerSteps(visit)
})

const alone = { body: '31 MB でも消えない文章です。', imageAlt: '会議室の写真' }
const withFile = (bytes: Uint8Array, name: string, fields = {}) =>
  visit.post(
    '/activities/new/what',
    { ...what, ...alone, ...fields },
    new File([new Uint8Array(bytes)], name),
  )

async function refused(answer: Answer, words: RegExp): Promise<void> {
  assert.equal(answer.status, 422)
  assert.match(wordsOf(answer), words)
  assert.match(wordsOf(answer), /31 MB でも消えない文章です。/)
  assert.deepEqual(await htmlFaults(answer.text), [])
  const { pictures } = await program.gekkan.services.db
    .selectFrom('images')
    .select((select) => select.fn.countAll<number>().as('pictures'))
    .executeTakeFirstOrThrow()
  assert.equal(Number(pictures), 0)
}

test('a picture of 31 MB is refused at its field, and what was typed is kept', async () => {
  await refused(
    await withFile(new Uint8Array(31_000_000).fill(7), 'large.jpg'),
    /画像が大きすぎます/,
  )
})

test('an SVG with a script is not taken', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  await refused(await withFile(Buffer.from(svg), 'drawing.png'), /SVGの画像は使えません/)
})

test('a picture of 30,000 × 30,000 pixels is refused by its header', async () => {
  await refused(await withFile(bomb(30_000), 'bomb.png'), /画像の縦横が大きすぎます/)
})

test('text, an empty file and a cut picture are not pictures', async () => {
  const png = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#0a5' } })
    .png()
    .toBuffer()
  for (const bytes of [Buffer.from('GIF89a nothing'), png.subarray(0, 60), Buffer.from('text')])
    await refused(await withFile(bytes, 'x.png'), /画像として読めません|この種類の画像は使えません/)
})

test('a picture without a description asks for one', async () => {
  const png = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#0a5' } })
    .png()
    .toBuffer()
  const answer = await withFile(png, 'x.png', { imageAlt: '' })
  assert.equal(answer.status, 422)
  assert.match(wordsOf(answer), /写真や図の説明を入力してください/)
})

test('a request of 70 MB is answered 413 with the limit', async () => {
  const answer = await rawPost('/activities/new/what', 70_000_000)
  assert.match(answer, /^HTTP\/1\.1 413 /)
  assert.match(answer, /60MB/)
})

test('a body without a length is counted while it comes, and cut at the limit', async () => {
  const answer = await rawPost('/activities/new/check', 5_000_000, { chunked: true })
  assert.match(answer, /^HTTP\/1\.1 413 /)
})

test('what is no form is answered 415, JSON included', async () => {
  for (const type of ['application/json', 'text/plain', 'multipart/mixed; boundary=x', '']) {
    const { status } = await visit.send('/activities/new/what', {
      method: 'POST',
      body: Buffer.from('{"title":"x"}'),
      headers: { 'content-type': type },
    })
    assert.equal(status, 415, type)
  }
})

const broken: [string, string, string][] = [
  ['without a boundary', 'multipart/form-data', 'title=x'],
  [
    'that never ends',
    'multipart/form-data; boundary=b',
    '--b\r\ncontent-disposition: form-data; name="title"\r\n\r\nx',
  ],
  ['of another boundary', 'multipart/form-data; boundary=b', '--c\r\n\r\nx\r\n--c--\r\n'],
  ['with a part cut in its header', 'multipart/form-data; boundary=b', '--b\r\ncontent-dispo'],
]
for (const [how, type, body] of broken) {
  test(`a multipart body ${how} is answered 400 at once`, async () => {
    const { status } = await visit.send('/activities/new/what', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
      signal: AbortSignal.timeout(5_000),
    })
    assert.equal(status, 400)
  })
}

test('a form with thousands of fields is answered 400', async () => {
  const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, 'x']))
  assert.equal((await visit.post('/activities/new/who', fields)).status, 400)
})

test('a polyglot PNG is drawn anew: nothing but pixels reaches the reader', async () => {
  const png = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#0a5' } })
    .png()
    .toBuffer()
  const polyglot = Buffer.concat([png, Buffer.from('<script>planted()</script>PK\u0003\u0004')])
  const answer = await withFile(polyglot, '../../etc/passwd\u0000.php')
  assert.equal(answer.location, '/activities/new/contact')
  const shown = await visit.get('/activities/new/what')
  const [, src] = /<img src="(\/pictures\/[^"]+)"/.exec(shown.text) ?? []
  const picture = await fetch(program.origin + src)
  assert.match(String(picture.headers.get('content-type')), /^image\/webp$/)
  assert.match(String(picture.headers.get('content-security-policy')), /sandbox/)
  assert.doesNotMatch(Buffer.from(await picture.arrayBuffer()).toString('latin1'), /planted\(\)/)
})

test('the program is as well as before', async () => {
  assert.equal((await visit.get('/readyz')).status, 200)
  assert.equal((await visit.post('/activities/new/who', { ...who })).status, 303)
})

/** Sends that many bytes by hand and reads what comes back, as a browser on a slow line would. */
function rawPost(path: string, size: number, about: { chunked?: boolean } = {}): Promise<string> {
  const { hostname, port } = new URL(program.origin)
  const cookie = [...visit.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const length = about.chunked ? 'transfer-encoding: chunked' : `content-length: ${size}`
  const type = 'content-type: application/x-www-form-urlencoded'
  const head = ['POST', path, 'HTTP/1.1'].join(' ')
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port) })
    let answer = ''
    socket.setTimeout(20_000, () => reject(new Error('no answer for 20 s')))
    socket.on('data', (chunk) => {
      answer += String(chunk)
      if (/<\/html>|\r\n0\r\n/.test(answer)) socket.destroy()
    })
    socket.on('close', () => resolve(answer))
    // what is written after the answer may be cut off
    socket.on('error', () => {})
    const lines = [head, `host: localhost:${port}`, `cookie: ${cookie}`, type, length, '', '']
    socket.write(lines.join('\r\n'))
    const piece = Buffer.from('a'.repeat(100_000))
    for (let sent = 0; sent < size && !socket.destroyed; sent += piece.length)
      socket.write(
        about.chunked
          ? Buffer.concat([Buffer.from('186a0\r\n'), piece, Buffer.from('\r\n')])
          : piece,
      )
    if (about.chunked) socket.write('0\r\n\r\n')
  })
}

/** A PNG of one colour whose header says `side` × `side`; a few hundred kilobytes of zeros. */
function bomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * 2000))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, part('IHDR', header), part('IDAT', rows), part('IEND')])
}

function part(name: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
