/** Says that the text beside it stands in another language than the page: "日本語の原文". */
export function LanguageNote(props: { text: string }) {
  return <span class="language-note">{props.text}</span>
}
