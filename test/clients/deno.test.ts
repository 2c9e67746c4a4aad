import { afterAll, expect, test } from 'bun:test'
import { Chaperone } from 'chaperone-client'

const Plain = globalThis.Request
afterAll(() => {
  globalThis.Request = Plain
})

test('a request is made of nothing that Deno refuses: there a `client` is one of its own', async () => {
  globalThis.Request = class extends Plain {
    constructor(input: string, init: RequestInit & { client?: unknown }) {
      if (init.client !== undefined) throw new TypeError('`client` must be a Deno.HttpClient')
      super(input, init)
    }
  } as typeof Request
  const asked: string[] = []
  const fetch = async (request: Request) => {
    asked.push(request.url)
    return Response.json({ type: 'agent' })
  }
  const chaperone = new Chaperone({ url: 'http://127.0.0.1:1', key: 'nv_sk_live_none', fetch })
  expect(await chaperone.me()).toMatchObject({ type: 'agent' })
  expect(asked).toEqual(['http://127.0.0.1:1/v1/auth/me'])
})
