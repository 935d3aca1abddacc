import type { ComponentChild } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Lang } from '../lib/languages.ts'
import { wrapText } from './wrap.ts'

/** What a letter says, once; the html and the text part are both made from it. */
export type Block =
  | { heading: string }
  | { paragraph: string }
  | { facts: readonly (readonly [label: string, value: string])[] }
  | { link: { label: string; url: string } }
  | { code: string }
  | { note: string }

export type LetterContent = {
  lang: Lang
  subject: string
  siteName: string
  blocks: readonly Block[]
  /** Who sends it, why it came, whom to ask: one line each. */
  footer: readonly string[]
}

/** Both parts of a mail. No image, no tracking, no script; readable in light and dark. */
export function renderLetter(content: LetterContent): { html: string; text: string } {
  return {
    html: `<!doctype html>\n${renderToString(<Document content={content} />)}`,
    text: textOf(content),
  }
}

/** Mail programs drop style sheets, so the little style there is stands at the elements. */
const styles = {
  body: 'margin:0;padding:16px;font-family:sans-serif;font-size:16px;line-height:1.7',
  sheet: 'width:100%;max-width:600px;margin:0 auto;border-collapse:collapse',
  site: 'margin:0 0 24px;padding:0 0 12px;border-bottom:2px solid #767676;font-weight:bold',
  heading: 'margin:24px 0 12px;font-size:20px;line-height:1.5',
  paragraph: 'margin:0 0 16px',
  facts: 'width:100%;margin:0 0 16px;border-collapse:collapse',
  label:
    'padding:8px 12px 8px 0;border-bottom:1px solid #767676;text-align:left;vertical-align:top',
  value: 'padding:8px 0;border-bottom:1px solid #767676;overflow-wrap:anywhere',
  url: 'overflow-wrap:anywhere;font-size:14px',
  code: 'margin:0 0 16px;font-family:monospace;font-size:28px;letter-spacing:4px',
  note: 'margin:0 0 16px;padding:0 0 0 12px;border-left:4px solid #767676',
  footer: 'margin:32px 0 0;padding:12px 0 0;border-top:1px solid #767676;font-size:14px',
}

function Document({ content }: { content: LetterContent }) {
  const { lang, subject, siteName, blocks, footer } = content
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={styles.body}>
        <table role="presentation" style={styles.sheet}>
          <tr>
            <td>
              <p style={styles.site}>{siteName}</p>
              {blocks.map(blockHtml)}
              <div style={styles.footer}>{lines(footer.join('\n'))}</div>
            </td>
          </tr>
        </table>
      </body>
    </html>
  )
}

function blockHtml(block: Block): ComponentChild {
  if ('heading' in block) return <h1 style={styles.heading}>{block.heading}</h1>
  if ('paragraph' in block) return <p style={styles.paragraph}>{lines(block.paragraph)}</p>
  if ('facts' in block) return <Facts facts={block.facts} />
  if ('link' in block) return <Link {...block.link} />
  if ('code' in block) return <p style={styles.code}>{block.code}</p>
  return <p style={styles.note}>{lines(block.note)}</p>
}

function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <table style={styles.facts}>
      {facts.map(([label, value]) => (
        <tr>
          <th scope="row" style={styles.label}>
            {label}
          </th>
          <td style={styles.value}>{lines(value)}</td>
        </tr>
      ))}
    </table>
  )
}

/** The address is also shown: people are right not to trust a link that they cannot read. */
function Link({ label, url }: { label: string; url: string }) {
  return (
    <p style={styles.paragraph}>
      <a href={safeUrl(url)}>{label}</a>
      <br />
      <span style={styles.url}>{url}</span>
    </p>
  )
}

/** Line breaks of the text as line breaks of the page. */
function lines(text: string): ComponentChild {
  return text.split('\n').map((line, index) => (
    <>
      {index > 0 && <br />}
      {line}
    </>
  ))
}

function safeUrl(url: string): string {
  if (!/^https?:\/\/\S+$/.test(url)) throw new RangeError('a letter links to http(s) only')
  return url
}

function textOf({ lang, siteName, blocks, footer }: LetterContent): string {
  const body = blocks.map((block) => blockText(block, lang))
  const foot = footer.map((line) => wrapText(line, lang)).join('\n')
  return `${[siteName, ...body, `--\u0020\n${foot}`].join('\n\n')}\n`
}

function blockText(block: Block, lang: Lang): string {
  if ('heading' in block) return wrapText(`■ ${block.heading}`, lang)
  if ('paragraph' in block) return wrapText(block.paragraph, lang)
  if ('facts' in block)
    return block.facts.map(([label, value]) => wrapText(`${label}: ${value}`, lang)).join('\n')
  if ('link' in block) return `${wrapText(block.link.label, lang)}\n${safeUrl(block.link.url)}`
  if ('code' in block) return `    ${block.code}`
  return wrapText(`※ ${block.note}`, lang)
}
