import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { formatInstant } from '../../lib/jp-date.ts'
import { prefectureOf } from '../../lib/prefectures.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { type Edition, nameOf } from '../editions/edition.ts'
import { type MergedField, mergedFields, type Participant } from './merge.ts'
import type { Merge, ParticipantWithActivities } from './merge-queries.ts'
import type { Named, Suspect } from './suspects.ts'

const path = '/staff/participants/merge'

/** Pairs that may be one, and merges that can be taken back. */
export function MergeList(props: { c: Ctx; suspects: Suspect[]; merges: Merge[] }) {
  const { c, suspects, merges } = props
  const { t } = c.var
  return (
    <>
      <PageHead title={t('intake.merge.title')} lead={t('intake.merge.lead')} />
      {suspects.length === 0 ? (
        <EmptyState title={t('intake.merge.none')} text={t('intake.merge.none.text')} />
      ) : (
        <Suspects c={c} suspects={suspects} />
      )}
      <Merges c={c} merges={merges} />
    </>
  )
}

function Suspects({ c, suspects }: { c: Ctx; suspects: Suspect[] }) {
  const { t } = c.var
  const compare = ({ a, b }: Suspect) => (
    <Button small kind="secondary" href={to(c, `${path}?a=${a.id}&b=${b.id}`)} about={a.legal_name}>
      {t('intake.merge.compare')}
    </Button>
  )
  return (
    <Table
      caption={t('intake.merge.suspects')}
      columns={[
        { label: t('intake.merge.reason'), narrow: true },
        { label: t('intake.merge.first') },
        { label: t('intake.merge.second') },
        { label: t('intake.merge.compare'), quiet: true, narrow: true },
      ]}
      rows={suspects.map((pair) => ({
        id: `${pair.a.id}-${pair.b.id}`,
        cells: [
          t(`intake.merge.reason.${pair.suspicion}`),
          <Name c={c} participant={pair.a} />,
          <Name c={c} participant={pair.b} />,
          compare(pair),
        ],
      }))}
    />
  )
}

function Name({ c, participant }: { c: Ctx; participant: Named }) {
  const { lang } = c.var
  const facts = [
    participant.prefecture && prefectureOf(participant.prefecture)?.name[lang],
    participant.corporate_number,
  ]
  return (
    <>
      <span lang="ja">{participant.legal_name}</span>{' '}
      <span class="soft figures">{facts.filter(Boolean).join(' ')}</span>
    </>
  )
}

function Merges({ c, merges }: { c: Ctx; merges: Merge[] }) {
  const { t, lang } = c.var
  if (merges.length === 0) return null
  return (
    <Section id="merges" title={t('intake.merges.title')} quiet>
      <Table
        caption={t('intake.merges.caption')}
        captionHidden
        columns={[
          { label: t('intake.merges.gone') },
          { label: t('intake.merges.into') },
          { label: t('intake.merges.at') },
          { label: t('intake.merge.undo'), quiet: true },
        ]}
        rows={merges.map(({ gone, name, into, at }) => ({
          id: String(gone),
          cells: [
            <span lang="ja">{name}</span>,
            <span lang="ja">{into}</span>,
            at ? formatInstant(at, lang) : '',
            <form method="post" action={to(c, `${path}/${gone}/undo`)}>
              <FormStart c={c} form="intake.unmerge" />
              <Button small kind="secondary" about={name}>
                {t('intake.merge.undo')}
              </Button>
            </form>,
          ],
        }))}
      />
    </Section>
  )
}

type PairProps = { c: Ctx; edition: Edition; pair: ParticipantWithActivities[] }

/** Two participants side by side; each value that differs is chosen. */
export function MergePair({ c, edition, pair }: PairProps) {
  const { t } = c.var
  return (
    <>
      <PageHead title={t('intake.merge.title')} lead={t('intake.merge.pair')} />
      <div class="columns columns-even">
        {pair.map((one) => (
          <Side key={one.id} c={c} edition={edition} participant={one} />
        ))}
      </div>
      <form method="post" action={to(c, path)}>
        <FormStart c={c} form="intake.merge" />
        <input type="hidden" name="a" value={pair[0]?.id} />
        <input type="hidden" name="b" value={pair[1]?.id} />
        <Choices c={c} edition={edition} pair={pair} />
        <FormActions note={t('intake.merge.effect')}>
          <Button>{t('intake.merge.button')}</Button>
        </FormActions>
      </form>
    </>
  )
}

function Side({
  c,
  edition,
  participant,
}: {
  c: Ctx
  edition: Edition
  participant: ParticipantWithActivities
}) {
  const { t } = c.var
  return (
    <section class="stack" aria-labelledby={`participant-${participant.id}`}>
      <h2 id={`participant-${participant.id}`}>{participant.legal_name}</h2>
      <DefinitionList
        items={mergedFields.map((field) => ({
          term: t(`intake.merge.field.${field}`),
          value: inWords(c, edition, participant, field) || t('registration.none'),
        }))}
      />
      <h3>{t('intake.merge.activities', { count: participant.activities.length })}</h3>
      <ul>
        {participant.activities.map(({ id, name, title }) => (
          <li key={id}>
            <a href={to(c, `/staff/activities/${id}`)}>
              {name} <span lang="ja">{title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Choices({ c, edition, pair }: PairProps) {
  const { t } = c.var
  const differing = mergedFields.filter((field) => pair[0]?.[field] !== pair[1]?.[field])
  const options = (
    words: (one: ParticipantWithActivities) => string,
    isFirst: (one: ParticipantWithActivities) => boolean,
  ) => pair.map((one) => ({ value: String(one.id), label: words(one), checked: isFirst(one) }))
  const filled = (field: MergedField) =>
    pair.find((one) => one[field] !== null && one[field] !== '')
  return (
    <>
      <Choice
        name="keep"
        type="radio"
        label={t('intake.merge.keep')}
        hint={t('intake.merge.keep.hint')}
        options={options(
          (one) =>
            `${one.legal_name} (${t('intake.merge.activities', { count: one.activities.length })})`,
          (one) => one === pair[0],
        )}
      />
      {differing.map((field) => (
        <Choice
          key={field}
          name={field}
          type="radio"
          label={t(`intake.merge.field.${field}`)}
          options={options(
            (one) => inWords(c, edition, one, field) || t('registration.none'),
            (one) => one === filled(field),
          )}
        />
      ))}
    </>
  )
}

function inWords(c: Ctx, edition: Edition, participant: Participant, field: MergedField): string {
  const { t, lang } = c.var
  const value = participant[field]
  if (value === null || value === '') return ''
  switch (field) {
    case 'kind':
      return t(`registration.kind.${participant.kind}`)
    case 'industry':
      return nameOf(edition.industries, String(value), lang)
    case 'size_class':
      return nameOf(edition.sizes, String(value), lang)
    case 'prefecture':
      return prefectureOf(Number(value))?.name[lang] ?? ''
    default:
      return String(value)
  }
}
