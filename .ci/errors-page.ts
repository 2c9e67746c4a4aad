import { REASONS } from '../src/lib/reasons.ts'

/** docs/errors.md, made from the catalogue. */
export const renderErrorsPage = (): string => {
  const rows = Object.entries(REASONS)
    .map(([reason, entry]) => ({ reason, ...entry, hint: 'hint' in entry ? entry.hint : '' }))
    .sort((a, b) => a.status - b.status)
    .map(({ reason, status, code, hint }) => `| ${status} | ${code} | \`${reason}\` | ${hint} |`)
  return `# Errors

Made from \`src/lib/reasons.ts\` by \`bun run errors-page\`; a test holds the two together.

Every failure is \`{ "error": { "code", "message", "hint"?, "details"?, "request_id" } }\`. \`code\` is coarse, \`details.reason\` names the cause.

| status | code | reason | what to do |
|---|---|---|---|
${rows.join('\n')}
`
}

if (import.meta.main) await Bun.write(new URL('../docs/errors.md', import.meta.url), renderErrorsPage())
