import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { actions } from '../../src/features/audit/audit.ts'
import { languages, messageFolders } from '../../src/lib/languages.ts'
import { root } from '../../src/lib/root.ts'
import { sources } from './sources.ts'

// How an action is handed over: as a property, or to one of the functions that make an entry.
const handedOver = /\baction: |\baudited\(|\b(?:ownEntry|entry|change)\(/

/** Every action that a source hands to the audit, with where it does. */
function written(): Map<string, string> {
  const found = new Map<string, string>()
  for (const { path, lines } of sources(/^(?:src|demo)\/.*\.tsx?$/)) {
    if (/\.test\.tsx?$/.test(path) || path === 'src/features/audit/audit.ts') continue
    for (const [at, line] of lines.entries())
      if (handedOver.test(line))
        for (const [, action = ''] of line
          .replace(/\bt\('[^']*'/g, '')
          .matchAll(/'([a-z]+\.[a-z]+(?:-[a-z]+)*)'/g))
          found.set(action, `${path}:${at + 1}`)
  }
  return found
}

test('every action that is written to the audit has a sentence and a name in all four languages', () => {
  const all = new Map([...actions.map((action) => [action, 'audit.ts'] as const), ...written()])
  for (const known of ['activities.edited', 'imports.undone', 'accounts.signed-out', 'mail.viewed'])
    assert.ok(written().has(known), `the search does not find ${known}`)
  const missing: string[] = []
  for (const lang of languages) {
    const file = join(root, 'messages', messageFolders[lang], 'audit.json')
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    for (const [action, place] of all) {
      if (!words[action]?.includes('{actor}')) missing.push(`${lang} ${action} (${place})`)
      if (!words[`action.${action}`]) missing.push(`${lang} action.${action} (${place})`)
    }
  }
  assert.deepEqual(missing, [])
})

test('a filter of the log offers every action that is written', () => {
  assert.deepEqual(
    [...written().keys()].filter((action) => !actions.some((known) => known === action)),
    [],
  )
})
