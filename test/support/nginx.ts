import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** An nginx of the test's own, as the operator's guide sets it up before several processes. */
export type Nginx = { origin: string; stop(): Promise<void> }

/**
 * Starts nginx before the programs on these ports. When it is not on the machine it is installed
 * from Debian where the user is root.
 * @throws Error with one line when it cannot be had
 */
export async function startNginx(
  folder: string,
  about: { port: number; programs: number[] },
): Promise<Nginx> {
  const command = findNginx()
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, configuration(folder, about))
  const child = spawn(command, ['-p', folder, '-c', file, '-e', join(folder, 'error.log')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const origin = `http://localhost:${about.port}`
  await answering(child, origin, () => said)
  return {
    origin,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

function findNginx(): string {
  const find = () => spawnSync('sh', ['-c', 'command -v nginx || ls /usr/sbin/nginx'])
  const there = () => String(find().stdout).trim().split('\n')[0] ?? ''
  if (there()) return there()
  if (process.getuid?.() === 0)
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'nginx-light'])
  if (there()) return there()
  throw new Error('This test needs nginx: install Debian’s package nginx-light, or run as root.')
}

/** The same lines as in docs/operate/install.md, without TLS. */
const configuration = (folder: string, about: { port: number; programs: number[] }) => `
daemon off;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  upstream gekkan {
${about.programs.map((port) => `    server 127.0.0.1:${port} max_fails=0;`).join('\n')}
  }
  server {
    listen ${about.port};
    listen [::]:${about.port};
    location / {
      proxy_pass http://gekkan;
      proxy_next_upstream error timeout http_502 http_503 non_idempotent;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $http_x_forwarded_for;
    }
  }
}
`

async function answering(child: ChildProcess, origin: string, said: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${said()}`)
    const there = await fetch(`${origin}/healthz`).catch(() => undefined)
    if (there?.ok) return
    await pause(50)
  }
  throw new Error(`nginx did not answer: ${said()}`)
}
