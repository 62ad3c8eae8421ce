import { expect, test } from 'vitest'
import { filmAt } from './rules.ts'

test.each([
  ['https://www.youtube.com/watch?v=abcdefghijk&t=4', 'https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0'],
  ['https://youtu.be/abcdefghijk', 'https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0'],
  ['https://m.youtube.com/shorts/abcdefghijk', 'https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0'],
  ['https://vimeo.com/123456789', 'https://player.vimeo.com/video/123456789?dnt=1'],
  ['https://player.vimeo.com/video/123456789?h=x', 'https://player.vimeo.com/video/123456789?dnt=1'],
])('%s can be shown here, without cookies', (address, embed) => {
  expect(filmAt(address)?.embed).toBe(embed)
})

test.each(['https://film.example.no/a', 'https://youtube.com.example.no/watch?v=abcdefghijk', 'https://www.youtube.com/watch?v=ab"><script>', 'https://vimeo.com/about', 'https://www.youtube.com/'])('%s is a link only', (address) => {
  expect(filmAt(address)).toMatchObject({ embed: undefined, origin: undefined })
})

test.each(['http://vimeo.com/123456789', 'javascript:alert(1)', 'data:text/html,x', 'vimeo.com/1', 'https://a:b@vimeo.com/123456789', 'https://localhost/a', 'https://vimeo.com:8443/123456789', ''])('“%s” is no link to a film', (address) => {
  expect(filmAt(address)).toBeUndefined()
})
