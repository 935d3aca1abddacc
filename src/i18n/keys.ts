import type site from '../../messages/ja/site.json'

type In<Feature extends string, Messages> = `${Feature}.${keyof Messages & string}`

/** Every key of the Japanese catalogue: a mistyped or removed key is a type error. */
export type MessageKey = In<'site', typeof site>
