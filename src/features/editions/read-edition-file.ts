import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { parseDocument } from 'yaml'
import { type Definition, definition as schema } from './definition.ts'

/**
 * Reads an edition from its file (YAML 1.2) and checks it.
 * @throws Error that lists every fault with the path of its value, such as
 * `events.0.date: Invalid date`; `plain` tells the command line to print the message alone
 */
export function readEditionFile(path: string): Definition {
  return parseEdition(readFileSync(path, 'utf8'), path)
}

/** The same from a text; `name` is what the message calls it. */
export function parseEdition(text: string, name: string): Definition {
  const document = parseDocument(text)
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ message }) => message.split('\n')[0] ?? message)
    throw faulty(name, faults)
  }
  const result = v.safeParse(schema, document.toJS())
  if (!result.success) throw faulty(name, result.issues.flatMap(describe))
  const unknown = unknownCodes(result.output)
  if (unknown.length > 0) throw faulty(name, unknown)
  return result.output
}

/** A union tells only that no member fits; its own issues say why. */
function describe(issue: v.BaseIssue<unknown>): string[] {
  const path = v.getDotPath(issue)
  const inner = issue.type === 'union' ? (issue.issues ?? []) : []
  if (inner.length === 0) return [`${path ?? '(the whole file)'}: ${issue.message}`]
  return inner.flatMap((one) => describe(one).map((text) => `${path}.${text}`))
}

/** Codes are the edition's own names of things: each is defined once, and only defined ones are used. */
function unknownCodes(edition: Definition): string[] {
  const bodies = new Set(edition.bodies.map(({ code }) => code))
  const used = edition.events.flatMap((event) =>
    event.bodies
      .filter((code) => !bodies.has(code))
      .map((code) => `events: "${event.code}" names the body "${code}", which is not in bodies`),
  )
  const lists = [
    'bodies',
    'kinds',
    'industries',
    'sizes',
    'reasons',
    'checklist',
    'events',
    'toolkit',
  ] as const
  const twice = lists.flatMap((list) => {
    const codes = edition[list].map(({ code }) => code)
    return codes
      .filter((code, at) => codes.indexOf(code) !== at)
      .map((code) => `${list}: the code "${code}" is there twice`)
  })
  return [...used, ...twice]
}

function faulty(name: string, faults: string[]): Error {
  const message = `${name} has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`
  return Object.assign(new Error(message), { plain: true, faults })
}
