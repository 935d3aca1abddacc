import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Fault } from '../../http/faults.ts'

type Parameters = { ln: number; r: number; p: number }

/** OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1; 134 MB and about 0.4 s a time. */
const usual: Parameters = { ln: 17, r: 8, p: 1 }

/** A password as `$scrypt$ln=17,r=8,p=1$salt$hash`; the parameters stand in the hash. */
export async function hashPassword(password: string, parameters = usual): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, parameters)
  const { ln, r, p } = parameters
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

// The hash of nothing that anybody knows: unknown people take as long as known ones (R12).
const nobody = `$scrypt$ln=17,r=8,p=1$${randomBytes(16).toString('base64url')}$${randomBytes(32).toString('base64url')}`

/** Compares in the same time whether there is a hash or not; without one it is never equal. */
export async function isPassword(
  password: string,
  hash: string | null | undefined,
): Promise<boolean> {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash ?? nobody)
  if (!match) throw new Error('a stored password hash cannot be read')
  const [, ln, r, p, salt = '', expected = ''] = match
  const parameters = { ln: Number(ln), r: Number(r), p: Number(p) }
  const derived = await derive(password, Buffer.from(salt, 'base64url'), parameters)
  return timingSafeEqual(derived, Buffer.from(expected, 'base64url')) && Boolean(hash)
}

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** One at a time, because each takes 134 MB; a crowd is sent away instead of kept waiting. */
function derive(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  if (waiting >= 25) throw new Fault(429, { seconds: 10 })
  waiting += 1
  const mine = last.then(() => compute(password, salt, parameters))
  const done = () => void (waiting -= 1)
  last = mine.then(done, done)
  return mine
}

function compute(password: string, salt: Buffer, { ln, r, p }: Parameters): Promise<Buffer> {
  const N = 2 ** ln
  const options = { N, r, p, maxmem: 128 * N * r * p + 2 ** 25 }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
