import { describe, expect, test } from 'bun:test'
import { follow } from './following.ts'
import { page } from './pages/page.ts'

const form = page('Form', [
  ['heading', 'Sign in', { level: 1 }],
  ['textbox', 'Name', {}],
  ['textbox', 'City', {}],
  ['button', 'Save', {}],
  ['button', 'Cancel', {}],
])

const planned = (instruction: string): readonly string[] => {
  const { actions, end } = follow(instruction, form)
  const lines = actions.map(({ method, name, arguments: args }) => [method, name, ...(args ?? [])].join(' '))
  return end === 'done' ? lines : [...lines, end]
}

describe('explicit forms', () => {
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
    expect(planned('click "Delete"')).toEqual(['not_found absent'])
    expect(planned('click @e999')).toEqual(['not_found absent'])
  })
})
