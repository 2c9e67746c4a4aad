import { expect, test } from 'bun:test'
import { EventEmitter } from 'node:events'
import type { CDPSession } from 'puppeteer-core'
import { watchRequests } from '../../../src/browser/actions/requests.ts'

/** Longer than the runner waits for a test: whoever waits for the limit fails. */
const LIMIT_MS = 60_000

const openSession = () => {
  const session = Object.assign(new EventEmitter(), { send: async () => ({}) })
  const start = (requestId: string) =>
    session.emit('Network.requestWillBeSent', {
      requestId,
      request: { url: 'http://a.test/', method: 'GET' },
      wallTime: 0,
    })
  return {
    session: session as unknown as CDPSession,
    start,
    emit: (name: string) => session.emit(name, { requestId: '1' }),
  }
}

test.each(['Network.loadingFinished', 'Network.loadingFailed', 'Network.responseReceived', 'Network.dataReceived'])(
  'a request is over after %s, also where nobody reads its body',
  async end => {
    const { session, start, emit } = openSession()
    using watch = watchRequests(new Set([session]))
    start('1')
    const settled = watch.settled(watch.seen, LIMIT_MS)
    emit(end)
    await settled
    expect(watch.seen.map(({ done }) => done)).toEqual([true])
  },
)

test('a request that nobody has answered is not over', async () => {
  const { session, start, emit } = openSession()
  using watch = watchRequests(new Set([session]))
  start('1')
  start('2')
  emit('Network.responseReceived')
  await watch.settled(watch.seen, 400)
  expect(watch.seen.map(({ id, done }) => [id, done])).toEqual([
    ['1', true],
    ['2', false],
  ])
})
