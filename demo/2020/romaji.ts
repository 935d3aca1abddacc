const rows: Record<string, string> = {
  アイウエオ: 'a i u e o',
  カキクケコ: 'ka ki ku ke ko',
  サシスセソ: 'sa shi su se so',
  タチツテト: 'ta chi tsu te to',
  ナニヌネノ: 'na ni nu ne no',
  ハヒフヘホ: 'ha hi fu he ho',
  マミムメモ: 'ma mi mu me mo',
  ヤユヨ: 'ya yu yo',
  ラリルレロ: 'ra ri ru re ro',
  ワヲン: 'wa o n',
  ガギグゲゴ: 'ga gi gu ge go',
  ザジズゼゾ: 'za ji zu ze zo',
  ダヂヅデド: 'da ji zu de do',
  バビブベボ: 'ba bi bu be bo',
  パピプペポ: 'pa pi pu pe po',
  ヴ: 'vu',
}
const syllables = new Map(
  Object.entries(rows).flatMap(([kana, latin]) => {
    const parts = latin.split(' ')
    return [...kana].map((one, at): [string, string] => [one, parts[at] ?? ''])
  }),
)
const glides: Record<string, string> = {
  ャ: 'ya',
  ュ: 'yu',
  ョ: 'yo',
  ァ: 'a',
  ィ: 'i',
  ゥ: 'u',
  ェ: 'e',
  ォ: 'o',
}

/** Katakana in Latin letters (Hepburn, long vowels not marked): good enough for invented domains. */
export function romanise(kana: string): string {
  let latin = ''
  let doubled = false
  for (const one of kana) {
    const glide = glides[one]
    if (one === 'ッ') doubled = true
    else if (glide) latin = latin.replace(/[aiueo]$/, '') + softened(latin, glide)
    else if (one !== 'ー') {
      const syllable = syllables.get(one) ?? ''
      latin += doubled ? (syllable[0] ?? '') + syllable : syllable
      doubled = false
    }
  }
  return latin
}

/** シ + ョ is sho, not shyo. */
function softened(latin: string, glide: string): string {
  return /(sh|ch|j)[iueao]$/.test(latin) ? glide.replace('y', '') : glide
}
