import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')

/** The custom properties of the rules whose selector is `selector`, in one theme's text. */
function declarations(text: string, selector: string): [string, string][] {
  const rule = new RegExp(`${selector.replace('.', '\\.')} \\{([^}]*)\\}`).exec(text)?.[1] ?? ''
  return [...rule.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ])
}

function palette(theme: 'light' | 'dark', accent: string): Map<string, string> {
  const layers = [declarations(light, ':root'), declarations(light, accent)]
  if (theme === 'dark') layers.push(declarations(dark, ':root'), declarations(dark, accent))
  return new Map(layers.flat())
}

function rgb(colours: Map<string, string>, name: string): number[] {
  const value = colours.get(name) ?? ''
  const reference = /var\((--[\w-]+)\)/.exec(value)?.[1]
  if (reference) return rgb(colours, reference)
  assert.match(value, /^#[0-9a-f]{6}$/, `${name} is ${value}`)
  return [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16))
}

function mix(over: number[], share: number, under: number[]): number[] {
  return over.map((part, at) => part * share + (under[at] ?? 0) * (1 - share))
}

/** WCAG 2.2 relative luminance and contrast ratio. */
function contrast(one: number[], other: number[]): number {
  const [high = 0, low = 0] = [one, other].map(luminance).toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}
function luminance(colour: number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const textPairs = [
  ...[
    '--ink',
    '--soft',
    '--link',
    '--visited',
    '--action',
    '--success',
    '--error',
    '--warning',
    '--accent',
  ].map((name) => [name, '--ground']),
  ...['--ink', '--soft', '--link', '--error', '--success', '--action'].map((name) => [
    name,
    '--quiet',
  ]),
  ...['--ink', '--soft', '--link', '--success', '--warning', '--accent'].map((name) => [
    name,
    '--accent-tint',
  ]),
  ['--on-action', '--action'],
  ['--on-action', '--action-deep'],
  ['--on-error', '--error'],
  ['--on-error', '--error-deep'],
  ['--on-accent', '--accent'],
  ['--action', '--action-tint'],
  ['--link', '--action-tint'],
  ['--success', '--success-tint'],
  ['--error', '--error-tint'],
  ['--warning', '--warning-tint'],
  ['--link', '--warning-tint'],
] as [string, string][]

for (const theme of ['light', 'dark'] as const) {
  for (const accent of ['.accent-green', '.accent-indigo', '.accent-plum', '.accent-rust']) {
    const colours = palette(theme, accent)
    test(`${theme}, ${accent}: text has at least 4.5:1`, () => {
      for (const [text, ground] of textPairs) {
        const ratio = contrast(rgb(colours, text), rgb(colours, ground))
        assert.ok(ratio >= 4.5, `${text} on ${ground} is ${ratio.toFixed(2)}`)
      }
    })
    test(`${theme}, ${accent}: controls and shapes have at least 3:1`, () => {
      for (const shape of ['--edge', '--accent', '--action', '--error', '--ink']) {
        assert.ok(contrast(rgb(colours, shape), rgb(colours, '--ground')) >= 3, shape)
      }
    })
    test(`${theme}, ${accent}: the names on the tiles of the map can be read on every step`, () => {
      const ground = rgb(colours, '--ground')
      const steps = [0, 0.14, 0.36, 0.7].map((share) =>
        mix(rgb(colours, '--accent-mid'), share, ground),
      )
      for (const step of steps) assert.ok(contrast(rgb(colours, '--ink'), step) >= 4.5)
      const deep = mix(rgb(colours, '--accent'), 0.85, ground)
      assert.ok(contrast(rgb(colours, '--on-accent'), deep) >= 4.5)
    })
  }
}
