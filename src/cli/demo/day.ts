import { GREENHOUSE_ACCOUNT } from '../../greenhouse/site.ts'
import type { Answer, Guide } from './guide.ts'
import type { People } from './people.ts'

const BROWSER = '/v1/users/default/browser'

/** What the walk is shown on. */
export interface Place {
  /** The demo shop's address. */
  readonly shop: string
  /** Takes the picture that a signed URL shows; gives a line about it. */
  readonly look: (url: string) => Promise<string>
  /** Null where nobody's password is known, on data of an earlier run. */
  readonly people: People | null
}

/** A stretch of the day; each stands alone, so that one more is one more entry. */
type Chapter = (guide: Guide, place: Place) => Promise<void>

const openSession = (guide: Guide, shop: string, options: object = {}): Promise<string> =>
  guide
    .send({
      says: 'Open a browser that may go to the shop and nowhere else',
      method: 'POST',
      path: `${BROWSER}/sessions`,
      body: { allowed_domains: [new URL(shop).host], ...options },
      expect: 201,
    })
    .then(({ session_id }) => String(session_id))

const closeSession = (guide: Guide, id: string): Promise<Answer> =>
  guide.send({
    says: 'Close it; the time floor is charged',
    method: 'DELETE',
    path: `${BROWSER}/sessions/${id}`,
    expect: 200,
    show: ({ status, credits_consumed }) => ({ status, credits_consumed }),
  })

const browse: Chapter = async (guide, { shop, look }) => {
  guide.chapter('A look around', 'The agent reads a shop. It may look, and change nothing.')
  const id = await openSession(guide, shop)
  const at = `${BROWSER}/sessions/${id}`
  const drive = (says: string, verb: string, body: object, show?: (answer: Answer) => unknown) =>
    guide.send({ says, method: 'POST', path: `${at}/${verb}`, body, expect: 200, ...(show && { show }) })
  await drive('Go to the shop', 'navigate', { url: shop })
  await drive('What can be done here?', 'observe', { limit: 8 }, ({ elements }) => describeElements(elements))
  await drive('Search, by the name of the field', 'act', { instruction: 'type "fern" into Search plants' })
  await drive('Where do the links lead?', 'links', {}, ({ links }) => links)
  const picture = await drive('Take a picture', 'screenshot', {}, ({ expires_in }) => ({ url: '…', expires_in }))
  guide.chapter('The picture', await look(String(picture['url'])))
  await guide.send({
    says: 'Somewhere else? Not in this session',
    method: 'POST',
    path: `${at}/navigate`,
    body: { url: 'https://elsewhere.example/' },
    expect: 403,
    show: ({ error }) => error,
  })
  await guide.send({
    says: 'Change something? Not without allow_writes',
    method: 'POST',
    path: `${at}/act`,
    body: { instruction: 'click "Add Boston fern to cart"' },
    expect: 403,
    show: ({ error }) => error,
  })
  await closeSession(guide, id)
}

const shopFor: Chapter = async (guide, { shop }) => {
  guide.chapter('Something to carry home', 'The same shop, in a session that may write.')
  const id = await openSession(guide, shop, { allow_writes: true })
  const at = `${BROWSER}/sessions/${id}`
  const drive = (says: string, verb: string, body: object, show?: (answer: Answer) => unknown) =>
    guide.send({ says, method: 'POST', path: `${at}/${verb}`, body, expect: 200, ...(show && { show }) })
  await drive('Go to the shop', 'navigate', { url: shop })
  await drive('Put a plant into the cart', 'act', { instruction: 'click "Add Monstera to cart"' })
  await drive(
    'What is on the page now?',
    'observe',
    { limit: 6 },
    ({ url, elements }) => `${url} ${describeElements(elements)}`,
  )
  await closeSession(guide, id)
}

