import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatNumber } from '../../lib/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Figures } from '../../ui/figures.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Status, type StatusKind } from '../../ui/status.tsx'
import { Table, type TableRow } from '../../ui/table.tsx'
import { type Edition, publicNumber } from '../editions/edition.ts'
import { columnsOf } from './columns.ts'
import type { HeadingKept, Import, ImportCounts, ImportLine } from './import-queries.ts'
import { columnName, faultInWords } from './import-words.ts'
import type { Kept } from './undoing.ts'

export type ImportResultProps = {
  c: Ctx
  edition: Edition
  found: Import
  counts: ImportCounts
  heading: HeadingKept
  rows: ImportLine[]
  /** The last line shown, when there are more to show. */
  more: number | undefined
  kept: { total: number; first: Kept[] } | undefined
}

const stateKinds: Record<Import['state'], StatusKind> = {
  checked: 'draft',
  applied: 'success',
  undone: 'returned',
}

/** Where an import stands, as sign and word. */
export function ImportState({ c, state }: { c: Ctx; state: Import['state'] }) {
  return <Status kind={stateKinds[state]}>{c.var.t(`intake.state.${state}`)}</Status>
}

/** What the dry run found, row by row, and what can be done next. */
export function ImportResult(props: ImportResultProps) {
  const { c, found, counts } = props
  const { t, lang } = c.var
  const figure = (label: string, value: number) => ({
    label,
    value: formatNumber(value, lang),
    unit: t('intake.result.unit'),
  })
  return (
    <>
      <PageHead
        title={t('intake.result.title', { name: found.file_name })}
        over={<ImportState c={c} state={found.state} />}
        lead={t(`intake.result.lead.${found.state}`)}
      />
      <div class="stack">
        <Figures
          items={[
            figure(t('intake.result.rows'), counts.rows),
            figure(t('intake.result.good'), counts.rows - counts.faulty),
            figure(t('intake.result.faulty'), counts.faulty),
            figure(t('intake.result.twins'), counts.twins),
          ]}
        />
        <Next {...props} />
      </div>
      <Heading {...props} />
      <Remarks {...props} />
    </>
  )
}

function Next(props: ImportResultProps) {
  const { c, edition, found, counts, kept } = props
  const { t } = c.var
  if (found.state === 'undone' && kept && kept.total > 0)
    return (
      <Section id="kept" title={t('intake.kept.title', { count: kept.total })} quiet>
        <p>{t('intake.kept.text')}</p>
        <ul>
          {kept.first.map((one) => (
            <li key={one.id}>
              <a href={to(c, `/staff/activities/${one.id}`)}>
                {publicNumber(edition, one.number)} <span lang="ja">{one.title}</span>
              </a>
            </li>
          ))}
        </ul>
      </Section>
    )
  if (found.state === 'applied') return <UndoForm c={c} id={found.id} />
  if (found.state === 'undone' || counts.rows === counts.faulty) return null
  return <ApplyForm c={c} id={found.id} counts={counts} />
}

function ApplyForm({ c, id, counts }: { c: Ctx; id: number; counts: ImportCounts }) {
  const { t } = c.var
  const good = counts.rows - counts.faulty
  const effects = [t('intake.apply.submitted'), t('intake.apply.no-mail')]
  if (counts.faulty > 0) effects.push(t('intake.apply.left', { count: counts.faulty }))
  return (
    <Confirm
      title={t('intake.apply.title', { count: good - counts.twins })}
      effectsLabel={t('intake.effects')}
      effects={effects}
    >
      <form method="post" action={to(c, `/staff/import/${id}/apply`)}>
        <FormStart c={c} form="intake.apply" />
        {counts.twins > 0 && (
          <Choice
            name="twins"
            type="checkbox"
            label={t('intake.apply.twins.label')}
            hint={t('intake.apply.twins.hint')}
            options={[{ value: 'yes', label: t('intake.apply.twins', { count: counts.twins }) }]}
          />
        )}
        <Button>{t('intake.apply.button')}</Button>
      </form>
    </Confirm>
  )
}

function UndoForm({ c, id }: { c: Ctx; id: number }) {
  const { t } = c.var
  return (
    <Confirm
      danger
      title={t('intake.undo.title')}
      effectsLabel={t('intake.effects')}
      effects={[t('intake.undo.withdrawn'), t('intake.undo.kept')]}
    >
      <form method="post" action={to(c, `/staff/import/${id}/undo`)}>
        <FormStart c={c} form="intake.undo" />
        <Button kind="danger">{t('intake.undo.button')}</Button>
      </form>
    </Confirm>
  )
}

function Heading({ c, edition, heading }: ImportResultProps) {
  const { t } = c.var
  const read = columnsOf(edition).filter(({ name }) => name in heading.values)
  return (
    <Section id="columns" title={t('intake.heading.title')} quiet>
      <p>
        {t('intake.heading.read', {
          columns: read.map((column) => columnName(c, column, column.name)).join(' / '),
        })}
      </p>
      {heading.unread.length > 0 && (
        <p>{t('intake.heading.unread', { columns: heading.unread.join(' / ') })}</p>
      )}
    </Section>
  )
}

function Remarks(props: ImportResultProps) {
  const { c, edition, found, rows, more } = props
  const { t } = c.var
  if (rows.length === 0)
    return <EmptyState title={t('intake.remarks.none')} text={t('intake.remarks.none.text')} />
  const labels = ['line', 'kind', 'column', 'value', 'reason'] as const
  return (
    <Section id="remarks" title={t('intake.remarks.title')} quiet>
      <Table
        caption={t('intake.remarks.caption')}
        captionHidden
        columns={labels.map((label, at) => ({
          label: t(`intake.remarks.${label}`),
          number: at === 0,
          narrow: at < 2,
        }))}
        rows={remarkRows(c, edition, rows)}
      />
      {more !== undefined && (
        <p>
          <a href={to(c, `/staff/import/${found.id}?after=${more}`)}>{t('intake.remarks.more')}</a>
        </p>
      )}
    </Section>
  )
}

function remarkRows(c: Ctx, edition: Edition, rows: ImportLine[]): TableRow[] {
  const { t } = c.var
  const columns = new Map(columnsOf(edition).map((column) => [column.name, column]))
  return rows.flatMap(({ line, values, faults }) =>
    faults.map((fault, at) => ({
      id: `${line}-${at}`,
      cells: [
        String(line),
        <Status kind={fault.warning ? 'warning' : 'error'}>
          {t(fault.warning ? 'intake.remarks.warning' : 'intake.remarks.fault')}
        </Status>,
        fault.field === '' ? '' : columnName(c, columns.get(fault.field), fault.field),
        <span lang="ja">{shortened(values[fault.field] ?? '')}</span>,
        faultInWords(c, edition, fault),
      ],
    })),
  )
}

/** A cell may hold a whole page; the table shows its beginning. */
function shortened(value: string): string {
  const characters = [...value]
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : value
}
