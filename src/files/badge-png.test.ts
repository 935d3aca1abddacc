import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import type { Badge } from '../lib/badge.ts'
import { badgePng } from './badge-png.ts'

const badge: Badge = {
  label: 'テレワーク月間 参加団体',
  name: '𠮷野髙橋﨑株式会社',
  year: 2020,
  number: '2020-0042',
  accent: '#115a36',
  verifyUrl: 'https://gekkan.example.jp/activities/2020-0042',
  theme: 'light',
  day: 4,
}

test('the badge is a PNG of the size asked for', async () => {
  for (const scale of [1, 2, 3]) {
    const { format, width, height } = await sharp(await badgePng(badge, 'ja', scale)).metadata()
    assert.deepEqual([format, width, height], ['png', 360 * scale, 112 * scale])
  }
})

/** The words' part of the picture, below the label and above the number, as grey pixels. */
async function nameOf(name: string): Promise<Buffer> {
  return sharp(await badgePng({ ...badge, name }))
    .extract({ left: 208, top: 80, width: 480, height: 80 })
    .grayscale()
    .raw()
    .toBuffer()
}

test('names that differ in one variant character are different pictures, as nothing else is', async () => {
  const drawn = await nameOf('𠮷野髙橋﨑')
  assert.ok(drawn.some((grey) => grey < 60))
  assert.deepEqual(await nameOf('𠮷野髙橋﨑'), drawn)
  for (const other of ['吉野髙橋﨑', '𠮷野高橋﨑', '𠮷野髙橋崎'])
    assert.notDeepEqual(await nameOf(other), drawn, other)
})

test('Korean and Chinese names are drawn, not shown as 〓', async () => {
  const geta = await nameOf('〓〓〓')
  for (const name of ['한빛원', '张伟远']) assert.notDeepEqual(await nameOf(name), geta, name)
  assert.deepEqual(await nameOf('ครับ'), await nameOf('〓〓〓'))
})

test('markup in a name is drawn as letters', async () => {
  const bytes = await badgePng({ ...badge, name: '</path><image href="file:///etc/passwd"/>&' })
  assert.equal((await sharp(bytes).metadata()).width, 720)
})
