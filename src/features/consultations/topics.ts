import { cleanLine } from '../../lib/clean-text.ts'
import type { Localized } from '../../lib/languages.ts'

export type Topic = { code: string; name: Localized }

/** Topics as an officer types them, one a line: `labour 労務管理 | Labour management | 劳务 | 노무`. */
export function readTopics(text: string): Topic[] | undefined {
  const lines = text.split(/\r?\n/).map(cleanLine).filter(Boolean)
  const topics = lines.map(readTopic)
  const codes = new Set(topics.map((topic) => topic?.code))
  if (topics.includes(undefined) || codes.size < topics.length) return undefined
  return topics as Topic[]
}

function readTopic(text: string): Topic | undefined {
  const [, code, names] = /^([a-z0-9-]{1,40})\s+(\S.*)$/.exec(text) ?? []
  const [ja, en, zh, ko] = (names ?? '').split('|').map((name) => name.trim())
  if (!code || !ja) return undefined
  return {
    code,
    name: { ja, ...(en && { en }), ...(zh && { 'zh-Hans': zh }), ...(ko && { ko }) },
  }
}

/** Topics in the form in which they are typed. */
export function typedTopics(topics: readonly Topic[]): string {
  return topics
    .map(({ code, name }) => {
      const names = [name.ja, name.en ?? '', name['zh-Hans'] ?? '', name.ko ?? '']
      return `${code} ${names.join(' | ').replace(/[ |]+$/, '')}`
    })
    .join('\n')
}
