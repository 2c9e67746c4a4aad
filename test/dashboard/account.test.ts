import { expect, test } from 'bun:test'
import { generateSync } from 'otplib'
import { confirm, expectSound, fill, press, sees, signIn, visit } from './person.ts'
import { OWNER, useStage } from './stage.ts'

const stage = useStage()

test('a second factor is set up with its code, wanted at the next sign-in, and taken away', async () => {
  const page = await stage.open('phone')
  await signIn(stage, page)
  await visit(stage, page, '/account')
  await press(page, 'Set up a second factor')
  await fill(page, '#question-field', OWNER.password)
  await confirm(page, 'Confirm')
  const field = await page.waitForSelector('#totp-secret')
  const secret = String(await field?.evaluate(element => (element as HTMLInputElement).value))
  await expectSound(page)
  await fill(page, '#totp-code', generateSync({ secret }))
  await press(page, 'Confirm')
  await sees(page, 'The second factor is on.')
  expect(await page.content()).not.toContain(secret)

  const other = await stage.open('desktop')
  await other.goto(stage.app.http.url)
  await fill(other, '#email', OWNER.email)
  await fill(other, '#password', OWNER.password)
  await other.keyboard.press('Enter')
  await other.waitForSelector('#totp')
  await expectSound(other)
  // A code is good once (RFC 6238 section 5.2): the one after it, which clocks that run fast are allowed.
  await fill(other, '#totp', generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 }))
  await other.keyboard.press('Enter')
  await other.waitForSelector('nav a[href="/account"]')

  await press(page, 'Remove the second factor')
  await fill(page, '#question-field', OWNER.password)
  await confirm(page, 'Confirm')
  await sees(page, 'The second factor was removed.')
})

test('a password is changed, and every other session is signed out', async () => {
  const page = await stage.open('desktop')
  await signIn(stage, page)
  const other = await stage.open('phone')
  await signIn(stage, other)
  await visit(stage, page, '/account')
  await fill(page, '#current-password', OWNER.password)
  await fill(page, '#next-password', 'another long password')
  await press(page, 'Change the password')
  await sees(page, 'The password was changed.')
  await other.goto(`${stage.app.http.url}/vault`)
  await other.waitForSelector('#password')
})
