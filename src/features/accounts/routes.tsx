import type { Config } from '../../config.ts'
import { type Routes, routes } from '../../http/routes.ts'
import { addAccountRoutes } from './account-routes.tsx'
import { addConfirmRoutes } from './confirm-routes.tsx'
import { addEnrolRoutes } from './enrol-routes.tsx'
import { addFactorRoutes } from './factor-routes.tsx'
import { addPasskeyRoutes } from './passkey-routes.tsx'
import { addPeopleRoutes } from './people-routes.tsx'
import { addPersonRoutes } from './person-routes.tsx'
import { addSignInRoutes } from './sign-in-routes.tsx'
import { addViewAsRoutes } from './view-as-routes.tsx'

/** Staff accounts: in and out, enrolment, the own account, everybody's, the movable clock. */
export function accountRoutes(config: Config): Routes {
  const list = routes()
  addSignInRoutes(list, config)
  addEnrolRoutes(list)
  addAccountRoutes(list)
  addConfirmRoutes(list)
  addFactorRoutes(list)
  addPasskeyRoutes(list)
  addViewAsRoutes(list)
  addPeopleRoutes(list)
  addPersonRoutes(list)
  return list
}
