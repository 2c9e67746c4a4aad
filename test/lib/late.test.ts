import { expect, test } from 'bun:test'
import { createLate } from '../../src/lib/late.ts'

test('what is loaded late is loaded once, whoever asks and how often', async () => {
  const loads: PromiseWithResolvers<string>[] = []
  const late = createLate(() => {
    const load = Promise.withResolvers<string>()
    loads.push(load)
    return load.promise
  })
  expect(loads).toHaveLength(0)
  const asked = [late(), late()]
  loads[0]?.resolve('there')
  expect(await Promise.all([...asked, late()])).toEqual(['there', 'there', 'there'])
  expect(loads).toHaveLength(1)
})

test('a load that fails is tried again by whoever asks next', async () => {
  let loads = 0
  const late = createLate(async () => {
    loads += 1
    if (loads === 1) throw new Error('not this time')
    return loads
  })
  expect(late()).rejects.toThrow('not this time')
  await Promise.allSettled([late()])
  expect(await late()).toBe(2)
})
