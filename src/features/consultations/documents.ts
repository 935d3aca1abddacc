import { join } from 'node:path'
import type { Db } from '../../db/database.ts'
import { type FileStore, putFile, readFile } from '../../files/store.ts'
import { orNotFound } from '../../http/faults.ts'
import type { Ctx } from '../../http/context.ts'
import type { Mistake } from '../../http/parse.ts'
import type { SubmittedFile } from '../../http/submitted.ts'
import { cleanLine } from '../../lib/clean-text.ts'
import { contentDisposition } from '../../lib/content-disposition.ts'
import { documentTypes, mostDocuments, sniffDocument } from './document.ts'

/** Documents lie apart from pictures: what everybody may see never comes from this folder. */
function storeOf(files: FileStore): FileStore {
  return { folder: join(files.folder, 'consultations') }
}

/** The documents of one consultation, oldest first. */
export async function listDocuments(db: Db, applicationId: number) {
  return db
    .selectFrom('consultation_files')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('id')
    .execute()
}
export type Document = Awaited<ReturnType<typeof listDocuments>>[number]

/** What is wrong with a file that came with a form; undefined when it can be kept. */
export function documentMistake(file: SubmittedFile | undefined): Mistake | undefined {
  if (!file) return undefined
  if (file.tooLarge) return { field: 'document', reason: 'too-large' }
  return sniffDocument(file.bytes) ? undefined : { field: 'document', reason: 'type' }
}

/** Keeps a document that has no mistake. @returns false when there are too many already */
export async function keepDocument(
  c: Ctx,
  applicationId: number,
  file: SubmittedFile,
): Promise<boolean> {
  const { db, files, clock } = c.var
  if ((await listDocuments(db, applicationId)).length >= mostDocuments) return false
  const type = sniffDocument(file.bytes)
  if (!type) return false
  const { key, size } = await putFile(storeOf(files), file.bytes, { type: documentTypes[type] })
  await db
    .insertInto('consultation_files')
    .values({
      application_id: applicationId,
      file_key: key,
      file_name: cleanLine(file.name).slice(-100) || `document.${type}`,
      media_type: documentTypes[type],
      bytes: size,
      created_at: clock.now(),
    })
    .execute()
  return true
}

/** A document to be saved, never shown by us: attachment, own policy, sandbox (R19). */
export async function sendDocument(c: Ctx, applicationId: number, fileId: number) {
  const documents = await listDocuments(c.var.db, applicationId)
  const document = orNotFound(documents.find(({ id }) => id === fileId))
  const bytes = orNotFound(await readFile(storeOf(c.var.files), document.file_key))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': document.media_type,
      'content-disposition': contentDisposition(document.file_name),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    },
  })
}
