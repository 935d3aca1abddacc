import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

export type ReceivedMail = {
  from: string
  to: string[]
  /** As it came over the socket. */
  raw: string
  parsed: ParsedMail
}

export type SmtpOptions = {
  /** The first so many mails are put off with 451. */
  failFirst?: number
  /** Milliseconds before a mail is accepted. */
  delay?: number
  /** Addresses that get 550. */
  reject?: readonly string[]
}

export type TestSmtp = {
  url: string
  /** Every mail that got a 250, in order. */
  mails: ReceivedMail[]
  /** How many times a recipient was named, refused ones included. */
  attempts: number
  /** Stops listening and cuts every connection; the port stays ours by number. */
  down(): Promise<void>
  up(): Promise<void>
  /** Resolves when `count` mails have come. @throws Error after `ms` */
  waitFor(count: number, ms?: number): Promise<ReceivedMail[]>
  close(): Promise<void>
}

/** A real mail server on a free port of this machine. Close it in the test. */
export async function startSmtp(options: SmtpOptions = {}): Promise<TestSmtp> {
  const rejected = new Set(options.reject)
  let putOff = options.failFirst ?? 0
  let port = 0
  let server: SMTPServer | undefined
  const listen = async () => {
    server = newServer({
      recipient(address) {
        smtp.attempts += 1
        if (rejected.has(address)) return refusal(550, 'no such mailbox')
        return null
      },
      async message(mail) {
        if (putOff > 0) {
          putOff -= 1
          return refusal(451, 'come back later')
        }
        if (options.delay) await pause(options.delay)
        smtp.mails.push(mail)
        return null
      },
    })
    server.listen(port, '127.0.0.1')
    await once(server.server, 'listening')
    port = (server.server.address() as AddressInfo).port
  }
  const down = async () => {
    const closing = server
    server = undefined
    if (!closing) return
    for (const connection of closing.connections) connection.close()
    await new Promise<void>((resolve) => closing.close(() => resolve()))
  }
  const smtp: TestSmtp = {
    url: '',
    mails: [],
    attempts: 0,
    down,
    up: listen,
    close: down,
    async waitFor(count, ms = 10_000) {
      for (let waited = 0; smtp.mails.length < count; waited += 5) {
        if (waited > ms) throw new Error(`${smtp.mails.length} of ${count} mails after ${ms} ms`)
        await pause(5)
      }
      return smtp.mails
    },
  }
  await listen()
  smtp.url = `smtp://127.0.0.1:${port}`
  return smtp
}

type Answers = {
  recipient(address: string): Error | null
  message(mail: ReceivedMail): Promise<Error | null>
}

function newServer(answers: Answers): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 50,
    logger: false,
    onRcptTo: ({ address }, _session, done) => done(answers.recipient(address)),
    onData(stream, session, done) {
      receive(stream, session)
        .then(answers.message)
        .then(done, (error: Error) => done(error))
    },
  })
  // a client that is killed resets its connection
  server.on('error', () => {})
  return server
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<ReceivedMail> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  const { mailFrom, rcptTo } = session.envelope
  return {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    raw: raw.toString(),
    parsed: await simpleParser(raw),
  }
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
