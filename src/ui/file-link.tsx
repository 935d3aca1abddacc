import { Icon } from './icon.tsx'

/** A file to fetch, with what people want to know before: type, size, pages. */
export function FileLink(props: {
  href: string
  label: string
  /** "PDF・436KB・2ページ", already in words. */
  about: string
  lang?: string | undefined
}) {
  return (
    <a class="file-link" href={props.href} lang={props.lang}>
      <Icon name="file" />
      <span>
        {props.label} <span class="file-about">[{props.about}]</span>
      </span>
    </a>
  )
}
