const texts = new WeakMap<Response, string>()

/** An answer of text that keeps the text at hand: reading a body back costs a stream. */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init)
  texts.set(response, text)
  return response
}

/** The whole body of an answer. */
export async function bodyOf(response: Response): Promise<Buffer> {
  const text = texts.get(response)
  return text === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(text)
}
