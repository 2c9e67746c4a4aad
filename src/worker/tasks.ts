import { readModelAnswer } from '../extraction/answer/model-answer.ts'
import { toModelPage } from '../extraction/answer/model-page.ts'
import { extract } from '../extraction/extract.ts'
import { lookAtForms } from '../forms/look.ts'
import { readDemands } from '../forms/password-field.ts'
import { createPlanner } from '../planner/planner.ts'

/**
 * Everything that reads a page's or a caller's words: pure functions of data. They run in the worker process only, where one that
 * takes too long can be ended.
 * @param today what a date leaves open ("14 May") is supplied from it
 */
export const createTasks = async (today: () => Date) => {
  const { parse, ground, rank } = createPlanner(today)
  return { parse, ground, rank, extract, toModelPage, readModelAnswer, lookAtForms, readDemands }
}

export type Tasks = Awaited<ReturnType<typeof createTasks>>
