import type { Localized } from '../lib/languages.ts'

export type OrganiserRole = 'advocate' | 'organiser' | 'co-organiser' | 'supporter' | 'secretariat'

/** What the frame of every page says about the edition; filled by a middleware in app.tsx. */
export type Site = {
  /** Name of the campaign and its edition's year. */
  name: Localized
  year: number
  /** Path segment of the edition, e.g. `2020`. */
  slug: string
  editionId: number
  accent: 'green' | 'indigo' | 'plum' | 'rust'
  /** First and last day of the month. */
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  organisers: { name: Localized; role: OrganiserRole; url?: string | undefined }[]
  contact: { name: Localized; email: string; phone: string; hours: Localized }
  demo: boolean
}
