import { FormStart, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { pick } from '../../lib/languages.ts'
import { formatFileSize } from '../../lib/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import { FileField } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import type { CampaignEvent } from '../events/event.ts'
import { deskPath } from './at-hand.ts'
import { EventHead } from './edit-view.tsx'
import { Mistakes } from './form-page.tsx'
import { materialSpecs } from './materials.ts'
import { OrderButtons } from './programme-views.tsx'
import type { Material } from './queries.ts'
import type { Shown } from './spec.ts'
import { SpecField } from './spec-field.tsx'

type Props = Shown & { event: CampaignEvent; materials: Material[] }

/** The files of an event, and the form for one more. */
export function MaterialsView(props: Props) {
  const { c, event, materials } = props
  const { t } = c.var
  return (
    <div class="stack">
      <Mistakes {...props} />
      <EventHead c={c} event={event} title={t('event-desk.materials.title')} />
      {materials.length === 0 ? (
        <p class="soft">{t('event-desk.materials.none')}</p>
      ) : (
        <Files {...props} />
      )}
      <Section id="add" title={t('event-desk.materials.add')} quiet>
        <form
          class="form-page"
          method="post"
          action={to(c, deskPath(event, '/materials'))}
          enctype="multipart/form-data"
          noValidate
        >
          <FormStart c={c} form="event-desk.material" />
          <FileField
            name="file"
            label={t('event-desk.field.file')}
            hint={t('event-desk.field.file.hint')}
            error={wordsAt(props.mistakes, 'file')}
            errorWord={t('site.error.prefix')}
            accept=".pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg"
          />
          {materialSpecs.map((spec) => (
            <SpecField key={spec.name} {...props} spec={spec} />
          ))}
          <FormActions>
            <Button>{t('event-desk.materials.button')}</Button>
          </FormActions>
        </form>
      </Section>
    </div>
  )
}

function Files({ c, event, materials }: Props) {
  const { t, lang } = c.var
  return (
    <Table
      caption={t('event-desk.materials.title')}
      captionHidden
      columns={[
        { label: t('event-desk.field.title') },
        { label: t('event-desk.column.file') },
        { label: t('event-desk.column.size'), number: true },
        { label: t('event-desk.field.material-audience') },
        { label: t('event-desk.column.order'), quiet: true },
      ]}
      rows={materials.map((material, at) => ({
        id: String(material.id),
        cells: [
          pick(material.title, lang).text,
          material.file_name,
          formatFileSize(material.bytes, lang),
          t(`event-desk.audience.${material.audience}`),
          <OrderButtons
            c={c}
            path={deskPath(event, `/materials/${material.id}`)}
            about={pick(material.title, lang).text}
            first={at === 0}
            last={at === materials.length - 1}
          />,
        ],
      }))}
    />
  )
}
