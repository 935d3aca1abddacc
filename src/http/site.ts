import type { Localized } from '../lib/languages.ts'

/** What the frame of every page says about the edition; filled by a middleware in app.tsx. */
export type Site = {
  /** Name of the campaign and its edition's year. */
  name: Localized
  year: number
  /** Path segment of the edition, e.g. `2020`. */
  slug: string
  editionId: number
  accent: string
  /** First and last day of the month. */
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  organisers: { name: Localized; url?: string | undefined }[]
  contact: { email: string; phone: string }
  demo: boolean
}
