import { expect, setDefaultTimeout, test } from 'bun:test'
import { startService } from '../support/service.ts'
import { attackAsPages, type PageOutcome } from './page-attacker.ts'
import { hostilePages } from './page-corpus.ts'

setDefaultTimeout(240_000)

/** Letters in one place: long enough that what takes time by their square would take half a minute. */
const LENGTH = 20_000

/** The benchmark takes all of them; here it is those of one place, and some of the others. */
const somePages = () => hostilePages(LENGTH).filter(({ isSingle }, i) => isSingle || i % 3 === 0)

const describeOutcome = ({ page, verb, status, text }: PageOutcome) =>
  `${status} ${verb} on ${page}: ${text.slice(0, 200)}`

test('whatever a page writes into whichever place, every verb answers or refuses', async () => {
  await using service = await startService()
  const opened = await service.send(service.agent, 'POST', '/v1/users/default/browser/sessions', {
    allowed_domains: ['127.0.0.1'],
    allow_writes: true,
    timeout_minutes: 30,
  })
  const outcomes = await attackAsPages(somePages(), {
    at: `/v1/users/default/browser/sessions/${opened.body.session_id}`,
    send: async (path, body) => {
      const { status, body: answer } = await service.send(service.agent, 'POST', path, body)
      return { status, text: JSON.stringify(answer) }
    },
  })

  const failed = outcomes.filter(({ status, text }) => status === 500 || text.includes('internal_error'))
  expect(failed.map(describeOutcome)).toEqual([])
  // None takes its action's whole time: what is slow is mended where it is slow.
  expect(outcomes.filter(({ text }) => text.includes('"timeout"')).map(describeOutcome)).toEqual([])
  // The control: pages are opened and read.
  for (const verb of ['navigate', 'observe', 'extract', 'links', 'screenshot', 'act'])
    expect(outcomes.some(outcome => outcome.verb === verb && outcome.status === 200)).toBe(true)
})
