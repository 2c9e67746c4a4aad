/** The parts of an OpenAPI operation that are read or completed here. */
export interface Operation {
  tags?: string[]
  summary?: string
  description?: string
  security?: Record<string, string[]>[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: object }[]
  requestBody?: { required: boolean; content: Record<string, { schema: unknown }> }
  responses?: Record<string, object>
}

/** OpenAPI 3.1 description of the whole API. */
export interface ApiDescription {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: object
}
