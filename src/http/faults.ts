/** Statuses with a page of their own under `site.error.<status>`. */
export type FaultStatus = 400 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503 | 507

/**
 * A request that ends with an error page. Thrown anywhere below a handler; `values` fill the
 * page's message. Anything else that is thrown becomes a 500 with an incident number.
 */
export class Fault extends Error {
  readonly status: FaultStatus
  readonly values: Record<string, string | number>
  constructor(status: FaultStatus, values: Record<string, string | number> = {}) {
    super(`HTTP ${status}`)
    this.status = status
    this.values = values
  }
}

/** 404 for what is missing and for what belongs to somebody else, alike (R2). */
export function notFound(): never {
  throw new Fault(404)
}

/** The thing itself, or 404 when there is none. */
export function orNotFound<Thing>(thing: Thing | undefined | null): Thing {
  if (thing === undefined || thing === null) return notFound()
  return thing
}

/** A positive whole number from a path, or 404. */
export function idFrom(text: string | undefined): number {
  const id = Number(text)
  if (!text || !/^[1-9][0-9]{0,14}$/.test(text) || !Number.isSafeInteger(id)) return notFound()
  return id
}
