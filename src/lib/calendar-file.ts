/** One entry of a calendar file (RFC 5545 VEVENT). Times are written in UTC. */
export type CalendarEntry = {
  /** Stays the same for ever: programs recognise a changed entry by it. */
  uid: string
  /** Raised by every change of time, place or state. */
  sequence: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  summary: string
  description: string
  location: string
  url: string
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  organizer?: { name: string; email: string }
  attendee?: { name: string; email: string }
}

export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL'

/**
 * A calendar file: CRLF, lines folded at 75 octets without cutting a character (RFC 5545 section
 * 3.1). No alarm and nothing secret: calendars are shared.
 */
export function calendarFile(
  entries: readonly CalendarEntry[],
  about: { method: CalendarMethod; name: string; now: Temporal.Instant },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gekkan//Gekkan//JA',
    'CALSCALE:GREGORIAN',
    `METHOD:${about.method}`,
    `X-WR-CALNAME:${escaped(about.name)}`,
    ...entries.flatMap((entry) => entryLines(entry, about.now)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function entryLines(entry: CalendarEntry, now: Temporal.Instant): string[] {
  const { organizer, attendee } = entry
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    `LOCATION:${escaped(entry.location)}`,
    `URL:${entry.url}`,
    `STATUS:${entry.status}`,
    ...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:mailto:${organizer.email}`] : []),
    ...(attendee
      ? [
          `ATTENDEE;CN=${quoted(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${attendee.email}`,
        ]
      : []),
    'END:VEVENT',
  ]
}

/** 20201111T040000Z */
function utc(instant: Temporal.Instant): string {
  return instant.round('second').toString().replace(/[-:]/g, '')
}

/** TEXT (section 3.3.11): backslash, semicolon, comma and line ends are escaped. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
}

/** A parameter's value in quotes, in which no quote can stand (section 3.2). */
function quoted(text: string): string {
  return `"${text.replace(/["\r\n]/g, ' ')}"`
}

function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}
