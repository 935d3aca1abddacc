import { connect, createServer, type Socket } from 'node:net'

/** A cable to a server that a test can pull out: connections break, new ones are refused. */
export type Relay = { origin: string; cut(): Promise<void>; join(): Promise<void> }

/** Starts a relay to `target`, e.g. `http://localhost:3000`. */
export async function startRelay(target: string): Promise<Relay> {
  const { port, hostname } = new URL(target)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {}).on('close', () => open.delete(socket))
    }
    near.pipe(far).pipe(near)
  })
  const listen = (own: number) =>
    new Promise<void>((resolve) => server.listen(own, 'localhost', resolve))
  await listen(0)
  const own = (server.address() as { port: number }).port
  return {
    origin: `http://localhost:${own}`,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      await closed
    },
    join: () => listen(own),
  }
}
