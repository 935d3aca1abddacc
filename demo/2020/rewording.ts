import type { Version } from '../../src/features/activities/version.ts'
import type { InventedRegistration } from './registrations.ts'

/** A registration made into another one. */
export type Tale = (registration: InventedRegistration) => InventedRegistration

/** The newest version of a registration's public text. */
export function newestOf(it: InventedRegistration): Version {
  return (it.versions.at(-1) as { version: Version }).version
}

/** The newest version replaced by one with other words. */
export function reworded(it: InventedRegistration, words: Partial<Version>): InventedRegistration {
  const last = it.versions.at(-1) as InventedRegistration['versions'][number]
  return {
    ...it,
    versions: it.versions.with(-1, { ...last, version: { ...last.version, ...words } }),
  }
}

/** Typed in by an officer from a form that came by fax: no mail address. */
export function onPaper(it: InventedRegistration, name: string): InventedRegistration {
  return {
    ...it,
    source: 'paper',
    contact: { ...it.contact, name, email: '', phone: '03-0000-0042' },
  }
}
