import { expect, test } from 'bun:test'
import { Type } from '@sinclair/typebox'
import { nullable, oneOf } from '../../src/contract/field.ts'
import { checkFields, type Issue, toProblems } from '../../src/contract/field-problems.ts'

const methods = Type.Object({ methods: nullable(Type.Array(oneOf('navigate', 'act'))) })

test('of a list or null what is wrong with the list is told, field by field', () => {
  expect(checkFields(methods, { methods: ['act', 'fly'] }, 'body')).toEqual([
    { path: 'body.methods.1', message: 'must be one of navigate, act' },
  ])
  expect(checkFields(methods, { methods: null }, 'body')).toEqual([])
})

test('what is wrong is not looked for any further than it is told', () => {
  let looked = 0
  const endless = function* (): Generator<Issue> {
    for (; looked < 60_000; looked += 1) yield { path: `/methods/${looked}`, message: 'Expected string', value: looked }
  }
  const issue = {
    path: '/methods',
    value: [],
    schema: { anyOf: [{ type: 'array' }, { type: 'null' }] },
    errors: [endless()],
  }
  expect(toProblems([issue], 'body')).toHaveLength(20)
  expect(looked).toBeLessThan(200)
})
