/**
 * A first agent: opens a session, reads a page's links, closes. Run it with
 * `CHAPERONE_KEY=nv_sk_live_… bun examples/agent.ts https://example.com`.
 */
import { Chaperone } from 'chaperone-client'

const [target = 'https://example.com'] = process.argv.slice(2)
const { CHAPERONE_URL: url = 'http://127.0.0.1:4600', CHAPERONE_KEY: key } = process.env
if (!key) throw new Error('CHAPERONE_KEY is missing: the first npm start prints one')

const { browser } = new Chaperone({ url, key }).user('default')
await browser.session({ allowed_domains: [new URL(target).hostname] }, async session => {
  const { title } = await session.navigate(target)
  const { links } = await session.links()
  console.log(title)
  for (const { text, href } of links) console.log(`- ${text}: ${href}`)
})
