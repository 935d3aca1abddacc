/** How a stream, a meeting or a recording is reached. */
export type Source =
  | { kind: 'hls'; url: string; host: string }
  /** `frame` is the player's own address, `host` who runs it and learns of the visit. */
  | { kind: 'embed'; url: string; frame: string; host: string }
  | { kind: 'link'; url: string; host: string }

/**
 * The source behind an address. Only players that we know are framed; every other address is a link.
 * `wanted` is what the officer said it is; a recording's address speaks for itself.
 */
export function sourceOf(
  address: string,
  wanted: 'hls' | 'embed' | 'link' | 'any' = 'any',
): Source | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const { host } = url
  if (wanted === 'hls' || (wanted === 'any' && /\.m3u8$/i.test(url.pathname)))
    return { kind: 'hls', url: url.href, host }
  const frame = wanted === 'link' ? undefined : frameOf(url)
  if (frame) return { kind: 'embed', url: url.href, frame, host: new URL(frame).host }
  return { kind: 'link', url: url.href, host }
}

/** The player's address at YouTube (without its cookies) or Vimeo (asked not to track). */
function frameOf({ hostname, pathname, searchParams }: URL): string | undefined {
  const name = hostname.replace(/^(www|m|player)\./, '')
  const parts = pathname.split('/').filter(Boolean)
  if (name === 'youtu.be') return youtube(parts[0])
  if (name === 'youtube.com' || name === 'youtube-nocookie.com') {
    if (parts[0] === 'watch') return youtube(searchParams.get('v'))
    return ['live', 'embed', 'shorts'].includes(parts[0] ?? '') ? youtube(parts[1]) : undefined
  }
  if (name !== 'vimeo.com') return undefined
  if (parts[0] === 'event') return /^\d+$/.test(parts[1] ?? '') ? vimeoEvent(parts) : undefined
  const [id, hash] = parts[0] === 'video' ? parts.slice(1) : parts
  return vimeo(id, searchParams.get('h') ?? hash)
}

function youtube(id: string | null | undefined): string | undefined {
  return id && /^[\w-]{6,20}$/.test(id) ? `https://www.youtube-nocookie.com/embed/${id}` : undefined
}

function vimeo(id: string | undefined, hash: string | undefined): string | undefined {
  if (!id || !/^\d+$/.test(id)) return undefined
  const secret = hash && /^[0-9a-f]+$/i.test(hash) ? `&h=${hash}` : ''
  return `https://player.vimeo.com/video/${id}?dnt=1${secret}`
}

function vimeoEvent([, id, hash]: string[]): string {
  const secret = hash && /^[0-9a-f]+$/i.test(hash) ? `/${hash}` : ''
  return `https://vimeo.com/event/${id}/embed${secret}?dnt=1`
}

/** What the content policy must allow so that this source plays. */
export function rulesFor(source: Source | undefined): string[] {
  if (source?.kind === 'embed') return [`frame-src ${new URL(source.frame).origin}`]
  if (source?.kind !== 'hls') return []
  // a playlist names the hosts of its segments itself
  const { protocol, origin } = new URL(source.url)
  return [`media-src ${protocol === 'https:' ? 'https:' : origin}`]
}
