import { createTransport } from 'nodemailer'
import type { MailRow } from '../db/tables.ts'

export type SendResult = { ok: true } | { ok: false; permanent: boolean; message: string }

/** What is sent of a row of `mails`. */
export type OutgoingMail = Pick<
  MailRow,
  'message_id' | 'to_address' | 'subject' | 'html' | 'text'
> & { headers: Record<string, string> } & Partial<Pick<MailRow, 'calendar' | 'calendar_method'>>

export type MailTransport = {
  /** Hands one mail to the server. Never throws; says whether trying again makes sense. */
  sendMail(mail: OutgoingMail): Promise<SendResult>
  close(): void
}

export type TransportSettings = {
  /** `smtps://user:password@host:465`, or `smtp://host:587` (STARTTLS; see openTransport). */
  smtpUrl: string
  /** `Name <address>`; never anything that a visitor typed (R17). */
  from: string
  /** Mails at once. */
  parallel?: number
  dkim?: { domainName: string; keySelector: string; privateKey: string }
}

/** Milliseconds. Together below the limit of one attempt of the mail queue. */
const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 15_000,
  socketTimeout: 60_000,
}

/** nodemailer's own list lacks List-Unsubscribe-Post, which RFC 8058 section 4 wants signed. */
const signedHeaders =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:' +
  'Content-Transfer-Encoding:In-Reply-To:References:Auto-Submitted:' +
  'List-Id:List-Unsubscribe:List-Unsubscribe-Post'

/** About the account or the sender, not about this mail: 530, 534, 535, 538 (RFC 4954). */
const accountCodes = new Set([530, 534, 535, 538])

/**
 * Opens a pool of connections to the mail server. `smtp:` insists on STARTTLS with a valid
 * certificate, except on this machine or where the address says `?requireTLS=false`.
 */
export function openTransport(settings: TransportSettings): MailTransport {
  const { dkim, from } = settings
  const mailer = createTransport({
    ...connectionOf(settings.smtpUrl),
    ...timeouts,
    pool: true,
    maxConnections: settings.parallel ?? 4,
    maxMessages: 100,
    // a mail whose connection broke is tried again by the queue, which knows about it
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim ? { dkim: { ...dkim, headerFieldNames: signedHeaders } } : {}),
  })
  mailer.on('error', () => {})
  return {
    async sendMail(mail) {
      try {
        await mailer.sendMail({
          from,
          to: { name: '', address: mail.to_address },
          messageId: mail.message_id,
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          headers: mail.headers,
          alternatives: calendarPart(mail),
        })
        return { ok: true }
      } catch (error) {
        return failureOf(error as MailError)
      }
    },
    close: () => mailer.close(),
  }
}

/** RFC 6047 section 2.4: the method stands in the part's type too. */
function calendarPart({ calendar, calendar_method: method }: OutgoingMail) {
  if (!calendar || !method) return []
  return [{ contentType: `text/calendar; charset=utf-8; method=${method}`, content: calendar }]
}

function connectionOf(smtpUrl: string) {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const lenient = here || url.searchParams.get('requireTLS') === 'false'
  const user = decodeURIComponent(url.username)
  const pass = decodeURIComponent(url.password)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !lenient,
    ...(user ? { auth: { user, pass } } : {}),
    // a certificate made on this machine proves nothing more than the loopback interface does
    ...(here ? { tls: { rejectUnauthorized: false } } : {}),
  }
}

type MailError = Error & { code?: string; responseCode?: number; response?: string }

/** 5xx about this mail or its recipient is final; all else may be different later. */
function failureOf(error: MailError): SendResult {
  const { code = '', responseCode } = error
  const aboutMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  const final =
    responseCode === undefined
      ? code === 'EENVELOPE'
      : responseCode >= 500 && !accountCodes.has(responseCode)
  const message = `${code} ${error.response ?? error.message}`.trim().slice(0, 500)
  return { ok: false, permanent: aboutMail && final, message }
}
