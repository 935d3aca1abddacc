import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '../lib/languages.ts'
import { type Block, type LetterContent, renderLetter } from './letter.tsx'
import { columnsOf, wrapText } from './wrap.ts'

const url = 'https://gekkan.example.jp/activities/mine/abcdefghijklmnopqrstuvwxyz0123456789?x=1&y=2'
const blocks: Block[] = [
  { heading: '登録のご確認' },
  {
    paragraph: '株式会社みなと設計 <b>様</b>\n登録を受け付けました。次のボタンで確認してください。',
  },
  {
    facts: [
      ['受付番号', '2020-000123'],
      ['期限', '2020年11月3日(火・祝) 13:00'],
    ],
  },
  { link: { label: '登録を確認する', url } },
  { code: '482913' },
  { note: 'このメールに心当たりがない場合は、何もする必要はありません。' },
]
const content: LetterContent = {
  lang: 'ja',
  subject: '登録のご確認 & お知らせ',
  siteName: 'テレワーク月間',
  blocks,
  footer: ['テレワーク月間 事務局(架空)', 'お問い合わせ: 03-0000-0000'],
}

/** What a reader sees of the html, without white space. */
function visible(html: string): string {
  return html
    .replace(/^[^]*<body[^>]*>/, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s/g, '')
}

test('the text part says what the html says', () => {
  const { html, text } = renderLetter(content)
  const plain = text
    .replace(/^(■|※) |^-- $/gm, '')
    .replace(/^(受付番号|期限): /gm, '$1')
    .replace(/\s/g, '')
  assert.equal(plain, visible(html))
})

test('what people typed is text in the html, and the page names its language', () => {
  const { html } = renderLetter(content)
  assert.ok(html.includes('&lt;b>様&lt;/b>') || html.includes('&lt;b&gt;様&lt;/b&gt;'))
  assert.match(html, /^<!doctype html>\n<html lang="ja">/)
  assert.ok(!/<(script|img|link)\b/.test(html))
})

test('an address stands alone on its line, whole', () => {
  const { text } = renderLetter(content)
  assert.ok(text.split('\n').includes(url))
})

test('a link that is not http(s) is refused', () => {
  const bad = { ...content, blocks: [{ link: { label: 'x', url: 'javascript:alert(1)' } }] }
  assert.throws(() => renderLetter(bad), RangeError)
})

test('lines of all languages stay within 72 columns and lose nothing', () => {
  const texts = {
    ja: '登録した内容は、事務局が確認したあとに公開されます。(確認には、通常3日ほどかかります。)「公開」されるまで、しばらくお待ちください。'.repeat(
      4,
    ),
    en: 'The secretariat reads what you registered and then publishes it; this takes 3 days. '.repeat(
      4,
    ),
    'zh-Hans': '您登记的内容将在秘书处确认后公开。确认通常需要三天左右，请您稍候。'.repeat(4),
    ko: '등록하신 내용은 사무국이 확인한 뒤에 공개됩니다. 확인에는 보통 3일 정도 걸립니다. '.repeat(
      4,
    ),
  }
  for (const lang of languages) {
    const wrapped = wrapText(texts[lang], lang)
    const lines = wrapped.split('\n')
    assert.ok(lines.length > 3, lang)
    for (const line of lines) assert.ok(columnsOf(line) <= 72, `${lang}: ${line}`)
    assert.equal(wrapped.replace(/\s/g, ''), texts[lang].replace(/\s/g, ''))
  }
})

test('no Japanese line begins with a closing mark or ends with an opening one', () => {
  const text =
    'この行は、「禁則処理」のための(とても長い)文章です。カーテン、ョ、ッなども。'.repeat(12)
  for (let cut = 0; cut < 40; cut += 1)
    for (const line of wrapText(text.slice(cut), 'ja').split('\n').slice(1)) {
      assert.ok(!/^[、。)」ーッョ]/.test(line), line)
      assert.ok(!/[(「]$/.test(line), line)
    }
})
