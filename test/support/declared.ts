/** The parts of /openapi.json that say how a call can fail. */
interface Described {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, Answer> }>>
  readonly components: { readonly responses: Record<string, Answer> }
}

interface Answer {
  readonly $ref?: string
  readonly 'x-reasons'?: readonly string[]
}

/** A failure that a test got. */
export interface Failure {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly status: number
  readonly text: string
}

/** Compares failures with what the API description says of the operation. */
export type Declared = (failure: Failure) => void

const reasonOf = (text: string): string | undefined =>
  text.startsWith('{') ? JSON.parse(text).error?.details?.reason : undefined

/**
 * Holds every failure that a test meets against the API description, so that an operation that fails in a way which its
 * `fails` does not name is found by whichever test meets it. @throws Error where it is not declared
 */
export const createDeclared = (document: Described): Declared => {
  const paths = Object.entries(document.paths).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    isExact: !path.includes('{'),
    methods,
  }))
  return ({ method, path, status, text }) => {
    const reason = reasonOf(text)
    if (reason === undefined || status < 400) return
    const bare = path.split('?')[0] ?? ''
    const fitting = paths.filter(({ pattern }) => pattern.test(bare))
    const operation = (fitting.find(({ isExact }) => isExact) ?? fitting[0])?.methods[method.toLowerCase()]
    if (!operation) return
    const answer = operation.responses[status]
    const declared = answer?.$ref ? document.components.responses[answer.$ref.split('/').at(-1) ?? ''] : answer
    if (declared?.['x-reasons']?.includes(reason)) return
    throw new Error(`${method} ${bare} failed with ${status} ${reason}, which its operation's \`fails\` does not name`)
  }
}
