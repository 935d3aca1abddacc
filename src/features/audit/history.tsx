import type { Ctx } from '../../http/context.ts'
import { hasMessage } from '../../i18n/messages.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Diff } from '../../ui/diff.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import type { AuditEntry } from './queries.ts'
import { fieldInWords, sentenceOf, valueInWords } from './words.ts'

/** What has happened to a record, in words, newest first; entries come from `historyOf`. */
export function History({ c, entries }: { c: Ctx; entries: AuditEntry[] }) {
  const { t, lang } = c.var
  if (entries.length === 0) return <p class="soft">{t('audit.none')}</p>
  return (
    <Timeline
      label={t('audit.history')}
      items={entries.map((entry) => ({
        at: formatInstant(entry.at, lang),
        iso: entry.at.toString(),
        what: sentenceOf(c, entry),
        detail: hasDetail(entry) ? <EntryDetail c={c} entry={entry} /> : undefined,
      }))}
    />
  )
}

/** Whether an entry says more than its sentence. */
export function hasDetail(entry: AuditEntry): boolean {
  return entry.note !== '' || fieldsOf(entry).length > 0
}

/** The note of an entry, and the fields it changed before and after, or the facts it tells. */
export function EntryDetail({ c, entry }: { c: Ctx; entry: AuditEntry }) {
  return (
    <>
      {entry.note && <p>{entry.note}</p>}
      {fieldsOf(entry).length > 0 &&
        (entry.before && entry.after ? (
          <Changes c={c} entry={entry} />
        ) : (
          <Facts c={c} entry={entry} />
        ))}
    </>
  )
}

function Facts({ c, entry }: { c: Ctx; entry: AuditEntry }) {
  const values = entry.after ?? entry.before
  return (
    <DefinitionList
      items={fieldsOf(entry).map((field) => ({
        term: fieldInWords(c, field),
        value: valueInWords(c, field, values?.[field]),
      }))}
    />
  )
}

function Changes({ c, entry }: { c: Ctx; entry: AuditEntry }) {
  const { t } = c.var
  const side = (field: string, value: unknown, change: 'removed' | 'added') => {
    const text = valueInWords(c, field, value)
    return [{ text, change: text === '' ? undefined : change }]
  }
  return (
    <Diff
      caption={t('audit.changes')}
      headers={{
        field: t('audit.change.field'),
        before: t('audit.change.before'),
        after: t('audit.change.after'),
      }}
      words={{
        removed: t('audit.change.removed'),
        added: t('audit.change.added'),
        empty: t('audit.change.empty'),
      }}
      fields={fieldsOf(entry).map((field) => ({
        label: fieldInWords(c, field),
        before: side(field, entry.before?.[field], 'removed'),
        after: side(field, entry.after?.[field], 'added'),
      }))}
    />
  )
}

/**
 * The fields worth showing: of a change those on both sides that differ, else all that were told.
 * What only the program needs (numbers of rows, copies for undoing) is kept and not shown.
 */
function fieldsOf({ before, after }: AuditEntry): string[] {
  const told = Object.keys(after ?? before ?? {})
  const names =
    before && after
      ? told.filter((name) => name in before && differs(before[name], after[name]))
      : told
  const values = after ?? before ?? {}
  return names.filter((name) => isForPeople(name, values[name]))
}

const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)

function isForPeople(name: string, value: unknown): boolean {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return false
  return hasMessage(`audit.field.${name}`) || typeof value === 'string'
}
