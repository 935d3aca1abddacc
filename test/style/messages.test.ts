import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { messageKeys } from '../../src/i18n/messages.ts'
import { languages, messageFolders } from '../../src/lib/languages.ts'
import { root } from '../../src/lib/root.ts'
import { sources } from './sources.ts'

test('every language has every key of the Japanese catalogue and no other', () => {
  const japanese = messageKeys('ja').toSorted()
  for (const lang of languages) assert.deepEqual(messageKeys(lang).toSorted(), japanese, lang)
})

test('every catalogue is known to the type of keys', () => {
  const [keys] = sources(/^src\/i18n\/keys\.ts$/)
  for (const file of readdirSync(join(root, 'messages', messageFolders.ja)))
    assert.ok(
      keys?.text.includes(`/messages/ja/${file}'`),
      `${file} is not imported in src/i18n/keys.ts`,
    )
})

test('a message takes the same values in every language', async () => {
  const { readFileSync } = await import('node:fs')
  const wrong: string[] = []
  for (const file of readdirSync(join(root, 'messages/ja'))) {
    const read = (folder: string) =>
      JSON.parse(readFileSync(join(root, 'messages', folder, file), 'utf8')) as Record<
        string,
        string
      >
    const japanese = read('ja')
    for (const lang of languages) {
      const theirs = read(messageFolders[lang])
      for (const [key, text] of Object.entries(japanese)) {
        if (valuesOf(text) !== valuesOf(theirs[key] ?? '')) wrong.push(`${lang} ${file} ${key}`)
      }
    }
  }
  assert.deepEqual(wrong, [])
})

function valuesOf(text: string): string {
  return [...new Set([...text.matchAll(/\{\s*([A-Za-z]\w*)\s*[,}]/g)].map((match) => match[1]))]
    .toSorted()
    .join(' ')
}

test('a state has one word on all pages of the staff', async () => {
  const { translator } = await import('../../src/i18n/messages.ts')
  const states = messageKeys('ja').filter((key) => key.startsWith('moderation.state.'))
  assert.ok(states.length >= 8)
  for (const lang of languages)
    for (const key of states) {
      const t = translator(lang) as (key: string) => string
      const state = key.slice('moderation.state.'.length)
      assert.deepEqual(
        [t(`audit.value.state.${state}`), t(`intake.export.state.${state}`)],
        [t(key), t(key)],
        `${lang} ${state}`,
      )
    }
})
