import type { Hono } from 'hono'
import type { Env } from './context.ts'
import { Fault } from './faults.ts'
import { guarded } from './guard.ts'
import type { Route, Routes } from './routes.ts'

/**
 * Puts all features' routes into the application, each behind its guard; a path that exists for
 * another method answers 405. Two routes with one method and path are a mistake of ours.
 */
export function mount(app: Hono<Env>, features: Routes[]): Route[] {
  const all = features.flatMap(({ list }) => list)
  const seen = new Set<string>()
  for (const route of all) {
    const name = `${route.method} ${route.path}`
    if (seen.has(name)) throw new Error(`${name} is declared twice`)
    seen.add(name)
    app.on(route.method, route.path, guarded(route))
  }
  for (const path of new Set(all.map((route) => route.path))) {
    const methods = all.filter((route) => route.path === path).map((route) => route.method)
    const allow = ['GET', 'POST'].filter((method) => methods.includes(method as Route['method']))
    app.all(path, () => {
      throw new Fault(405, { allow: allow.join(', ').replace('GET', 'GET, HEAD') })
    })
  }
  return all
}
