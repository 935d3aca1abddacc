export type Era = { name: string; letter: string; from: Temporal.PlainDate }

const day = (iso: string) => Temporal.PlainDate.from(iso)

/** The eras since Meiji with their first day in the Gregorian calendar, the newest first. */
const eras: readonly Era[] = [
  { name: '令和', letter: 'R', from: day('2019-05-01') },
  { name: '平成', letter: 'H', from: day('1989-01-08') },
  { name: '昭和', letter: 'S', from: day('1926-12-25') },
  { name: '大正', letter: 'T', from: day('1912-07-30') },
  { name: '明治', letter: 'M', from: day('1868-10-23') },
]

/** The era and year of a day, the first one as 元年: `令和2年`. Undefined before Meiji. */
export function eraYear(date: Temporal.PlainDate): string | undefined {
  const era = eraOf(date)
  if (!era) return undefined
  const year = date.year - era.from.year + 1
  return `${era.name}${year === 1 ? '元' : year}年`
}

/** The era that a day lies in. */
export function eraOf(date: Temporal.PlainDate): Era | undefined {
  return eras.find(({ from }) => Temporal.PlainDate.compare(date, from) >= 0)
}

/** The era of a name (令和) or a letter (R, r). */
export function findEra(nameOrLetter: string): Era | undefined {
  return eras.find(
    ({ name, letter }) => name === nameOrLetter || letter === nameOrLetter.toUpperCase(),
  )
}
