// The yardstick of a kept page: node:http sends one file's bytes from memory.
//   node test/load/memory-server.ts PORT FILE
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [port, file = ''] = process.argv.slice(2)
const body = readFileSync(file)
const headers = { 'content-type': 'text/html; charset=UTF-8', 'content-length': body.length }
createServer((_, response) => response.writeHead(200, headers).end(body)).listen(
  Number(port),
  '127.0.0.1',
)
