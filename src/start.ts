import type { Config } from './config.ts'
import { type Gekkan, openGekkan } from './gekkan.ts'
import { firstAdministratorLink } from './features/accounts/first-administrator.ts'
import { openGate } from './gate.ts'
import { listen } from './http/server.ts'

/** Starts the program, prints where it is, and closes with grace on SIGTERM or SIGINT. */
export async function start(config: Config): Promise<void> {
  const gekkan = await openGekkan(config)
  const gate = openGate(gekkan)
  const listening = await listen(config, gate.early, gate.fetch)
  await greet(gekkan, listening.port)
  const stop = async (signal: string) => {
    gekkan.services.log.warn({ signal }, 'stopping')
    gate.refuse()
    // A load balancer needs a moment to see that /readyz has turned red.
    if (config.production) await new Promise((resolve) => setTimeout(resolve, 1500))
    await listening.stop()
    await gekkan.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
}

async function greet({ config, services }: Gekkan, port: number): Promise<void> {
  const origin = config.production ? config.origin : config.origin.replace(/:\d+$/, `:${port}`)
  const lines = ['', `Gekkan  ${origin}/`, `Staff   ${origin}/staff`]
  if (config.demo)
    lines.push(
      `Mails   ${origin}/demo/mails`,
      'In the demo one click signs you in as an officer; no password is needed.',
    )
  lines.push(
    config.smtpUrl
      ? 'Mails are sent by SMTP_URL.'
      : 'No SMTP_URL: mails wait in the outbox (Staff → Mail).',
  )
  if (config.demo) lines.push('Demo: invented registrations; the clock is set to November 2020.')
  const link = config.demo
    ? undefined
    : await firstAdministratorLink(services.db, services.clock.now())
  if (link) lines.push(`First administrator (works once, for 24 hours)  ${origin}${link}`)
  console.log(lines.join('\n'))
}
