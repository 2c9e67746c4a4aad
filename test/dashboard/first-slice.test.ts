import { expect, test } from 'bun:test'
import { expectSound, press, sees, settle, signIn, visit } from './person.ts'
import { type Size, useStage } from './stage.ts'

const stage = useStage()

test('every page is one document with a strict policy, and its script and style stay the same under their address', async () => {
  const response = await fetch(`${stage.app.http.url}/approvals`)
  const policy = response.headers.get('content-security-policy')
  const html = await response.text()
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(html).not.toMatch(/<style|style=|<script>|https?:/)
  const script = /src="(\/assets\/\w+\.js)"/.exec(html)?.[1]
  const asset = await fetch(stage.app.http.url + script)
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-type')).toContain('text/javascript')
})

test('a wrong password is told without saying which part was wrong', async () => {
  const page = await stage.open('phone')
  await page.goto(stage.app.http.url)
  await page.locator('#email').fill('nobody@example.com')
  await page.locator('#password').fill('wrong')
  await page.keyboard.press('Enter')
  await sees(page, 'the email or the password is not right')
  await expectSound(page)
  await page.browserContext().close()
})

for (const size of ['phone', 'desktop'] satisfies Size[]) {
  test(`a person signs in, sees a running session appear without reload, and signs out (${size})`, async () => {
    const page = await stage.open(size)
    const errors: string[] = []
    page.on('pageerror', error => errors.push(String(error)))
    await signIn(stage, page)
    await settle(page)
    await expectSound(page)
    const { body } = await stage.agent('POST', '/v1/users/default/browser/sessions', { allowed_domains: ['127.0.0.1'] })
    await page.waitForSelector('article.session')
    await sees(page, 'first-agent', 'article.session')
    await expectSound(page)
    await stage.agent('DELETE', `/v1/users/default/browser/sessions/${body['session_id']}`)
    await sees(page, 'No session is running.')
    if (size === 'phone') await press(page, 'Menu')
    await press(page, 'Sign out')
    await page.waitForSelector('#password')
    expect(errors).toEqual([])
    await page.browserContext().close()
  })

  test(`a key is shown once and works until it is revoked, which is asked before (${size})`, async () => {
    const page = await stage.open(size)
    await signIn(stage, page, '/agents')
    await settle(page)
    await press(page, 'New key for first-agent')
    const field = await page.waitForSelector('#shown-key')
    const key = String(await field?.evaluate(element => (element as HTMLInputElement).value))
    expect(key).toMatch(/^nv_sk_live_/)
    await expectSound(page)
    const call = () =>
      fetch(`${stage.app.http.url}/v1/auth/me`, { headers: { authorization: `Bearer ${key}` } }).then(
        response => response.status,
      )
    expect(await call()).toBe(200)
    await press(page, 'I have copied it')
    expect(await page.content()).not.toContain(key)
    await press(page, `Revoke the key ending in ${key.slice(-4)} of first-agent`)
    await page.waitForSelector('dialog[open]')
    await expectSound(page)
    await press(page, 'Revoke')
    await sees(page, 'The key was revoked.')
    expect(await call()).toBe(401)
    await page.browserContext().close()
  })

  test(`an approval is decided at one tap and its outcome shown without reload (${size})`, async () => {
    const page = await stage.open(size)
    await signIn(stage, page, '/approvals')
    await settle(page)
    const { services, firstRun } = stage.app
    const userId = services.users.findId(
      { type: 'human', workspaceId: firstRun?.workspaceId ?? '', id: '', role: 'owner', sessionId: '' },
      'default',
    )
    const ask = (title: string) =>
      services.approvals.request({
        workspaceId: firstRun?.workspaceId ?? '',
        userId,
        requestedBy: { type: 'agent', id: firstRun?.agentId ?? '' },
        primitive: 'browser',
        actionType: `test.${size}`,
        title,
        payload: { url: 'https://shop.example/join' },
        request: {},
      })
    services.approvals.onApproved(`test.${size}`, async () => ({ made: 'an account' }))
    ask('Sign up at shop.example')
    await sees(page, 'Sign up at shop.example')
    await sees(page, 'shop.example', 'article')
    await expectSound(page)
    await press(page, 'Approve: Sign up at shop.example')
    await sees(page, 'an account')
    ask('Sign up elsewhere')
    await sees(page, 'Sign up elsewhere')
    await press(page, 'Deny: Sign up elsewhere')
    await page.locator('#question-field').fill('not that shop')
    await press(page, 'Deny')
    await sees(page, 'not that shop')
    await expectSound(page)
    await page.browserContext().close()
  })
}

test('the guide of the first run ends with a curl line that works, and sees that it did', async () => {
  const page = await stage.open()
  await signIn(stage, page, '/start')
  await visit(stage, page, '/start')
  await page.locator('#start-agent').fill('guide-agent')
  await press(page, 'Make the key')
  await page.waitForSelector('#made-key')
  const curl = String(await page.$eval('#curl', element => (element as HTMLTextAreaElement).value))
  await expectSound(page)
  const call = Bun.spawn(['sh', '-c', curl], { stdout: 'pipe' })
  expect(await new Response(call.stdout).json()).toMatchObject({ status: 'active' })
  await sees(page, 'It works')
  await page.browserContext().close()
})
