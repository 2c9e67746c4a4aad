import { expect, test } from 'bun:test'
import { createPlace, readUntil } from '../cli/command-line.ts'
import { expectSound, fill, sees } from '../dashboard/person.ts'
import { launchBrowser, openTab } from '../dashboard/stage.ts'

/** The dashboard as the compiled program brings it along, with nothing else beside it. */
export const describeDashboard = (program: () => Promise<readonly string[]>): void => {
  test('alone in an empty folder it serves the dashboard under a strict policy, and a person can sign in', async () => {
    await using place = await createPlace({}, await program())
    const child = place.start('serve', '--json')
    try {
      const { url, first_run } = JSON.parse(await readUntil(child.stdout, /\n/))
      const answer = await fetch(url)
      const html = await answer.text()
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
      expect(html).not.toMatch(/<script>|<style|\son\w+=|style=/)
      for (const [, asset] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g))
        expect((await fetch(url + asset)).status).toBe(200)

      await using person = await launchBrowser()
      const page = await openTab(person.browser, 'phone', 'dark')
      const complaints: string[] = []
      page.on('pageerror', error => complaints.push(String(error)))
      page.on('console', message => {
        if (message.text().includes('Content Security Policy')) complaints.push(message.text())
      })
      page.on('request', request => {
        if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) complaints.push(request.url())
      })
      await page.goto(url)
      await fill(page, '#email', first_run.owner_email)
      await fill(page, '#password', first_run.owner_password)
      await page.keyboard.press('Enter')
      await sees(page, 'Three steps, and your agent drives a browser')
      await expectSound(page)
      expect(complaints).toEqual([])
    } finally {
      child.kill('SIGTERM')
      await child.exited
    }
  })
}
