import { describe, expect, test } from 'bun:test'
import { createPlanner } from '../../src/planner/plan.ts'
import { page } from './pages/page.ts'

const planner = createPlanner()
const form = page('Form', [
  ['heading', 'Sign in', { level: 1 }],
  ['textbox', 'Name', {}],
  ['textbox', 'City', {}],
  ['button', 'Save', {}],
  ['button', 'Cancel', {}],
])

const planned = (instruction: string): readonly string[] => {
  const plan = planner.plan(instruction, form)
  if (plan.kind !== 'actions') return [plan.kind]
  return plan.steps.flatMap(step =>
    step.actions.map(({ method, name, arguments: args }) => [method, name, ...(args ?? [])].join(' ')),
  )
}

describe('explicit forms, with no language library loaded', () => {
  test('an element is named by its ref', () => {
    const ref = form.nodes[3]?.ref
    expect(planned(`click @${ref}`)).toEqual(['focus City'])
    expect(planned(`fill @${ref} with "x y"`)).toEqual(['fill City x y'])
  })
  test('an element is named in quotation marks', () => {
    expect(planned('click "Save"')).toEqual(['click Save'])
    expect(planned('type "Ann, and then Bob" into Name')).toEqual(['fill Name Ann, and then Bob'])
  })
  test('what is not there is not found', () => {
    expect(planned('click "Delete"')).toEqual(['not_found'])
    expect(planned('click @e999')).toEqual(['not_found'])
  })
})
