import type { ApplicationState } from '../../db/tables-events.ts'
import type { Translate } from '../../i18n/messages.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { hasMessage } from '../../i18n/messages.ts'
import { type Lang, languageNames, pick } from '../../lib/languages.ts'
import type { EventPool } from '../events/event.ts'
import { fewAnswers } from '../surveys/survey.ts'
import { cancelledWhens, type Counts, type Figures } from './queries.ts'

/** One chapter of the report; page, PDF and CSV show the same rows. */
export type Part = {
  code: string
  title: string
  /** A sentence to read the numbers by. */
  note?: string | undefined
  /** What is counted, where it is not people. */
  counted?: string
  /** The numbers of a distribution are parts of one whole and get bars. */
  kind: 'numbers' | 'shares' | 'steps'
  /** `count` is null where nothing was announced. */
  rows: { label: string; count: number | null; share?: number | undefined }[]
}

export type Words = { t: Translate; lang: Lang }

/** The whole report, chapter by chapter; a chapter without any number is left out. */
export function partsOf(words: Words, figures: Figures): Part[] {
  const { t } = words
  const label = (code: keyof Figures) => t(`event-report.${code}` as MessageKey)
  const by = (code: 'sources' | 'languages' | 'needs', name: (one: string) => string): Part => ({
    code,
    title: label(code),
    kind: 'shares',
    rows: shares(figures[code], name),
    ...(code === 'needs' && { note: t('event-report.needs.note') }),
  })
  return [
    {
      code: 'places',
      title: label('pools'),
      kind: 'numbers' as const,
      rows: placesOf(words, figures),
    },
    {
      code: 'applied',
      title: label('states'),
      kind: 'numbers' as const,
      rows: appliedOf(words, figures),
    },
    cancelledOf(words, figures),
    attendanceOf(words, figures),
    minutesOf(words, figures),
    by('sources', (one) => t(`applicants.source.${one as 'web'}`)),
    by('languages', (one) => languageNames[one as Lang]),
    by('needs', (one) => named(t, `applications.support.${one}`, 'applications.support.other')),
    {
      code: 'answered',
      title: label('answered'),
      kind: 'shares' as const,
      rows: shares(figures.answered, (one) => t(`applicants.support.state.${one as 'asked'}`)),
    },
    ...surveyParts(words, figures),
  ].filter(({ rows }) => rows.some(({ count }) => count !== null))
}

function placesOf({ t, lang }: Words, { pools }: Figures): Part['rows'] {
  const several = pools.length > 1
  return pools.flatMap((pool) => {
    const own = several ? `${poolName(t, lang, pool)}: ` : ''
    const row = (code: 'announced' | 'limit' | 'taken' | 'waiting', count: number | null) => ({
      label: own + t(`event-report.places.${code}`),
      count,
    })
    return [
      row('announced', pool.published_capacity),
      row('limit', pool.accepted_limit),
      row('taken', pool.taken),
      row('waiting', pool.waiting),
    ]
  })
}

function poolName(t: Translate, lang: Lang, pool: EventPool): string {
  const own = pool.name as { ja?: string }
  return own.ja ? pick({ ja: own.ja, ...own }, lang).text : t(`applicants.channel.${pool.channel}`)
}

const states: readonly ApplicationState[] = [
  'confirmed',
  'held',
  'offered',
  'requested',
  'waiting',
  'cancelled',
  'declined',
  'expired',
  'rejected',
  'moved',
]

function appliedOf({ t }: Words, figures: Figures): Part['rows'] {
  const all = Object.values(figures.states).reduce((sum, count) => sum + count, 0)
  return [
    { label: t('event-report.all'), count: all },
    ...states.flatMap((state) => {
      const count = figures.states[state] ?? 0
      const always = state === 'confirmed' || state === 'waiting' || state === 'cancelled'
      return count > 0 || always ? [{ label: t(`applicants.state.${state}`), count }] : []
    }),
    { label: t('event-report.promoted'), count: figures.promoted },
  ]
}

