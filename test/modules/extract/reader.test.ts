import { expect, test } from 'bun:test'
import type { PageCapture } from '../../../src/contract/capture.ts'
import { readModelAnswer } from '../../../src/extraction/answer/model-answer.ts'
import { toModelPage } from '../../../src/extraction/answer/model-page.ts'
import type { Model } from '../../../src/model/steps.ts'
import { createReader } from '../../../src/modules/extract/reader.ts'

const capture: PageCapture = {
  url: 'https://ferry.test/',
  title: 'Ferry',
  lang: 'en',
  viewport: { width: 1280, height: 720 },
  meta: [],
  linkedData: [],
  body: { tag: 'body', children: [{ tag: 'p', children: ['Captain Ida Holm takes the Maud across.'] }] },
}

/** A model that never answers, and stops when it is told to. */
const silent = (asked: AbortSignal[]): Model => {
  return (_, signal) => {
    asked.push(signal)
    const ended = Promise.withResolvers<never>()
    signal.addEventListener('abort', () => ended.reject(signal.reason), { once: true })
    if (signal.aborted) ended.reject(signal.reason)
    return ended.promise
  }
}

/** What the worker reads, read here. */
const page = {
  toModelPage: async (...asked: Parameters<typeof toModelPage>) => toModelPage(...asked),
  readModelAnswer: async (...asked: Parameters<typeof readModelAnswer>) => readModelAnswer(...asked),
}

const reading = async (callMs: number, signal: AbortSignal) => {
  const asked: AbortSignal[] = []
  const counted: string[] = []
  const read = createReader({
    model: silent(asked),
    createFence: () => 'fence',
    callMs,
    count: outcome => counted.push(outcome),
  })
  const answer = await read({ instruction: 'skipper and vessel', capture, scrub: text => text, reading: page, signal })
  return { answer, asked, counted }
}

test('a model that does not answer in its time is cut short, told as a timeout, and not asked again', async () => {
  const { answer, asked, counted } = await reading(5, new AbortController().signal)
  expect(answer).toMatchObject({ kind: 'none', why: 'timeout', use: { calls: 1, input_tokens: 0, output_tokens: 0 } })
  expect(asked.map(signal => signal.aborted)).toEqual([true])
  expect(counted).toEqual(['timeout'])
})

test('a model is let go of as soon as the action has no time left', async () => {
  const { answer, asked } = await reading(600_000, AbortSignal.abort(new Error('over')))
  expect(answer).toMatchObject({ kind: 'none', why: 'timeout' })
  expect(asked.map(signal => signal.aborted)).toEqual([true])
})
