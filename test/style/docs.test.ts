import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { root } from '../../src/lib/root.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('every dependency has its line of reason, and no line is left over', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >
  const named = [...read('docs/DEPENDENCIES.md').matchAll(/^\| `([^`]+)` \| \S/gm)].map(
    (match) => match[1],
  )
  assert.deepEqual(
    named.toSorted(),
    Object.keys({ ...dependencies, ...devDependencies }).toSorted(),
  )
})

test('there are at most 25 direct dependencies at run time', () => {
  const { dependencies } = JSON.parse(read('package.json')) as Record<string, object>
  assert.ok(Object.keys(dependencies ?? {}).length <= 25)
})

test("the operator's guide names every variable that the program reads, and no other", () => {
  const code = [...read('src/config.ts').matchAll(/env\['([A-Z_]+)'\]/g)].map((match) => match[1])
  const guide = [...read('docs/operate/configure.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
    (match) => match[1],
  )
  assert.deepEqual([...new Set(guide)].toSorted(), [...new Set(code)].toSorted())
})

test('every file that the README and the guides point to is there', () => {
  const documents = ['README.md', 'docs/operate/install.md', 'docs/operate/upgrade.md']
  const missing = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\(((?!https?:)[^)#]+)\)/g)]
      .map((match) => join(document, '..', match[1] as string))
      .filter((path) => !existsSync(join(root, path))),
  )
  assert.deepEqual(missing, [])
})

test('the compose file starts what the container file builds, with every needed variable', () => {
  const compose = parse(read('compose.yaml')) as {
    services: { gekkan: { build: { dockerfile: string }; environment: Record<string, string> } }
  }
  const { build, environment } = compose.services.gekkan
  assert.ok(existsSync(join(root, build.dockerfile)))
  for (const needed of ['DATABASE_URL', 'GEKKAN_ORIGIN', 'GEKKAN_MAIL_FROM', 'GEKKAN_SECRET'])
    assert.ok(environment[needed], needed)
  for (const [, source] of read('Containerfile').matchAll(/^COPY ([a-z][\w.-]*) /gm))
    assert.ok(existsSync(join(root, String(source))), String(source))
})
