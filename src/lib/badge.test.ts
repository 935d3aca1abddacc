import assert from 'node:assert/strict'
import { test } from 'node:test'
import { badgeSvg, embedSnippet, type Badge } from './badge.ts'

const badge: Badge = {
  label: 'テレワーク月間 参加団体',
  name: '𠮷野髙橋﨑株式会社',
  year: 2020,
  number: '2020-0042',
  accent: '#115a36',
  verifyUrl: 'https://gekkan.example.jp/activities/2020-0042?a=1&b=2',
  theme: 'light',
  day: 4,
}

const hostile = `"><script>alert(1)</script><x onload='a()' y="&amp;]]>`

test('the badge says who takes part in what, to eyes and to ears', () => {
  const svg = badgeSvg(badge)
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  assert.match(
    svg,
    /role="img" aria-label="テレワーク月間 参加団体 2020 𠮷野髙橋﨑株式会社 2020-0042"/,
  )
  for (const words of [badge.label, badge.name, '2020', badge.number])
    assert.ok(svg.includes(`>${words}</text>`), words)
})

test('a month of thirty dots has exactly one lit, whatever the day says', () => {
  for (const day of [1, 30, 31, 0, -5, 4.7]) {
    const svg = badgeSvg({ ...badge, day })
    assert.equal(svg.match(/<circle /g)?.length, 30, String(day))
    assert.equal(svg.match(/r="4\.4" fill="#115a36"/g)?.length, 1, String(day))
  }
})

test('no text can leave its place', () => {
  const svg = badgeSvg({ ...badge, label: hostile, name: hostile, number: hostile })
  assert.doesNotMatch(svg, /<script|<x |onload='/)
  // only our own elements, in pairs
  const opened = [...svg.matchAll(/<([a-z]+)(?:\s[^>]*[^/])?>/g)].map((match) => match[1] ?? '')
  const closed = [...svg.matchAll(/<\/([a-z]+)>/g)].map((match) => match[1] ?? '')
  assert.deepEqual(opened.toSorted(), closed.toSorted())
  assert.deepEqual([...new Set(opened)].toSorted(), ['a', 'g', 'svg', 'text', 'title'])
})

test('nothing is fetched, run or styled inside the picture', () => {
  const svg = badgeSvg(badge).replace('http://www.w3.org/2000/svg', '')
  assert.doesNotMatch(svg, /<(?:style|image|use|script|foreignObject)|style=|url\(|xlink|@import/)
  assert.equal(svg.match(/https?:/g)?.length, 1)
})

test('an address that is not http(s) and an accent that is no colour are refused', () => {
  for (const verifyUrl of ['javascript:alert(1)', 'data:text/html,x', '//example.jp', '', 'x y'])
    assert.throws(() => badgeSvg({ ...badge, verifyUrl }), RangeError, verifyUrl)
  for (const accent of ['red', '#115a3', '#115a36"/>', 'url(#a)'])
    assert.throws(() => badgeSvg({ ...badge, accent }), RangeError, accent)
  assert.throws(() =>
    embedSnippet({ verifyUrl: badge.verifyUrl, imageUrl: 'javascript:1', alt: '' }),
  )
})

test('a long legal name takes up to three lines and no form is broken', () => {
  const lines = (name: string) =>
    [...badgeSvg({ ...badge, name }).matchAll(/font-weight="700">([^<]*)</g)]
      .map((match) => match[1] ?? '')
      .slice(0, -1)
  assert.equal(lines('森').length, 1)
  const long =
    '地域情報通信技術活用促進及び遠隔勤務環境整備並びに人材交流支援推進特定非営利活動法人東日本統括事務局連絡協議会'
  assert.equal(lines(long).join(''), long)
  assert.ok(lines(long).length <= 3)
  assert.ok(lines(long).some((line) => line.includes('特定非営利活動法人')))
})

test('the words can be read on both grounds', () => {
  for (const theme of ['light', 'dark'] as const) {
    const svg = badgeSvg({ ...badge, theme })
    const ground = /<rect [^>]*fill="(#\w{6})"/.exec(svg)?.[1] ?? ''
    for (const [, fill = ''] of svg.matchAll(/<text [^>]*fill="(#\w{6})"/g))
      assert.ok(contrast(fill, ground) >= 4.5, `${theme} ${fill}`)
  }
})

test('the snippet is one link around one picture, with everything escaped', () => {
  assert.equal(
    embedSnippet({
      verifyUrl: badge.verifyUrl,
      imageUrl: 'https://gekkan.example.jp/badges/2020-0042.svg',
      alt: '"みなと" & <港>',
    }),
    '<a href="https://gekkan.example.jp/activities/2020-0042?a=1&amp;b=2"><img src="https://gekkan.example.jp/badges/2020-0042.svg" alt="&quot;みなと&quot; &amp; &lt;港&gt;" width="360" height="112" loading="lazy"></a>',
  )
})

/** WCAG 2.2 contrast ratio of two colours #rrggbb. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [high = 0, low = 0] = [light(one), light(other)].toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}
