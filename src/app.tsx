import { Hono } from 'hono'
import type { Env, Services } from './http/context.ts'
import { failurePage, missingPage } from './http/error-page.tsx'
import { withSecurityHeaders } from './http/headers.ts'
import { introduce, pathOf } from './http/introduce.ts'
import type { Metrics } from './http/metrics.ts'
import { mount } from './http/mount.ts'
import type { Route } from './http/routes.ts'
import { sameSiteOnly } from './http/same-site.ts'
import { assetRoutes } from './http/asset-routes.ts'
import { currentEdition, siteOf } from './features/editions/current.ts'
import { features } from './features.ts'

export type App = { hono: Hono<Env>; routes: Route[] }

/** The whole application: middleware in order, then the features of features.ts. */
export function createApp(services: Services, metrics: Metrics): App {
  const { config } = services
  const hono = new Hono<Env>({ getPath: pathOf })
  hono.use(introduce(services, metrics))
  hono.use(withSecurityHeaders(config.secure))
  hono.use(sameSiteOnly(config.origin))
  hono.use(async (c, next) => {
    c.set('site', siteOf(await currentEdition(services.db), config.demo))
    await next()
  })
  hono.onError(failurePage)
  hono.notFound(missingPage)
  const routes = mount(hono, [assetRoutes(), ...features(config)])
  return { hono, routes }
}
