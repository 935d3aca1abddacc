/** RFC 5546: something to look at, an invitation or its update, its end. */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL'

/** One entry of a calendar. No text in it may be a secret: people share their calendars. */
export type CalendarEntry = {
  /** The same for the entry's whole life; its host makes it unique in the world. */
  uid: string
  /** Grows with every change of time or place (RFC 5545 section 3.8.7.4). */
  sequence: number
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** Instants (the end may be unknown), or two days of which the last belongs to the entry. */
  when:
    | { start: Temporal.Instant; end?: Temporal.Instant | undefined }
    | { firstDay: Temporal.PlainDate; lastDay: Temporal.PlainDate }
  /** When this version of the entry was made. */
  stamp: Temporal.Instant
  summary: string
  description?: string | undefined
  location?: string | undefined
  url?: string | undefined
  organizer?: { name: string; email: string } | undefined
  attendee?: { email: string } | undefined
}

/** An iCalendar text (RFC 5545): CRLF, lines of at most 75 octets, all times in UTC. */
export function calendarFile(
  entries: readonly CalendarEntry[],
  about: { method: CalendarMethod; name?: string | undefined },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gekkan//Events//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${about.method}`,
    ...(about.name ? [`X-WR-CALNAME:${escaped(about.name)}`] : []),
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function entryLines(entry: CalendarEntry): string[] {
  const { organizer, attendee } = entry
  const text = (name: string, value: string | undefined) =>
    value ? [`${name}:${escaped(value)}`] : []
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${entry.status}`,
    `DTSTAMP:${utc(entry.stamp)}`,
    ...whenLines(entry.when),
    ...text('SUMMARY', entry.summary),
    ...text('DESCRIPTION', entry.description),
    ...text('LOCATION', entry.location),
    ...(entry.url ? [`URL:${plain(entry.url)}`] : []),
    ...(organizer
      ? [`ORGANIZER;CN="${quoted(organizer.name)}":mailto:${plain(organizer.email)}`]
      : []),
    ...(attendee
      ? [
          `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${plain(attendee.email)}`,
        ]
      : []),
    'END:VEVENT',
  ]
}

function whenLines(when: CalendarEntry['when']): string[] {
  if ('start' in when)
    return [`DTSTART:${utc(when.start)}`, ...(when.end ? [`DTEND:${utc(when.end)}`] : [])]
  // the end of whole days is the first day that no longer belongs to them
  const after = when.lastDay.add({ days: 1 })
  return [
    `DTSTART;VALUE=DATE:${basic(when.firstDay)}`,
    `DTEND;VALUE=DATE:${basic(after)}`,
    'TRANSP:TRANSPARENT',
  ]
}

function basic(day: Temporal.PlainDate): string {
  return day.toString().replaceAll('-', '')
}

function utc(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}

/** RFC 5545 section 3.3.11. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** A parameter's value between quotation marks has no way to hold one. */
function quoted(text: string): string {
  return plain(text).replaceAll('"', '')
}

function plain(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '')
}

const longest = 75

/** Lines of at most 75 octets, never cut inside a character (RFC 5545 section 3.1). */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= longest) return line
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > longest) {
      parts.push(part)
      part = ' '
      bytes = 1
    }
    part += character
    bytes += size
  }
  return [...parts, part].join('\r\n')
}
