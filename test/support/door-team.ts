import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Change } from '../../src/features/applications/change.ts'

const processes = 3

/** Changes as a team of processes takes them; the answers come in their order. */
export type Team = { pass(poolId: number, changes: Change[]): Promise<string[]>; end(): void }

/** Several processes; each change goes to the next of them, all at once. */
export async function startTeam(url: string, manner: 'careful' | 'careless'): Promise<Team> {
  const file = new URL('../faults/door-process.ts', import.meta.url).pathname
  const children: ChildProcess[] = Array.from({ length: processes }, () =>
    fork(file, [url, manner], { serialization: 'advanced' }),
  )
  const answers = new Map<number, (answer: string) => void>()
  await Promise.all(children.map((child) => once(child, 'message')))
  for (const child of children)
    child.on('message', ({ id, answer }: { id: number; answer: string }) =>
      answers.get(id)?.(answer),
    )
  let last = 0
  return {
    pass: (poolId, changes) =>
      Promise.all(
        changes.map(
          (change) =>
            new Promise<string>((resolve) => {
              last += 1
              answers.set(last, resolve)
              children[last % processes]?.send({ id: last, poolId, change })
            }),
        ),
      ),
    end: () => children.forEach((child) => child.kill()),
  }
}
