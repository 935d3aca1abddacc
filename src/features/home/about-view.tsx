import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { pick } from '../../lib/languages.ts'
import { formatNumber } from '../../lib/numbers.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { currentTerms, type Edition } from '../editions/edition.ts'

type Props = { c: Ctx; edition: Edition }

/** What the month is for, who runs it, on which terms, and what came before. */
export function AboutView({ c, edition }: Props) {
  const { t, lang } = c.var
  const purpose = pick(edition.purpose, lang)
  const slogan = pick(edition.slogan, lang)
  return (
    <>
      <PageHead title={t('home.about')} over={<p lang={slogan.lang}>{slogan.text}</p>} />
      <div class="prose">
        <p lang={purpose.lang}>{purpose.text}</p>
      </div>
      <Section id="organisers" title={t('home.about.organisers')}>
        <DefinitionList
          items={edition.bodies.map(({ name, role, url }) => ({
            term: t(`site.role.${role}`),
            value: url ? <a href={url}>{pick(name, lang).text}</a> : pick(name, lang).text,
            lang: pick(name, lang).lang,
          }))}
        />
      </Section>
      <Terms c={c} edition={edition} />
      <Past c={c} edition={edition} />
      <Contact c={c} edition={edition} />
    </>
  )
}

function Terms({ c, edition }: Props) {
  const terms = currentTerms(edition, dayOf(c.var.now))
  const { text, lang } = pick(terms.text, c.var.lang)
  return (
    <Section id="terms" title={c.var.t('home.about.terms')}>
      <div class="prose" lang={lang}>
        {text
          .split('\n')
          .filter(Boolean)
          .map((line, at) => (
            <p key={at}>{line}</p>
          ))}
      </div>
    </Section>
  )
}

function Past({ c, edition }: Props) {
  const { t, lang } = c.var
  return (
    <Section id="past" title={t('home.about.past')}>
      <Table
        caption={t('home.about.past.registrations')}
        captionHidden
        columns={[
          { label: t('home.about.past.year'), number: true },
          { label: t('home.about.past.ordinal'), number: true },
          { label: t('home.about.past.registrations'), number: true },
          { label: t('home.about.past.note') },
        ]}
        rows={edition.past.map((one) => ({
          id: String(one.year),
          cells: [
            String(one.year),
            String(one.ordinal),
            one.registrations === undefined ? '–' : formatNumber(one.registrations, lang),
            one.note ? (
              <span lang={pick(one.note, lang).lang}>{pick(one.note, lang).text}</span>
            ) : (
              <span lang="ja">{one.source ?? ''}</span>
            ),
          ],
        }))}
      />
    </Section>
  )
}

function Contact({ c, edition }: Props) {
  const { t, lang } = c.var
  const { name, email, phone, hours } = edition.secretariat
  return (
    <Section id="contact" title={t('home.about.contact')}>
      <p lang={pick(name, lang).lang}>{pick(name, lang).text}</p>
      <p>
        <a href={`mailto:${email}`}>{email}</a> · <span class="figures">{phone}</span>
      </p>
      <p lang={pick(hours, lang).lang}>{pick(hours, lang).text}</p>
    </Section>
  )
}
