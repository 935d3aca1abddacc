import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import type { Certificate } from './certificate-sheet.ts'
import { certificatePdf } from './pdf-certificate.ts'

const certificate: Certificate = {
  lang: 'ja',
  recipientName: '𠮷野 髙橋﨑',
  recipientReading: 'ヨシノ タカハシザキ',
  number: '2020-0042',
  editionTitle: 'テレワーク月間 2020',
  editionYear: 2020,
  activityTitle: '週3日、自宅で働く',
  kinds: ['実施する', '体験する'],
  issuedOn: '2020年11月4日',
  issuers: ['テレワーク推進フォーラム', '総務省'],
  verifyUrl: 'https://gekkan.example.jp/activities/2020-0042',
  labels: {
    title: '登録証',
    number: '第 2020-0042 号',
    honorific: '様',
    statement: '次の活動を登録されたことを証します。',
    activity: '活動',
    kinds: '活動の種類',
    edition: '月間',
    verify: '登録の確認',
    month: '11月の30日を表す点',
    qr: '登録を確認するページのQRコード',
  },
  accent: '#115a36',
  day: 4,
  createdAt: Temporal.Instant.from('2020-11-04T04:00:00Z'),
}

/** The file with every compressed stream unpacked. */
function opened(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1')
  return file.replace(/stream\n([\s\S]*?)\nendstream/g, (_, body: string) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
    } catch {
      return body
    }
  })
}

test('𠮷 髙 﨑 are embedded with what they mean, so that they can be read out, copied and searched', async () => {
  const file = opened(await certificatePdf(certificate))
  for (const [name, hex] of [
    ['𠮷', 'd842 dfb7'],
    ['髙', '9ad9'],
    ['﨑', 'fa11'],
  ] as const)
    assert.ok(file.includes(`<${hex}>`), name)
  assert.match(file, /\/BaseFont \/[A-Z]{6}\+NotoSansJP-Medium/)
  assert.match(file, /\/FontFile2 \d/)
  assert.doesNotMatch(file, /\/Type1\b|Helvetica/)
})

test('the certificate is one tagged page with title, language and texts for its pictures', async () => {
  const file = opened(await certificatePdf(certificate))
  assert.equal(file.match(/\/Type \/Page\b/g)?.length, 1)
  assert.match(file, /\/Lang \(ja\)/)
  assert.match(file, /\/Marked true/)
  assert.match(file, /\/DisplayDocTitle true/)
  assert.match(file, /pdfuaid:part>1</)
  for (const type of ['Document', 'H1', 'P', 'Figure', 'Link'])
    assert.ok(file.includes(`/S /${type}\n`), type)
  assert.equal(file.match(/\/Alt \(/g)?.length, 3)
  assert.match(file, /\/URI \(https:\/\/gekkan\.example\.jp\/activities\/2020-0042\)/)
})

test('the same certificate has the same bytes, whatever was printed in between', async () => {
  const first = await certificatePdf(certificate)
  await certificatePdf({ ...certificate, recipientName: '邉󠄁見 辻󠄀 葛󠄀城' })
  assert.deepEqual(await certificatePdf(certificate), first)
  const other = await certificatePdf({ ...certificate, recipientName: '吉野 高橋崎' })
  assert.notDeepEqual(other, first)
})

test('a Korean and a Chinese name bring the fonts that have them', async () => {
  const korean = opened(await certificatePdf({ ...certificate, recipientName: '주식회사 한빛' }))
  assert.match(korean, /\+NotoSansKR-Medium/)
  const chinese = opened(await certificatePdf({ ...certificate, recipientName: '张伟远程办公' }))
  assert.match(chinese, /\+NotoSansSC-Medium/)
})

test('Japanese on an English certificate is marked as Japanese', async () => {
  const file = opened(await certificatePdf({ ...certificate, lang: 'en' }))
  assert.match(file, /\/Lang \(en\)/)
  assert.match(file, /\/Lang \(ja\)/)
})

test('names of every length, emoji, control characters and Arabic give a page', async () => {
  for (const recipientName of [
    '',
    '永'.repeat(400),
    'a\u0000b\u202Ec',
    '👩‍💻😀',
    'شركة',
    'W'.repeat(90),
  ]) {
    const file = opened(await certificatePdf({ ...certificate, recipientName }))
    assert.equal(file.match(/\/Type \/Page\b/g)?.length, 1, recipientName)
  }
})

test('an accent that is not a colour is refused', async () => {
  await assert.rejects(certificatePdf({ ...certificate, accent: 'red;' }), RangeError)
})
