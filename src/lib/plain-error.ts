/** An error that is a sentence for the operator, shown without a stack. */
export function plainError(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { plain: true })
}
