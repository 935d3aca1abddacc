import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rulesFor, sourceOf } from './source.ts'

const frame = (address: string) => {
  const source = sourceOf(address, 'embed')
  return source?.kind === 'embed' ? source.frame : source?.kind
}

test('YouTube is framed without its cookies, whichever way its address was copied', () => {
  const own = 'https://www.youtube-nocookie.com/embed/aB3_-xyz123'
  for (const address of [
    'https://www.youtube.com/watch?v=aB3_-xyz123&t=10s',
    'https://youtu.be/aB3_-xyz123?si=abc',
    'https://m.youtube.com/live/aB3_-xyz123',
    'https://www.youtube-nocookie.com/embed/aB3_-xyz123',
  ])
    assert.equal(frame(address), own, address)
})

test('Vimeo is asked not to track, and an unlisted video keeps its key', () => {
  assert.equal(frame('https://vimeo.com/12345'), 'https://player.vimeo.com/video/12345?dnt=1')
  const unlisted = 'https://player.vimeo.com/video/12345?dnt=1&h=ab12cd'
  assert.equal(frame('https://vimeo.com/12345/ab12cd'), unlisted)
  assert.equal(frame('https://player.vimeo.com/video/12345?h=ab12cd'), unlisted)
  assert.equal(frame('https://vimeo.com/event/777'), 'https://vimeo.com/event/777/embed?dnt=1')
})

test('no other address is ever framed: it is a link, or nothing', () => {
  for (const address of [
    'https://youtube.com.evil.example/watch?v=aB3_-xyz123',
    'https://evil.example/youtube.com/embed/aB3_-xyz123',
    'https://www.youtube.com/channel/abc',
    'https://www.youtube.com/watch?v=%22%3E%3Cscript',
    'https://teams.microsoft.com/l/meetup-join/x',
  ])
    assert.equal(frame(address), 'link', address)
  for (const address of ['', 'javascript:alert(1)', 'ftp://x.example/y', 'no address'])
    assert.equal(sourceOf(address, 'embed'), undefined, address)
})

test('an address ending in m3u8 is a stream, and only what is shown is allowed', () => {
  const stream = sourceOf('https://live.example/a/master.m3u8?token=1')
  assert.equal(stream?.kind, 'hls')
  assert.deepEqual(rulesFor(stream), ['media-src https:'])
  assert.deepEqual(rulesFor(sourceOf('https://youtu.be/aB3_-xyz123')), [
    'frame-src https://www.youtube-nocookie.com',
  ])
  assert.deepEqual(rulesFor(sourceOf('https://zoom.us/j/1')), [])
})
