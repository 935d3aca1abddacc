import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentDisposition } from './content-disposition.ts'

test('a Japanese name is sent twice, for old programs and as it is', () => {
  assert.equal(
    contentDisposition("資料 (1)'.pdf"),
    `attachment; filename="__ (1)'.pdf"; filename*=UTF-8''%E8%B3%87%E6%96%99%20%281%29%27.pdf`,
  )
})

test('no name can end the header or add another', () => {
  const header = contentDisposition('a"; x="\r\nset-cookie: a=b\\%22\u{d800}.pdf')
  assert.match(header, /^attachment; filename="[^"\r\n\\%]*"; filename\*=UTF-8''[\w.%~!-]*$/)
})