/** Who cancelled when; in the order of time, and left out when nobody did. */
function cancelledOf({ t }: Words, { cancelled }: Figures): Part {
  const all = cancelledWhens.reduce((sum, code) => sum + (cancelled[code] ?? 0), 0)
  return {
    code: 'cancelled',
    title: t('event-report.cancelled'),
    kind: 'shares',
    rows: cancelledWhens.map((code) => ({
      label: t(`event-report.cancelled.${code}`),
      count: all === 0 ? null : (cancelled[code] ?? 0),
      share: (cancelled[code] ?? 0) / Math.max(1, all),
    })),
  }
}

function attendanceOf({ t }: Words, { attendance, minutes }: Figures): Part {
  const all = minutes.length
  return {
    code: 'attendance',
    title: t('event-report.attendance'),
    note: t('event-report.attendance.note'),
    kind: 'shares',
    rows: (['came', 'absent', 'unknown'] as const).map((code) => ({
      label: t(`event-report.attendance.${code}`),
      count: all === 0 ? null : (attendance[code] ?? 0),
      share: (attendance[code] ?? 0) / Math.max(1, all),
    })),
  }
}

/** How long people watched, in steps of half an hour; nobody is in two of them. */
function minutesOf({ t }: Words, { minutes }: Figures): Part {
  const longest = Math.max(0, ...minutes)
  const steps = Array.from({ length: Math.ceil(longest / 30) }, (_, at) => at * 30)
  const within = (from: number, to: number) =>
    minutes.filter((one) => one >= from && one <= to).length
  const rows = [
    { label: t('event-report.minutes.none'), count: within(0, 0) },
    ...steps.map((from) => ({
      label: t('event-report.minutes.range', { from: from + 1, to: from + 30 }),
      count: within(from + 1, from + 30),
    })),
  ]
  return {
    code: 'minutes',
    title: t('event-report.minutes'),
    kind: 'steps',
    rows: longest === 0 ? [] : rows.map((row) => ({ ...row, share: row.count / minutes.length })),
  }
}

function surveyParts({ t, lang }: Words, { survey }: Figures): Part[] {
  if (!survey || survey.answers === 0) return []
  const few = survey.anonymous && survey.answers < fewAnswers
  const head: Part = {
    code: 'survey',
    title: t('surveys.results.title'),
    kind: 'numbers',
    rows: [
      { label: t('event-report.survey.asked'), count: survey.asked },
      { label: t('surveys.answers'), count: survey.answers },
    ],
    ...(few && { note: t('surveys.few.text', { few: fewAnswers }) }),
  }
  const questions = survey.tallies.filter(({ question }) => question.options.length > 0)
  return [
    head,
    ...questions.map(({ question, answered, chosen }): Part => ({
      code: `survey-${question.code}`,
      title: pick(question.label, lang).text,
      counted: t('surveys.of', { count: answered }),
      kind: 'shares',
      rows: question.options.map(({ code, label }) => {
        const count = chosen.find((one) => one.code === code)?.count ?? 0
        return { label: pick(label, lang).text, count, share: count / Math.max(1, answered) }
      }),
    })),
  ]
}

function shares(counts: Counts<string>, name: (code: string) => string): Part['rows'] {
  const entries = Object.entries(counts).map(([code, count]) => ({ code, count: count ?? 0 }))
  const all = entries.reduce((sum, { count }) => sum + count, 0)
  return entries
    .toSorted((a, b) => b.count - a.count)
    .map(({ code, count }) => ({ label: name(code), count, share: count / Math.max(1, all) }))
}

function named(t: Translate, key: string, otherwise: MessageKey): string {
  return t(hasMessage(key) ? (key as MessageKey) : otherwise)
}

/** A number as people read it, with its share where it is part of a whole. */
export function inFigures(
  { count, share }: Part['rows'][number],
  format: { number: (value: number) => string; percent: (ratio: number) => string },
): string {
  if (count === null) return '―'
  return share === undefined
    ? format.number(count)
    : `${format.number(count)} (${format.percent(share)})`
}
