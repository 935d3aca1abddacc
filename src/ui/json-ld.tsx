/**
 * Data for machines in the head of a page. The text must come from `jsonLdScript`, which escapes
 * what could end the element; it is data, so the content policy does not ask for a nonce.
 */
export function RawJsonLd(props: { script: string }) {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: props.script }} />
}
