import { ACTION_METHODS } from '../contract/action.ts'
import type { Secret } from '../lib/secret.ts'
import type { Model, ModelAnswer, ModelForm, ModelRequest } from './steps.ts'

/** An OpenAI-compatible endpoint, as configured. */
export interface ModelEndpoint {
  /** Up to and with `/v1`; the chat completions lie below. */
  readonly url: string
  readonly name: string
  readonly apiKey: Secret | null
}

/** JSON Schema of the answer: what readModelOutput takes. */
const STEPS = {
  type: 'object',
  properties: {
    steps: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          method: { type: 'string', enum: ACTION_METHODS.filter(method => method !== 'upload') },
          ref: { type: 'string' },
          arguments: { type: 'array', items: { type: 'string' } },
        },
        required: ['method'],
        additionalProperties: false,
      },
    },
  },
  required: ['steps'],
  additionalProperties: false,
} as const

const STEPS_FORM: ModelForm = { name: 'steps', schema: STEPS, mostTokens: 800 }

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A redirect would take the page's words to an address that nobody configured. */
const straight = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
  fetch(input, { ...init, redirect: 'error' })

/** The libraries are loaded at the first question, so that a service without a model never has them. */
const loadLibraries = async () => {
  const [ai, provider] = await Promise.all([import('ai'), import('@ai-sdk/openai-compatible')])
  return { ...ai, ...provider }
}

/** The model behind an endpoint: one request a question, no retries, no redirects. */
export const createModel =
  ({ url, name, apiKey }: ModelEndpoint): Model =>
  async ({ system, instruction, page, answer = STEPS_FORM }: ModelRequest, signal): Promise<ModelAnswer> => {
    const { createOpenAICompatible, generateText, jsonSchema, NoObjectGeneratedError, Output } = await loadLibraries()
    const provider = createOpenAICompatible({
      name: 'model',
      baseURL: url.replace(/\/$/, ''),
      supportsStructuredOutputs: true,
      fetch: Object.assign(straight, { preconnect: fetch.preconnect }),
      ...(apiKey ? { apiKey: apiKey.reveal() } : {}),
    })
    const usageOf = (usage?: { inputTokens: number | undefined; outputTokens: number | undefined }) => ({
      input: usage?.inputTokens ?? 0,
      output: usage?.outputTokens ?? 0,
    })
    try {
      const { text, usage } = await generateText({
        model: provider.chatModel(name),
        system,
        prompt: `${instruction}\n\n${page}`,
        output: Output.object({ schema: jsonSchema(answer.schema), name: answer.name }),
        temperature: 0,
        maxOutputTokens: answer.mostTokens,
        maxRetries: 0,
        abortSignal: signal,
      })
      return { output: readJson(text), tokens: usageOf(usage) }
    } catch (error) {
      if (!NoObjectGeneratedError.isInstance(error)) throw error
      return { output: readJson(error.text ?? ''), tokens: usageOf(error.usage) }
    }
  }