const signIn: Chapter = async (guide, { shop }) => {
  guide.chapter('An account that is there', 'The password goes into the vault once, and is typed by the service alone.')
  const service = new URL(shop).hostname
  await guide.send({
    says: 'Store the credential, bound to the shop’s site',
    method: 'POST',
    path: `${BROWSER}/credentials`,
    body: { service, ...GREENHOUSE_ACCOUNT },
    expect: 201,
  })
  const { session_id } = await guide.send({
    says: 'Sign in with it, and stay',
    method: 'POST',
    path: `${BROWSER}/login`,
    body: { service, url: `${shop}/login`, keep_open: true },
    expect: 200,
  })
  const id = String(session_id)
  await guide.send({
    says: 'The account page, as the agent sees it',
    method: 'POST',
    path: `${BROWSER}/sessions/${id}/observe`,
    body: { limit: 6 },
    expect: 200,
    show: ({ url, elements }) => `${url} ${describeElements(elements)}`,
  })
  await closeSession(guide, id)
}

const signUp: Chapter = async (guide, { shop, people }) => {
  if (!people) return
  guide.chapter('An account that is not there yet', 'On a real user, a sign-up waits for a human.')
  const user = await people.addUser({
    external_id: `grace-${crypto.randomUUID().slice(0, 8)}`,
    email: `grace.${crypto.randomUUID().slice(0, 8)}@greenhouse.example`,
    label: 'Grace Hopper',
  })
  const service = new URL(shop).hostname
  const { approval_id } = await guide.send({
    says: 'Ask for an account at the shop',
    method: 'POST',
    path: `/v1/users/${user}/browser/signup`,
    body: { service, url: `${shop}/signup` },
    expect: 202,
  })
  const { status, result } = await people.approve(String(approval_id))
  guide.chapter('The owner approves, once', `It ran: ${JSON.stringify({ status, result })}`)
  await guide.send({
    says: 'What the vault has of it: everything but the value',
    method: 'GET',
    path: `/v1/users/${user}/vault`,
    expect: 200,
    show: ({ entries }) => entries,
  })
}

/** The shop's links in its header stand before the first field. */
const FIELDS_AFTER = 4

const signInByHand: Chapter = async (guide, { shop, people }) => {
  if (!people) return
  const name = 'greenhouse-account'
  guide.chapter(
    'A login that no agent ever typed',
    'The owner signs in by hand, in the live view. Here a script sits at its socket; the dashboard shows the picture.',
  )
  const { viewer, save } = await people.signInByHand({ name, allowed_domains: [new URL(shop).host] })
  using _ = viewer
  await viewer.visit(`${shop}/login`)
  viewer.press('Tab', FIELDS_AFTER)
  viewer.type(GREENHOUSE_ACCOUNT.email)
  viewer.press('Tab')
  viewer.type(GREENHOUSE_ACCOUNT.password)
  viewer.press('Enter')
  await viewer.reaches('/account')
  guide.chapter('Signed in, and saved', `${viewer.frames} pictures later: ${JSON.stringify(await save())}`)
  const open = { allowed_domains: [new URL(shop).host], context_name: name, allow_extract: true }
  const openWith = (says: string, expect: number) =>
    guide.send({ says, method: 'POST', path: `${BROWSER}/sessions`, body: open, expect })
  await openWith('Saved is not granted', 403)
  guide.chapter('The owner grants it', JSON.stringify(await people.grantToAgent(name)))
  const { session_id } = await openWith('Open the login, cold', 201)
  const at = `${BROWSER}/sessions/${session_id}`
  await guide.send({
    ...{ says: 'Straight to the account', method: 'POST', path: `${at}/navigate`, expect: 200 },
    body: { url: `${shop}/account` },
  })
  await guide.send({
    ...{ says: 'Read what is signed in', method: 'POST', path: `${at}/extract`, expect: 200 },
    body: { instruction: 'Extract the order, date and total of every row' },
    show: ({ result }) => result,
  })
  guide.chapter('The owner revokes it', `${JSON.stringify(await people.revoke(name))}: the session on it is gone.`)
  await guide.send({
    ...{ says: 'The session has ended', method: 'POST', path: `${at}/observe`, expect: 410 },
    body: {},
    show: ({ error }) => error,
  })
  await openWith('And there is no such login any more', 404)
}

/** The whole day, in order. */
export const CHAPTERS: readonly Chapter[] = [browse, shopFor, signIn, signUp, signInByHand]

const describeElements = (elements: unknown): string =>
  Array.isArray(elements)
    ? elements.map(({ ref, role, name }) => `\n    ${ref}  ${role}  ${name}`).join('')
    : JSON.stringify(elements)
