import type { Ctx } from '../../http/context.ts'
import { pick } from '../../lib/languages.ts'
import { formatNumber, formatPercent } from '../../lib/numbers.ts'
import { ShareBars } from '../../ui/share-bars.tsx'
import type { Tally } from './survey.ts'

/** How many chose what, as bars with their numbers beside them: the picture is its own table. */
export function TallyBars({ c, tally }: { c: Ctx; tally: Tally }) {
  const { t, lang } = c.var
  return (
    <ShareBars
      title={t('surveys.of', { count: tally.answered })}
      headers={[t('surveys.choice'), t('surveys.answers')]}
      shares={countsOf(tally, lang).map(({ label, count, share }) => ({
        label,
        value: count,
        text: `${formatNumber(count, lang)} (${formatPercent(share, lang)})`,
      }))}
    />
  )
}

/** The choices of a question in words, with how many took each and their share of the answers. */
function countsOf(
  { question, answered, chosen }: Tally,
  lang: Ctx['var']['lang'],
): { label: string; count: number; share: number }[] {
  return chosen.map(({ code, count }) => {
    const option = question.options.find((one) => one.code === code)
    const label = option ? pick(option.label, lang).text : code
    return { label, count, share: answered === 0 ? 0 : count / answered }
  })
}
