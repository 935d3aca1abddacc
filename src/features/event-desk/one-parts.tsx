import { to } from '../../http/page.tsx'
import { formatNumber } from '../../lib/numbers.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { Section } from '../../ui/section.tsx'
import { questionsOf } from '../events/questions.ts'
import { deskPath } from './at-hand.ts'
import type { OneProps } from './one-view.tsx'
import { sections } from './sections.ts'

/** The parts of an event with what they hold, each with the link to change it. */
export function Parts(props: OneProps) {
  const { c, event, mayEdit } = props
  const { t } = c.var
  return (
    <Section id="parts" title={t('event-desk.parts')} quiet>
      <DefinitionList
        items={[...sectionParts(props), ...listParts(props)].map(({ term, value, path }) => ({
          term,
          value: value || '—',
          ...(mayEdit && {
            change: {
              href: to(c, deskPath(event, path)),
              label: t('event-desk.change'),
              about: term,
            },
          }),
        }))}
      />
    </Section>
  )
}

type Part = { term: string; value: string; path: string }

function sectionParts({ c, event }: OneProps): Part[] {
  const { t } = c.var
  const own = (text: unknown) => (text as { ja?: string }).ja ?? ''
  const provisions = event.provisions.map((one) =>
    t(`event-desk.provisions.${one}` as 'event-desk.provisions.captions'),
  )
  const values = {
    basics: own(event.lead) || own(event.body),
    venue: own(event.venue) || t(`event-desk.mode.${event.mode}`),
    care: provisions.join(t('event-desk.comma')),
  }
  return sections.map((section) => ({
    term: t(`event-desk.section.${section}`),
    value: values[section],
    path: `/edit/${section}`,
  }))
}

function listParts({ c, event, organisers, programme, materials }: OneProps): Part[] {
  const { t, lang } = c.var
  const part = (name: 'programme' | 'materials' | 'organisers' | 'questions', length: number) => ({
    term: t(`event-desk.${name}.title`),
    value: t('event-desk.entries', { count: formatNumber(length, lang) }),
    path: `/${name}`,
  })
  return [
    part('programme', programme.length),
    part('materials', materials.length),
    part('organisers', organisers.length),
    part('questions', questionsOf(event).length),
  ]
}
