import type { Ctx } from '../../http/context.ts'
import { hasMessage } from '../../i18n/messages.ts'
import { formatInstant } from '../../lib/jp-date.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import type { AuditEntry } from './queries.ts'

type Told = Pick<AuditEntry, 'action' | 'actor_kind' | 'actor_name' | 'subject_name'>

/** An entry as a sentence in the reader's language. An action without its own words is named. */
export function sentenceOf(c: Ctx, entry: Told): string {
  const { t } = c.var
  const actor = actorInWords(c, entry)
  const subject = entry.subject_name || t('audit.subject.unknown')
  const key = `audit.${entry.action}`
  return hasMessage(key)
    ? t(key, { actor, subject })
    : t('audit.other', { actor, subject, action: entry.action })
}

/** Who acted, with what they are to us. */
function actorInWords(
  c: Ctx,
  { actor_kind: kind, actor_name: name }: Pick<Told, 'actor_kind' | 'actor_name'>,
): string {
  const { t } = c.var
  if (kind === 'visitor' || kind === 'program') return t(`audit.actor.${kind}`)
  if (!name) return t(`audit.actor.${kind}`)
  return kind === 'owner' ? t('audit.actor.owner-named', { name }) : name
}

/** The name of a field of a change. */
export function fieldInWords(c: Ctx, field: string): string {
  const key = `audit.field.${field}`
  return hasMessage(key) ? c.var.t(key as MessageKey) : field
}

/** A value of a change as text. */
export function valueInWords(c: Ctx, field: string, value: unknown): string {
  const { t, lang } = c.var
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no')
  if (Array.isArray(value))
    return value.map((one) => valueInWords(c, field, one)).join(t('audit.comma'))
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const key = `audit.value.${field}.${text}`
  if (hasMessage(key)) return t(key as MessageKey)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text))
    return formatInstant(Temporal.Instant.from(text), lang)
  return text
}
