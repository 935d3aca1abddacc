import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { root } from '../lib/root.ts'

/**
 * The optional scripts of src/browser/, one module each. The built program ships them as they
 * were stripped of their types; from the sources they are stripped at start.
 */
export function browserScripts(): { name: string; code: string }[] {
  const built = join(root, 'dist/browser')
  const sources = join(root, 'src/browser')
  const fromSources = import.meta.url.endsWith('.ts')
  const folder = fromSources ? sources : built
  return readdirSync(folder)
    .filter((file) => /^[a-z-]+\.(ts|js)$/.test(file))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return {
        name: file.replace(/\.(ts|js)$/, ''),
        code: fromSources ? stripTypeScriptTypes(text) : text,
      }
    })
}

/** One of them by its name. */
export function browserScript(name: string): string {
  const script = browserScripts().find((one) => one.name === name)
  if (!script) throw new Error(`there is no script "${name}"`)
  return script.code
}
