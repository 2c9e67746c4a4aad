import { generateSync } from 'otplib'
import { type Site, serveSite } from '../support/site.ts'

/** What a page of a flow answers: HTML, an address to go to, or a response of its own. */
export type Answer = string | { readonly go: string } | Response

/** Pages by path; a function gets what was posted or asked. */
export type Pages = Readonly<Record<string, Answer | ((form: URLSearchParams) => Answer | Promise<Answer>)>>

export const EMAIL = 'nora@example.test'
export const PASSWORD = 'Right-horse-7'
export const CODE = '314159'
/** Where the service makes the codes itself: base32 (RFC 4648). */
export const CODE_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/** Whether a code is the fixed one, or one of now or of half a minute ago. */
export const isCode = (text: string | null): boolean => [CODE, codeAt(0), codeAt(30)].some(code => code === text)

const codeAt = (secondsAgo: number): string =>
  generateSync({
    secret: CODE_SECRET,
    algorithm: 'sha1',
    digits: 6,
    period: 30,
    epoch: Math.floor(Date.now() / 1000) - secondsAgo,
  })

/** A document in a language. */
export const page = (body: string, lang = 'en', title = 'Example'): string =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title><body>${body}</body></html>`

export const HOME = page('<h1>Your account</h1><a href="/logout">Log out</a>')

/** A sign-in form that posts to /in, with what stands before it. */
export const loginForm = (before = '', inside = ''): string =>
  page(`<h1>Sign in</h1>${before}<form method="post" action="/in"><label>Email <input name="email" type="email"></label>
  <label>Password <input name="password" type="password"></label>${inside}<button>Sign in</button></form>`)

/** Whether both are right. */
export const isRight = (form: URLSearchParams): boolean =>
  form.get('email') === EMAIL && form.get('password') === PASSWORD

/** Serves a flow. */
export const serveFlow = (pages: Pages): Site => {
  const site = serveSite()
  for (const [path, answer] of Object.entries(pages)) {
    site.route(path, async request => {
      const form = new URLSearchParams(request.method === 'POST' ? await request.text() : new URL(request.url).search)
      const given = typeof answer === 'function' ? await answer(form) : answer
      if (given instanceof Response) return given
      if (typeof given === 'string')
        return new Response(given, { headers: { 'content-type': 'text/html; charset=utf-8' } })
      return new Response(null, { status: 303, headers: { location: given.go } })
    })
  }
  return site
}
