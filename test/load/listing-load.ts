// Asks a server on 50 connections for pages of the list, none of them twice:
//   node test/load/listing-load.ts ORIGIN listing|home SECONDS PER_SECOND
// PER_SECOND 0 asks as fast as it is answered. Otherwise requests have a time at which they are
// due, and a late start counts as waiting, so that a server that stalls cannot hide it.
import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { quantile } from './report.ts'

const [origin = '', kind = 'listing', seconds = '3', perSecond = '0'] = process.argv.slice(2)
const connections = 50
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const words = ['', '', '', '在宅', 'テレワーク', '会議', '東京', '研修', 'オンライン', '社員']
const run = `${process.pid}${performance.timeOrigin}`.replace(/\D/g, '')
const waits: number[] = []
let asked = 0

/** An unknown parameter is harmless to the list but makes every address a new one. */
function path(n: number): string {
  if (kind === 'home') return '/'
  const word = words[n % words.length] ?? ''
  const page = word ? 1 : (n % 29) + 1
  return `/activities?q=${encodeURIComponent(word)}&page=${page}&n=${run}-${n}`
}

function ask(due: number): Promise<void> {
  return new Promise((resolve, reject) => {
    get(origin + path(asked++), { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode}`))
      response.resume().on('end', () => {
        waits.push(performance.now() - due)
        resolve()
      })
    }).on('error', reject)
  })
}

const began = performance.now()
const ends = began + Number(seconds) * 1000
if (Number(perSecond) > 0) {
  const asking: Promise<void>[] = []
  for (let due = began; due < ends; due += 1000 / Number(perSecond)) {
    const early = due - performance.now()
    if (early > 1) await pause(early)
    asking.push(ask(due))
  }
  await Promise.all(asking)
} else {
  const visitor = async () => {
    while (performance.now() < ends) await ask(performance.now())
  }
  await Promise.all(Array.from({ length: connections }, visitor))
}
agent.destroy()
const result = { requests: waits.length, seconds: (performance.now() - began) / 1000 }
console.log(JSON.stringify({ ...result, p99: quantile(waits, 0.99) }))
