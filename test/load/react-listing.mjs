// The yardstick of the listing: React's server rendering of the very page that Gekkan sends.
//   node test/load/react-listing.mjs PORT FILE…
// Each file is one page as Gekkan sent it. It is read once into data; every request makes React's
// elements of the page anew and renders them. The yardstick has no components, no routing, no
// search, no database and no validator, so it is faster than an application in React can be.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createElement, Fragment } from 'react'
import { renderToString } from 'react-dom/server'

const isVoid = /^(meta|link|input|br|hr|img|wbr)$/i
const reactNames = {
  class: 'className',
  for: 'htmlFor',
  tabindex: 'tabIndex',
  hreflang: 'hrefLang',
  charset: 'charSet',
  checked: 'defaultChecked',
  value: 'defaultValue',
  autocomplete: 'autoComplete',
  inputmode: 'inputMode',
  maxlength: 'maxLength',
  viewbox: 'viewBox',
}

const [port, ...files] = process.argv.slice(2)
const pages = files.map((file) => readTree(readFileSync(file, 'utf8')))
let next = 0

createServer((request, response) => {
  const tree = pages[next++ % pages.length]
  const html = `<!doctype html>${renderToString(toElement(tree))}`
  response.writeHead(200, {
    'content-type': 'text/html; charset=UTF-8',
    'content-length': Buffer.byteLength(html),
  })
  response.end(html)
}).listen(Number(port), '127.0.0.1')

function toElement(node) {
  if (typeof node === 'string') return node
  return createElement(node.name, { ...node.attributes }, ...node.children.map(toElement))
}

/** Reads well-formed HTML, as a renderer writes it, into names, attributes and children. */
function readTree(html) {
  const root = { name: Fragment, attributes: {}, children: [] }
  const open = [root]
  for (const [token] of html.replace(/<!doctype html>/i, '').matchAll(/<[^>]+>|[^<]+/g)) {
    if (token.startsWith('</')) open.pop()
    else if (!token.startsWith('<')) open.at(-1).children.push(plain(token))
    else {
      const [, name, rest] = /^<([a-zA-Z0-9-]+)([^]*?)\/?>$/.exec(token)
      const node = { name, attributes: readAttributes(rest), children: [] }
      open.at(-1).children.push(node)
      if (!isVoid.test(name) && !token.endsWith('/>')) open.push(node)
    }
  }
  return root.children.length === 1 ? root.children[0] : root
}

function readAttributes(text) {
  const found = [...text.matchAll(/([^\s=/]+)(?:="([^"]*)")?/g)]
  return Object.fromEntries(
    found.map(([, name, value]) => [
      reactNames[name.toLowerCase()] ?? camelOf(name),
      value === undefined ? true : plain(value),
    ]),
  )
}

/** stroke-width → strokeWidth; aria-… and data-… stay as they are. */
function camelOf(name) {
  return /^(aria|data)-/.test(name) ? name : name.replace(/-(\w)/g, (_, c) => c.toUpperCase())
}

function plain(text) {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
