import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sniffDocument } from './document.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test('a document is known by its bytes', () => {
  assert.equal(sniffDocument(bytes('%PDF-1.7\n')), 'pdf')
  assert.equal(sniffDocument(bytes('PK\x03\x04 [Content_Types].xml word/document.xml')), 'docx')
  assert.equal(sniffDocument(bytes('\x89PNG\r\n\x1a\n')), 'png')
  assert.equal(sniffDocument(Buffer.from('就業規則の案\n第1条')), 'text')
})

test('programs, archives, pages and macros are not taken, whatever they are called', () => {
  assert.equal(sniffDocument(bytes('MZ\x90\x00')), undefined)
  assert.equal(sniffDocument(bytes('PK\x03\x04 readme.txt')), undefined)
  assert.equal(sniffDocument(bytes('<!doctype html><script>1</script>')), undefined)
  assert.equal(sniffDocument(bytes('<svg xmlns="http://www.w3.org/2000/svg">')), undefined)
  assert.equal(
    sniffDocument(bytes('PK\x03\x04 [Content_Types].xml word/document.xml vbaProject.bin')),
    undefined,
  )
  assert.equal(sniffDocument(new Uint8Array()), undefined)
})
