import { type Routes, routes } from '../../http/routes.ts'
import { addEditRoutes } from './edit-routes.tsx'
import { addLifeRoutes } from './life-routes.tsx'
import { addListRoutes } from './list-routes.tsx'
import { addMaterialRoutes } from './material-routes.tsx'
import { addMessageRoutes } from './message-routes.tsx'
import { addOneRoutes } from './one-routes.tsx'
import { addOrganiserRoutes } from './organiser-routes.tsx'
import { addPlacesRoutes } from './places-routes.tsx'
import { addProgrammeRoutes } from './programme-routes.tsx'
import { addPublishRoutes } from './publish-routes.tsx'
import { addQuestionRoutes } from './question-routes.ts'

/** Events as the secretariat makes, changes and runs them. */
export function eventDeskRoutes(): Routes {
  const list = routes()
  addListRoutes(list)
  addOneRoutes(list)
  addEditRoutes(list)
  addPlacesRoutes(list)
  addProgrammeRoutes(list)
  addMaterialRoutes(list)
  addOrganiserRoutes(list)
  addQuestionRoutes(list)
  addPublishRoutes(list)
  addLifeRoutes(list)
  addMessageRoutes(list)
  return list
}
