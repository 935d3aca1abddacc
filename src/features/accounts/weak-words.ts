// Words that people build passwords from. A list of leaked passwords would be larger and say less:
// almost every entry of twelve characters and more is made of these.

const rows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
]

const favourites =
  'password passcode passwort admin administrator root user guest test testing demo welcome hello letmein login ' +
  'logon signin secret master super manager office staff public private account changeme default system server ' +
  'computer internet network security windows apple google monkey dragon sunshine princess football baseball ' +
  'superman batman iloveyou trustno whatever summer winter spring autumn monday friday november december january ' +
  'sakura himawari nippon arigatou konnichiwa doraemon pokemon pikachu totoro hatsune yamada tanaka suzuki'

/** What this program, its campaigns and its offices are called. */
const context =
  'gekkan getsukan campaign month edition registry activity activities secretariat jimukyoku organiser officer ' +
  'telework teleworker terewaku remote workstyle hatarakikata work kaizen seminar event japan tokyo kasumigaseki ' +
  'government ministry seifu shoucho soumu soumusho kourou kouroushou keisan keisansho kokudo kokukou naikaku ' +
  'naikakufu monbu monka kankyo digital dejitaru mhlw meti mlit soum mext cabinet jinji example ' +
  'テレワーク 月間 事務局 総務省 総務 厚生労働省 厚労省 経済産業省 経産省 国土交通省 国交省 内閣府 内閣官房 ' +
  'デジタル庁 文部科学省 環境省 日本 東京 働き方改革 パスワード ひみつ 秘密 管理者'

/** Runs of a row of keys or letters, four to ten long, both ways. */
function runsOf(row: string): string[] {
  const backwards = Array.from(row).toReversed().join('')
  return [row, backwards].flatMap((text) =>
    [4, 5, 6, 7, 8, 10].flatMap((length) =>
      Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) =>
        text.slice(at, at + length),
      ),
    ),
  )
}

const years = Array.from({ length: 101 }, (_, at) => String(1940 + at))

/** About a thousand words, the longest first, in the spelling of `foldPassword`. */
export const weakWords: readonly string[] = [
  ...new Set(
    [...rows.flatMap(runsOf), ...favourites.split(' '), ...context.split(' '), ...years].map(
      foldPassword,
    ),
  ),
].toSorted((one, other) => other.length - one.length)

/** What a guesser sees: no case, no width, `p@ssw0rd` as `password`, letters and digits only. */
export function foldPassword(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase()
  const swapped = plain
    .replace(/(?<=\p{L})[@4]|[@4](?=\p{L})/gu, 'a')
    .replace(/(?<=\p{L})[0](?=\p{L})/gu, 'o')
  return swapped
    .replace(/(?<=\p{L})[1!](?=\p{L})/gu, 'i')
    .replace(/(?<=\p{L})3(?=\p{L})/gu, 'e')
    .replace(/(?<=\p{L})[5$](?=\p{L})|\$/gu, 's')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
