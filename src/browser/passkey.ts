// Shows the forms for passkeys where the browser knows them, and fills them in. Without this script
// staff sign in with password and code.

type Json = Record<string, unknown>

const forms = document.querySelectorAll<HTMLFormElement>('form[data-passkey]')
if (typeof PublicKeyCredential === 'function') {
  for (const form of forms) {
    form.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void answer(form)
    })
  }
}

async function answer(form: HTMLFormElement): Promise<void> {
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]')
  const field = form.querySelector<HTMLInputElement>('input[name=response]')
  const button = form.querySelector('button')
  if (!failed || !field || !button) return
  failed.hidden = true
  button.disabled = true
  try {
    const asked = await fetch(form.dataset['challenge'] ?? '', { method: 'POST' })
    // The program wants to know once more who is there before a passkey is made.
    if (asked.redirected) return location.assign(asked.url)
    if (!asked.ok) throw new Error(String(asked.status))
    const credential = await ask(form.dataset['passkey'], (await asked.json()) as Json)
    field.value = JSON.stringify(toJson(credential as PublicKeyCredential))
    form.submit()
  } catch {
    failed.hidden = false
    button.disabled = false
  }
}

function ask(kind: string | undefined, options: Json): Promise<Credential | null> {
  if (kind === 'create')
    return navigator.credentials.create({ publicKey: creationOptions(options) })
  return navigator.credentials.get({ publicKey: requestOptions(options) })
}

function creationOptions(options: Json): PublicKeyCredentialCreationOptions {
  if ('parseCreationOptionsFromJSON' in PublicKeyCredential)
    return PublicKeyCredential.parseCreationOptionsFromJSON(options as never)
  const user = options['user'] as Json
  return {
    ...options,
    challenge: bytes(options['challenge']),
    user: { ...user, id: bytes(user['id']) },
    excludeCredentials: descriptors(options['excludeCredentials']),
  } as unknown as PublicKeyCredentialCreationOptions
}

function requestOptions(options: Json): PublicKeyCredentialRequestOptions {
  if ('parseRequestOptionsFromJSON' in PublicKeyCredential)
    return PublicKeyCredential.parseRequestOptionsFromJSON(options as never)
  return {
    ...options,
    challenge: bytes(options['challenge']),
    allowCredentials: descriptors(options['allowCredentials']),
  } as unknown as PublicKeyCredentialRequestOptions
}

function descriptors(list: unknown): Json[] {
  return ((list ?? []) as Json[]).map((one) => ({ ...one, id: bytes(one['id']) }))
}

/** The credential as JSON, also in browsers that cannot do it by themselves (before 2025). */
function toJson(credential: PublicKeyCredential): unknown {
  if (typeof credential.toJSON === 'function') return credential.toJSON()
  const parts = credential.response as unknown as Record<string, unknown> & {
    getTransports?: () => string[]
  }
  const names = [
    'clientDataJSON',
    'attestationObject',
    'authenticatorData',
    'signature',
    'userHandle',
  ]
  const response: Json = {}
  for (const name of names) {
    const part = parts[name]
    if (part instanceof ArrayBuffer) response[name] = text(part)
  }
  if (parts.getTransports) response['transports'] = parts.getTransports()
  return {
    id: credential.id,
    rawId: credential.id,
    type: credential.type,
    response,
    clientExtensionResults: {},
  }
}

function bytes(base64url: unknown): Uint8Array {
  const binary = atob(String(base64url).replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
