/** Lets `most` tasks run at once and `waiting` wait; further ones are refused with `undefined`. */
export function turnstile(most: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async function enter<T>(task: () => Promise<T>): Promise<T | undefined> {
    if (running >= most) {
      if (queue.length >= waiting) return undefined
      await new Promise<void>((go) => queue.push(go))
    } else running++
    try {
      return await task()
    } finally {
      // the place is handed on, so that nobody slips in between
      const next = queue.shift()
      if (next) next()
      else running--
    }
  }
}
