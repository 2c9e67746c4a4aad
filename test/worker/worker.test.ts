import { afterAll, describe, expect, test } from 'bun:test'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { startChild } from '../../src/worker/child.ts'
import { workerCommand } from '../../src/worker/command.ts'
import { createWorker } from '../../src/worker/worker.ts'
import { page } from '../planner/pages/page.ts'
import { failureOf } from '../support/failure.ts'

const started: string[] = []
/** The real process, noted as it is started. */
const startNoted = () => {
  started.push('process')
  return startChild(workerCommand())
}
/** A program that takes calls and never answers: what a regular expression without an end looks like from outside. */
const startHung = () => {
  started.push('hung')
  return startChild([process.execPath, '-e', 'process.on("message", () => { for (;;) ; })'])
}

const saved: Snapshot = page('Letters', [['button', 'Save']])

describe('the worker', () => {
  const worker = createWorker({ clock: systemClock, start: startNoted })
  afterAll(() => worker[Symbol.asyncDispose]())

  test('starts no process until it is needed, and then one for all calls', async () => {
    expect(started).toEqual([])
    using deadline = new Deadline(60_000)
    const { parse, ground, rank } = worker.within(deadline)
    expect((await parse('Press "Save"')).kind).toBe('understood')
    const grounding = await ground({ instruction: 'Press "Save"', refs: [], hasWaited: false }, saved)
    expect(grounding).toMatchObject({ kind: 'actions', actions: [{ method: 'click', name: 'Save' }] })
    expect(await rank('the save button', saved)).toMatchObject([{ ref: saved.nodes.at(-1)?.ref ?? '' }])
    expect(started).toEqual(['process'])
  })

  test('supplies what a date leaves open from the time of the service', async () => {
    using deadline = new Deadline(60_000)
    await using elsewhen = createWorker({ clock: { now: () => Date.UTC(2031, 0, 2, 12) } })
    const form = page('Trip', [['textbox', 'Departure', { inputType: 'date' }]])
    const { ground } = elsewhen.within(deadline)
    const task = { instruction: 'Set the departure to tomorrow', refs: [], hasWaited: false }
    expect(await ground(task, form)).toMatchObject({
      actions: [{ arguments: ['2031-01-03'] }],
    })
  })
})

describe('a call that does not end', () => {
  test('ends with its deadline, and its process with it; the next call has another one', async () => {
    const children: ReturnType<typeof startChild>[] = []
    await using worker = createWorker({
      clock: systemClock,
      start: () => {
        const child = children.length === 0 ? startHung() : startNoted()
        children.push(child)
        return child
      },
    })
    using short = new Deadline(300)
    expect((await failureOf(worker.within(short).parse('Press "Save"'))).reason).toBe('timeout')
    await children[0]?.exited
    using deadline = new Deadline(60_000)
    expect((await worker.within(deadline).parse('Press "Save"')).kind).toBe('understood')
  })

  test('ends after the longest that one call may take, though its action has more time', async () => {
    await using worker = createWorker({ clock: systemClock, start: startHung, longestMs: 200 })
    using deadline = new Deadline(60_000)
    expect((await failureOf(worker.within(deadline).parse('Press "Save"'))).reason).toBe('timeout')
    expect(deadline.signal.aborted).toBe(false)
  })

  test('keeps nobody else waiting: another process is started', async () => {
    let isFirst = true
    await using worker = createWorker({
      clock: systemClock,
      start: () => {
        const child = isFirst ? startHung() : startNoted()
        isFirst = false
        return child
      },
    })
    using hung = new Deadline(60_000)
    const never = worker.within(hung).parse('Press "Save"')
    using deadline = new Deadline(60_000)
    expect((await worker.within(deadline).parse('Press "Save"')).kind).toBe('understood')
    expect(await Promise.race([never, 'still under way'])).toBe('still under way')
    never.catch(() => undefined)
  })

  test('is told apart from a process that was ended by somebody else', async () => {
    await using worker = createWorker({
      clock: systemClock,
      start: () => startChild([process.execPath, '-e', 'process.on("message", () => process.exit(9))']),
    })
    using deadline = new Deadline(60_000)
    expect((await failureOf(worker.within(deadline).parse('Press "Save"'))).reason).toBe('page_failed')
  })
})
