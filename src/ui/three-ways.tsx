import { Button } from './button.tsx'

export interface Way {
  /** The word of the way: 試みる, 学ぶ, 応援する. */
  word: string
  sentence: string
  example: string
  action: { href: string; label: string; about?: string | undefined }
}

/** The ways to take part: a word, a sentence, an example, one button each. */
export function ThreeWays(props: { ways: Way[]; exampleLabel: string }) {
  return (
    <ol class="ways">
      {props.ways.map((way, at) => (
        <li class="way" key={way.word}>
          <p class="way-number" aria-hidden="true">
            {at + 1}
          </p>
          <h3>{way.word}</h3>
          <p class="way-sentence">{way.sentence}</p>
          <p class="way-example">
            <span class="way-example-label">{props.exampleLabel}</span> {way.example}
          </p>
          <Button kind="secondary" href={way.action.href} about={way.action.about}>
            {way.action.label}
          </Button>
        </li>
      ))}
    </ol>
  )
}
