import { describe, expect, test } from 'bun:test'
import type { Snapshot } from '../../../src/contract/snapshot.ts'
import { keepPlan, keyOfPlan, parsePlan, recallPlan } from '../../../src/modules/act/kept-plan.ts'
import { page } from '../../planner/pages/page.ts'

const sign = (text: string): string => new Bun.CryptoHasher('sha256', 'a key').update(text).digest('base64url')

const room = (names: readonly string[]): Snapshot =>
  page('Room', [...names.map(name => ['button', name] as const), ['textbox', 'Zip']])
const ROOM = room(['Print', 'Fold'])
const refOf = (name: string): string => ROOM.nodes.find(node => node.name === name)?.ref ?? ''
const on = (snapshot: Snapshot, instruction = 'the other one, 90210') => ({ workspaceId: 'w1', instruction, snapshot })
const keep = (...actions: Parameters<typeof keepPlan>[0]) => keepPlan(actions, on(ROOM), sign)
const clickFold = { method: 'click', ref: refOf('Fold') } as const

describe('the key of a plan', () => {
  const key = keyOfPlan(on(ROOM), sign)
  test('is the same for the same words on the same page, whatever the spacing', () => {
    expect(keyOfPlan(on(room(['Print', 'Fold']), ' the  other one, 90210'), sign)).toBe(key)
  })
  test.each([
    ['another workspace', { ...on(ROOM), workspaceId: 'w2' }],
    ['other words', on(ROOM, 'this one, 90210')],
    ['an element that has another name', on(room(['Print', 'Fold all']))],
    ['an element more', on(room(['Print', 'Fold', 'Fold']))],
    ['elements in another order', on(room(['Fold', 'Print']))],
    ['another address', on({ ...ROOM, url: 'https://other.example/' })],
  ])('is another for %s', (_, question) => {
    expect(keyOfPlan(question, sign)).not.toBe(key)
  })
  test('does not depend on what fields hold', () => {
    const filled = { ...ROOM, nodes: ROOM.nodes.map(node => (node.name === 'Zip' ? { ...node, value: '1' } : node)) }
    expect(keyOfPlan(on(filled), sign)).toBe(key)
  })
})

describe('a kept plan', () => {
  test('comes back as it was, from its JSON, with texts out of the instruction', () => {
    const plan = keep(
      clickFold,
      { method: 'fill', ref: refOf('Zip'), arguments: ['90210'] },
      { method: 'press', arguments: ['Enter'] },
    )
    const json = JSON.stringify(plan)
    expect(json).not.toMatch(/90210|Zip|Fold/)
    expect(recallPlan(parsePlan(json) ?? [], on(ROOM), sign)).toEqual([
      { method: 'click', ref: refOf('Fold'), role: 'button', name: 'Fold' },
      { method: 'fill', ref: refOf('Zip'), role: 'textbox', name: 'Zip', arguments: ['90210'] },
      { method: 'press', arguments: ['Enter'] },
    ])
  })
  test.each([
    ['is there twice', room(['Fold', 'Fold'])],
    ['has gone', room(['Print'])],
    ['is disabled', { ...ROOM, nodes: ROOM.nodes.map(node => ({ ...node, state: { disabled: true as const } })) }],
  ])('does not come back where its element %s', (_, snapshot) => {
    expect(recallPlan(keep(clickFold) ?? [], on(snapshot), sign)).toBeUndefined()
  })
  test('is none where the element is one of several alike', () => {
    const twins = room(['Fold', 'Fold'])
    const ref = twins.nodes.find(node => node.name === 'Fold')?.ref ?? ''
    expect(keepPlan([{ method: 'click', ref }], on(twins), sign)).toBeUndefined()
  })
  test('is none where a text is not the instruction’s', () => {
    expect(keep({ method: 'fill', ref: refOf('Zip'), arguments: ['from the page'] })).toBeUndefined()
    expect(keep({ method: 'press', arguments: ['hunter two'] })).toBeUndefined()
  })
  test('is not taken from what is no plan', () => {
    expect(parsePlan('{"steps":[]}')).toBeUndefined()
    expect(parsePlan('[{"method":"evaluate","given":[]}]')).toBeUndefined()
    expect(parsePlan('[{"method":"click","given":[["raw","x"]]}]')).toBeUndefined()
  })
})
