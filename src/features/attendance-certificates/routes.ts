import { type Routes, routes } from '../../http/routes.ts'
import { addOwnRoutes } from './own-routes.tsx'
import { addVerificationRoutes } from './verification-routes.tsx'

/** Certificates of attendance: taken by the personal link, checked by anybody who holds one. */
export function attendanceCertificateRoutes(): Routes {
  const list = routes()
  addOwnRoutes(list)
  addVerificationRoutes(list)
  return list
}
