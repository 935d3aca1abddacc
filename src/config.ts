import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createPrivateKey, randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'

/** Everything the environment decides, read once. See docs/operate/configure.md. */
export type Config = Readonly<{
  production: boolean
  /** Fills an empty database with the 2020 edition and sets the clock to November 2020. */
  demo: boolean
  port: number
  host: string
  data: string
  /** Public address without a trailing slash, e.g. https://gekkan.example.jp */
  origin: string
  /** Cookies carry Secure and the __Host- prefix, and answers carry HSTS. */
  secure: boolean
  databaseUrl: string | null
  /** Address of a role that may change the schema, when the program's own role may not. */
  migrateUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  /** Signs mails (RFC 6376); null when the mail server does that, or nobody. */
  dkim: Dkim | null
  secret: Buffer
  /** Addresses of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  logLevel: string
  /** Bearer token for /metrics; without one the page answers only to loopback. */
  metricsToken: string | null
  /** Start without a durable disk (tests only): no fsync self-test. */
  durable: boolean
}>

/** The key is PEM and RSA: the mail library signs with nothing else, and says nothing of it. */
export type Dkim = { domainName: string; keySelector: string; privateKey: string }

/** Thrown when the environment is wrong; holds every fault, not only the first. */
export class ConfigError extends Error {
  readonly faults: string[]
  constructor(faults: string[]) {
    super(`The configuration has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`)
    this.faults = faults
  }
}

type Environment = Record<string, string | undefined>

/**
 * Reads the environment into one frozen object. Development needs no variables at all;
 * production (NODE_ENV=production) refuses to start without its address and sender.
 * @throws ConfigError listing every fault at once
 */
export function readConfig(env: Environment = process.env): Config {
  const faults: string[] = []
  const production = env['NODE_ENV'] === 'production'
  const port = readPort(env['PORT'], faults)
  const data = resolve(env['GEKKAN_DATA'] ?? './data')
  const origin = readOrigin(env['GEKKAN_ORIGIN'], { production, port, faults })
  const databaseUrl = env['DATABASE_URL'] || null
  if (production && !env['GEKKAN_MAIL_FROM'])
    faults.push('GEKKAN_MAIL_FROM: the address that mails come from is needed in production')
  if (production && databaseUrl && !env['GEKKAN_SECRET'])
    faults.push(
      'GEKKAN_SECRET: needed with DATABASE_URL, the same for every process (32 bytes hex)',
    )
  const secret = readSecret(env['GEKKAN_SECRET'], data, faults)
  const dkim = readDkim(env, faults)
  if (faults.length > 0) throw new ConfigError(faults)
  return Object.freeze({
    production,
    demo: readSwitch(env['GEKKAN_DEMO'], !production),
    port,
    host: env['HOST'] ?? (production ? '0.0.0.0' : 'localhost'),
    data,
    origin,
    secure: origin.startsWith('https:'),
    databaseUrl,
    migrateUrl: env['GEKKAN_MIGRATE_URL'] || databaseUrl,
    smtpUrl: env['SMTP_URL'] || null,
    mailFrom: env['GEKKAN_MAIL_FROM'] ?? 'Gekkan <gekkan@localhost>',
    dkim,
    secret,
    trustedProxies: (env['GEKKAN_TRUSTED_PROXIES'] ?? '').split(',').filter(Boolean),
    logLevel: env['LOG_LEVEL'] ?? (production ? 'info' : 'warn'),
    metricsToken: env['GEKKAN_METRICS_TOKEN'] || null,
    durable: readSwitch(env['GEKKAN_DURABLE'], true),
  })
}

function readPort(text: string | undefined, faults: string[]): number {
  const port = Number(text ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    faults.push(`PORT: "${text}" is not a port number`)
  return port
}

function readSwitch(text: string | undefined, otherwise: boolean): boolean {
  if (text === undefined || text === '') return otherwise
  return !['0', 'off', 'no', 'false'].includes(text.toLowerCase())
}

function readOrigin(
  text: string | undefined,
  about: { production: boolean; port: number; faults: string[] },
): string {
  if (!text) {
    if (about.production)
      about.faults.push('GEKKAN_ORIGIN: the public address (https://…) is needed in production')
    return `http://localhost:${about.port}`
  }
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/') {
    about.faults.push(`GEKKAN_ORIGIN: "${text}" is not an address like https://gekkan.example.jp`)
    return text
  }
  return url.origin
}

/** All three variables or none. The key is tried here, so that a wrong file is no bounced mail. */
function readDkim(env: Environment, faults: string[]): Dkim | null {
  const domainName = env['DKIM_DOMAIN'] || ''
  const keySelector = env['DKIM_SELECTOR'] || ''
  const file = env['DKIM_KEY_FILE'] || ''
  if (!domainName && !keySelector && !file) return null
  // what stands in the signature is also a name in the DNS: SELECTOR._domainkey.DOMAIN
  if (!/^([a-z0-9-]+\.)+[a-z0-9-]+$/i.test(domainName))
    faults.push(`DKIM_DOMAIN: "${domainName}" is not a domain like example.jp`)
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(keySelector))
    faults.push(`DKIM_SELECTOR: "${keySelector}" is not a name like gekkan`)
  try {
    const privateKey = readFileSync(file, 'utf8')
    const { asymmetricKeyType } = createPrivateKey(privateKey)
    if (asymmetricKeyType !== 'rsa') throw new Error(`it is ${asymmetricKeyType}, not rsa`)
    return { domainName, keySelector, privateKey }
  } catch (error) {
    faults.push(`DKIM_KEY_FILE: no private key (PEM) in "${file}": ${(error as Error).message}`)
    return null
  }
}

/** A secret of 32 bytes: from the environment, or made once and kept in the data folder. */
function readSecret(text: string | undefined, data: string, faults: string[]): Buffer {
  if (text) {
    const secret = Buffer.from(text, 'hex')
    if (secret.length < 32) faults.push('GEKKAN_SECRET: must be at least 32 bytes in hexadecimal')
    return secret
  }
  const file = join(data, 'secret')
  if (!existsSync(file)) {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'hex')
}
