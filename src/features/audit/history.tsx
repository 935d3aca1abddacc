import type { Ctx } from '../../http/context.ts'
import { formatInstant } from '../../lib/jp-date.ts'
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
  return fieldsOf(entry).length > 0 || entry.note !== ''
}

/** The note of an entry and the fields it changed, before and after. */
export function EntryDetail({ c, entry }: { c: Ctx; entry: AuditEntry }) {
  const { t } = c.var
  const fields = fieldsOf(entry)
  const side = (
    field: string,
    values: Record<string, unknown> | null,
    change: 'removed' | 'added',
  ) => {
    const text = valueInWords(c, field, values?.[field])
    return [{ text, change: text === '' ? undefined : change }]
  }
  return (
    <>
      {entry.note && <p>{entry.note}</p>}
      {fields.length > 0 && (
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
          fields={fields.map((field) => ({
            label: fieldInWords(c, field),
            before: side(field, entry.before, 'removed'),
            after: side(field, entry.after, 'added'),
          }))}
        />
      )}
    </>
  )
}

/** The fields that differ. */
function fieldsOf({ before, after }: AuditEntry): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
}
