/** Who may import whom: the table of docs/architecture.md, checked. */
const only = (from, to, comment) => ({
  name: `${from}-imports`,
  severity: 'error',
  comment,
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [`^src/${from}/`, ...to.map(folder => `^src/${folder}`)] },
})

const owner = (name, pkg, from) => ({
  name: `${name}-owner`,
  severity: 'error',
  comment: `One owner for a package: ${pkg} belongs to ${from.join(', ')}.`,
  from: { path: '^src/', pathNot: from.map(folder => `^src/${folder}`) },
  to: { path: pkg },
})

const BASE = '(auth|audit|metering|idempotency|kits|vault|artifacts|users|credentials)'
const STATE = '(contexts|approvals|sessions|filling)'
const VERB = '(navigate|act|observe|extract|screenshot|links|login|signup|live)'

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.d\\.ts$', '^src/main\\.ts$', '^src/browser/injected/'] },
      to: {},
    },
    {
      name: 'only-cli-and-main-compose',
      severity: 'error',
      from: { pathNot: '^src/(main|app|cli/)' },
      to: { path: '^src/(app|main|browsing)\\.ts$' },
    },
    {
      name: 'nobody-imports-config',
      severity: 'error',
      comment: 'Config is handed in; only the composition root and the command line read it.',
      from: { pathNot: '^src/(main|app|browsing|launch|config|cli/)' },
      to: { path: '^src/config\\.ts$' },
    },
    only('lib', []),
    only('contract', ['lib/']),
    only('greenhouse', ['lib/']),
    only('egress', ['contract/', 'lib/']),
    only('crypto', ['contract/', 'lib/']),
    only('db', ['contract/', 'lib/']),
    only('planner', ['contract/', 'lib/']),
    only('extraction', ['contract/', 'lib/']),
    only('forms', ['contract/', 'lib/']),
    only('browser', ['contract/', 'lib/']),
    only('modules', [
      'contract/',
      'lib/',
      'planner/',
      'extraction/',
      'forms/',
      'browser/',
      'crypto/',
      'db/',
      'egress/(address|allowlist|fence|host|site)\\.ts',
    ]),
    only('http', ['modules/', 'mcp/', 'dashboard/', 'contract/', 'lib/']),
    only('mcp', ['modules/', 'contract/', 'lib/']),
    only('dashboard', ['contract/', 'lib/']),
    only('cli', [
      'app\\.ts',
      '(browsing|launch)\\.ts',
      'config\\.ts',
      'modules/',
      'browser/pool/(executable|chromium|spawn)\\.ts',
      'greenhouse/',
      'crypto/',
      'db/',
      'lib/',
      'contract/',
    ]),
    {
      name: 'extraction-layers',
      severity: 'error',
      comment: 'page ← question ← answer: what a page says knows of no question, and a question of no answer',
      from: { path: '^src/extraction/(page|question)/' },
      to: { path: '^src/extraction/', pathNot: '^src/extraction/(page|$1)/' },
    },
    {
      name: 'base-modules',
      severity: 'error',
      comment: 'base ← state ← verbs',
      from: { path: `^src/modules/${BASE}/` },
      to: { path: `^src/modules/(${STATE}|${VERB})/` },
    },
    {
      name: 'state-modules',
      severity: 'error',
      comment: 'base ← state ← verbs',
      from: { path: `^src/modules/${STATE}/` },
      to: { path: `^src/modules/${VERB}/` },
    },
    {
      name: 'verbs-are-strangers',
      severity: 'error',
      from: { path: `^src/modules/${VERB}/` },
      to: { path: `^src/modules/${VERB}/`, pathNot: '^src/modules/$1/' },
    },
    {
      name: 'module-privates',
      severity: 'error',
      comment: 'Another module is reached through its service or noun file.',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/[^/]+/(store|routes|schema)\\.ts$', pathNot: '^src/modules/$1/' },
    },
    owner('puppeteer', 'node_modules/puppeteer-core', ['browser/']),
    owner('noble', 'node_modules/@noble/', ['crypto/']),
    owner('drizzle', 'node_modules/drizzle-orm', ['db/', 'modules/[^/]+/store\\.ts']),
    owner('elysia', 'node_modules/elysia', [
      'http/',
      'modules/[^/]+/(routes|schema|guard|params)\\.ts',
      'dashboard/routes\\.ts',
      'mcp/',
    ]),
    owner('typebox', 'node_modules/@sinclair/typebox', ['contract/']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'src/dashboard/(pages|parts)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
