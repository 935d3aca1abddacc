import type { Ctx } from '../../http/context.ts'
import { FormStart } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { staffPage } from '../../http/staff-page.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { FormActions } from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import type { Desk } from './desk.ts'
import { undoMinutes } from './moderation.ts'
import type { Waiting } from './queue-queries.ts'
import { numberOf, Risk, TitleLink } from './words.tsx'

type BulkProps = {
  c: Ctx
  desk: Desk
  ready: Waiting[]
  apart: Waiting[]
  mails: number
  gone: number
}

/** Says what publishing many will do, and to whom, before it is done. */
export function bulkPage(props: BulkProps): Promise<Response> {
  const { c, ready, apart } = props
  const { t } = c.var
  const title = t('moderation.bulk.title')
  return staffPage(
    c,
    { title },
    <>
      <PageHead title={title} />
      <div class="stack">
        {ready.length > 0 && <Question {...props} />}
        {ready.length === 0 && <p>{t('moderation.bulk.nothing')}</p>}
      </div>
      <Lines
        {...props}
        id="ready"
        lines={ready}
        title={t('moderation.bulk.ready', { count: ready.length })}
      />
      <Lines
        {...props}
        id="apart"
        lines={apart}
        title={t('moderation.bulk.apart', { count: apart.length })}
      />
    </>,
  )
}

function Question({ c, ready, mails, gone }: BulkProps) {
  const { t } = c.var
  return (
    <Confirm
      title={t('moderation.bulk.question', { count: ready.length })}
      effectsLabel={t('moderation.effects')}
      effects={[
        t('moderation.bulk.effect', { count: ready.length, mails }),
        t('moderation.bulk.effect.undo', { minutes: undoMinutes }),
        ...(gone > 0 ? [t('moderation.bulk.effect.gone', { count: gone })] : []),
      ]}
    >
      <form method="post" action={to(c, '/staff/queue/publish')}>
        <FormStart c={c} form="moderation.publish-many" />
        {ready.map(({ id, versionId }) => (
          <input key={id} type="hidden" name="activity" value={`${id}-${versionId}`} />
        ))}
        <FormActions>
          <Button>{t('moderation.bulk.confirm', { count: ready.length })}</Button>
          <Button kind="link" href={to(c, '/staff/queue')}>
            {t('moderation.cancel')}
          </Button>
        </FormActions>
      </form>
    </Confirm>
  )
}

function Lines({
  c,
  desk,
  id,
  lines,
  title,
}: BulkProps & { id: string; lines: Waiting[]; title: string }) {
  const { t } = c.var
  if (lines.length === 0) return null
  return (
    <Section id={id} title={title} quiet>
      <Table
        caption={title}
        captionHidden
        columns={[
          { label: t('moderation.column.number'), narrow: true },
          { label: t('moderation.column.title') },
          { label: t('moderation.column.work') },
          { label: t('moderation.column.risk') },
        ]}
        rows={lines.map((line) => ({
          id: String(line.id),
          cells: [
            numberOf(desk.edition, line.number),
            <TitleLink key="title" c={c} id={line.id} title={line.title} name={line.name} />,
            t(`moderation.work.${line.work}`),
            <Risk key="risk" c={c} risk={line.risk} reasons={line.risk_reasons} />,
          ],
        }))}
      />
    </Section>
  )
}
