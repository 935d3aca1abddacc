/** A page behind a secret address: kept by nobody, found by no search, its address told to no other site. */
export function secret(response: Response): Response {
  response.headers.set('referrer-policy', 'no-referrer')
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-robots-tag', 'noindex')
  return response
}
