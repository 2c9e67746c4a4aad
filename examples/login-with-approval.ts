/**
 * An account for a customer, which a human has to approve, then a sign-in with the credential that nobody was shown. Run it with
 * `CHAPERONE_KEY=… bun examples/login-with-approval.ts customer-42 https://shop.example/signup https://shop.example/login`.
 */
import { Chaperone, failedWith } from 'chaperone-client'

const [customer = 'default', signupUrl = '', loginUrl = ''] = process.argv.slice(2)
const { CHAPERONE_URL: url = 'http://127.0.0.1:4600', CHAPERONE_KEY: key = '' } = process.env

const { browser, approvals } = new Chaperone({ url, key }).user(customer)
const service = new URL(loginUrl).hostname

const signUp = async (): Promise<void> => {
  const asked = await browser.signup({ service, url: signupUrl })
  if (!('approval_id' in asked)) return
  console.log(`${asked.title}: waiting for a human at ${url}/approvals`)
  const { status, error } = await approvals.wait(asked.approval_id)
  if (status !== 'executed') throw new Error(`${status}: ${error}`)
}

await signUp().catch(error => {
  if (!failedWith(error, 'duplicate_record')) throw error // there is an account already
})
const signedIn = await browser.login({ service, url: loginUrl, keep_open: true })
const session = browser.resume(signedIn.session_id)
try {
  console.log(`signed in at ${signedIn.url}`)
  const { elements } = await session.observe()
  console.log(`here one can: ${elements.map(({ name }) => name).join(', ')}`)
} finally {
  await session.close()
}
