export async function takeImage(
  _b: Uint8Array,
  _o: object,
): Promise<
  | { ok: false; reason: string }
  | {
      ok: true
      variants: { width: number; height: number; format: string; bytes: Uint8Array }[]
      width: number
      height: number
      sha256: string
    }
> {
  return { ok: false, reason: 'type' }
}
