import type { Routes } from '../../http/routes.ts'
export function addBadgeRoutes(_list: Routes): void {}
