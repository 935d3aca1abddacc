/**
 * Lets all who ask the same source for the same thing while it is being fetched share one fetch.
 * Nothing is kept afterwards: who asks when it is there fetches anew.
 */
export function sharingFetches<Value>(): (
  source: object,
  key: string,
  fetch: () => Promise<Value>,
) => Promise<Value> {
  const bySource = new WeakMap<object, Map<string, Promise<Value>>>()
  return (source, key, fetch) => {
    const inFlight = bySource.get(source) ?? new Map<string, Promise<Value>>()
    bySource.set(source, inFlight)
    const known = inFlight.get(key)
    if (known) return known
    const fetching = fetch().finally(() => inFlight.delete(key))
    inFlight.set(key, fetching)
    return fetching
  }
}
