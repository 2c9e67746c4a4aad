import type { Frame, Page } from 'puppeteer-core'
import type { BrowserLease } from '../../../src/browser/lease.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import type { Service } from '../../support/service.ts'

/** Puts a live view's page into a sandboxed frame of a page of the service's, as the dashboard does. */
export const frameLiveView = async (
  { tab }: BrowserLease,
  service: Service,
  link: string,
): Promise<{ page: Page; frame: Frame }> => {
  const { page } = insidesOf(tab)
  const [name = '', value = ''] = (service.owner['cookie'] ?? '').split('=')
  await page
    .browserContext()
    .setCookie({ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' })
  using deadline = new Deadline(30_000)
  await page.setBypassCSP(true)
  await tab.navigate(`${service.url}/healthz`, { deadline })
  await page.evaluate(
    `document.body.innerHTML = '<iframe sandbox="allow-scripts" style="width:900px;height:600px" src="${link}"></iframe>'`,
  )
  const frame = await (await page.waitForSelector('iframe'))?.contentFrame()
  if (!frame) throw new Error('no frame')
  await frame.waitForFunction(`document.getElementById('state')?.textContent === 'You are driving'`)
  return { page, frame }
}
