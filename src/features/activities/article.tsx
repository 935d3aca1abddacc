import type { Ctx } from '../../http/context.ts'
import { nameOf, type Edition, publicNumber } from '../editions/edition.ts'
import { formItems } from '../editions/form-definition.ts'
import { pick } from '../../lib/languages.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { LanguageNote } from '../../ui/language-note.tsx'
import { PageHead } from '../../ui/section.tsx'
import { KindTags, periodInWords, placeInWords } from './card.tsx'
import { picturePath, type StoredPicture } from './pictures.ts'
import type { Version } from './version.ts'

/**
 * The public text of an activity, as its page and the preview before sending show it. It is handed
 * the public part of a version (publicPart) and shows nothing that is not in it.
 */
export function ActivityArticle(props: {
  c: Ctx
  edition: Edition
  version: Version
  number: number | null
  picture: StoredPicture | undefined
}) {
  const { c, edition, version, number, picture } = props
  const lang = c.var.lang === 'ja' ? undefined : 'ja'
  return (
    <article class="activity">
      <PageHead
        title={version.title}
        titleLang={lang}
        over={
          <>
            <KindTags c={c} edition={edition} kinds={version.kinds} linked />
            {number !== null && <span class="figures soft">{publicNumber(edition, number)}</span>}
          </>
        }
      >
        <p class="entry-owner">
          <span lang={lang}>{version.name}</span>
        </p>
        {lang && number !== null && <LanguageNote text={c.var.t('activities.one.in-japanese')} />}
      </PageHead>
      {picture && <Picture picture={picture} alt={version.imageAlt} />}
      <div class="prose" lang={lang}>
        <Paragraphs text={version.body} />
      </div>
      <DefinitionList items={factsOf(c, edition, version)} />
    </article>
  )
}

function Picture({ picture, alt }: { picture: StoredPicture; alt: string }) {
  const { width, height } = picture
  const src = picturePath(picture, 1200, 'webp')
  return <img class="activity-picture" src={src} alt={alt} width={width} height={height} />
}

/** A text of several lines: an empty line parts paragraphs, a single one breaks the line. */
function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph, at) => (
        <p key={at}>
          {paragraph.split('\n').map((line, index) => (
            <>
              {index > 0 && <br />}
              {line}
            </>
          ))}
        </p>
      ))}
    </>
  )
}

function factsOf(c: Ctx, edition: Edition, version: Version) {
  const { t, lang } = c.var
  const ja = lang === 'ja' ? undefined : 'ja'
  const facts = [
    { term: t('activities.one.when'), value: periodInWords(c, version) },
    { term: t('activities.one.where'), value: placeInWords(c, version) },
    { term: t('activities.one.who'), value: version.name, lang: ja },
    { term: t('activities.one.reading'), value: version.reading, lang: ja },
    {
      term: t('activities.one.industry'),
      value: version.industry && nameOf(edition.industries, version.industry, lang),
    },
    {
      term: t('activities.one.size'),
      value: version.size && nameOf(edition.sizes, version.size, lang),
    },
    { term: t('activities.one.corporate'), value: version.corporateNumber },
    { term: t('activities.one.link'), value: version.url && <OutsideLink url={version.url} /> },
    ...answersOf(c, edition, version),
  ]
  return facts.filter(({ value }) => value)
}

function OutsideLink({ url }: { url: string }) {
  return (
    <a class="long-word" href={url} rel="nofollow ugc noopener">
      {url}
    </a>
  )
}

function answersOf(c: Ctx, edition: Edition, version: Version) {
  const { lang, t } = c.var
  return formItems(edition.form).flatMap((item) => {
    if (!('question' in item) || !(item.question in version.answers)) return []
    const answer = version.answers[item.question]
    const named = (code: unknown) => nameOf(item.options ?? [], String(code), lang)
    const value =
      typeof answer === 'boolean'
        ? t(answer ? 'registration.yes' : 'registration.no')
        : Array.isArray(answer)
          ? answer.map(named).join('、')
          : item.options
            ? named(answer)
            : String(answer ?? '')
    return [{ term: pick(item.label, lang).text, value }]
  })
}
