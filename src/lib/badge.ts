export function embedSnippet(_p: { imageUrl: string; pageUrl: string; alt: string }): string {
  return ''
}
