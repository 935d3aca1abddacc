/** What organisers provide so that everybody can follow; the words are `event-desk.provision.<code>`. */
export const provisions = [
  'captions',
  'sign-language',
  'large-print',
  'easy-japanese',
  'interpretation',
  'hearing-loop',
  'wheelchair',
] as const
export type Provision = (typeof provisions)[number]
