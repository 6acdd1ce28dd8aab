// Who may import whom: the table of ARCHITECTURE.md as rules. Each says: from this folder, of our own code, only to itself and to these.
const only = (name, folder, may, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^${folder}/` },
  to: { path: '^(app|lib|tests)/', pathNot: `^(${[folder, ...may].join('|')})(/|\\.tsx?$)` },
})

/** Packages by name, wherever they were resolved to, their type packages included. */
const packages = (...names) => `(^|node_modules/)(@types/)?(${names.join('|')})(/|$)`

const domain = ['lib/schema', 'lib/time', 'lib/regions']
const everyStep = [...domain, 'lib/impact', 'lib/guard', 'lib/form', 'lib/ingest', 'lib/ogc', 'lib/store', 'lib/config', 'lib/outgoing']
const drawing = ['lib/client', 'lib/schema', 'lib/time', 'lib/i18n', 'app/.*_(charts|filters|time|ui)']
const browser = '^(lib/client|app/.*_(map|charts|filters|live|time|ui))/'

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-resolves', severity: 'error', from: { path: '^(app|lib)/' }, to: { couldNotResolve: true } },
    only('schema-is-the-bottom', 'lib/schema', []),
    only('time-knows-nothing', 'lib/time', []),
    only('i18n-knows-nothing', 'lib/i18n', []),
    only('config-knows-schema', 'lib/config', ['lib/schema']),
    only('log-only-tells', 'lib/log', ['lib/config']),
    only('regions-know-schema', 'lib/regions', ['lib/schema']),
    only('outgoing-knows-nothing', 'lib/outgoing', []),
    only('impact-is-pure', 'lib/impact', ['lib/schema', 'lib/time']),
    only('form-is-pure', 'lib/form', ['lib/schema', 'lib/time'], 'the browser checks a form by the reading of the server'),
    only('finder-is-pure', 'lib/finder', ['lib/schema', 'lib/time', 'lib/form'], 'the browser finds in a text what the server finds'),
    only('guard-is-pure', 'lib/guard', ['lib/schema', 'lib/time']),
    only('ingest-only-parses', 'lib/ingest', domain),
    only('store-knows-schema', 'lib/store', ['lib/schema', 'lib/config']),
    only('export-only-writes', 'lib/export', [...domain, 'lib/i18n']),
    only('ogc-is-pure', 'lib/ogc', [...domain, 'lib/export']),
    only('service-composes', 'lib/service', everyStep),
    only('http-maps-errors', 'lib/http', ['lib/schema', 'lib/service/errors', 'lib/export', 'lib/ogc', 'lib/config', 'lib/log']),
    only('answers-stand-before-the-framework', 'lib/answers', ['lib/schema', 'lib/i18n', 'lib/http', 'lib/service', 'lib/log']),
    only('metrics-are-read-from-the-service', 'lib/metrics', ['lib/log', 'lib/service']),
    only('client-speaks-http', 'lib/client', ['lib/schema', 'lib/i18n']),
    only('commands-stay-in-lib', 'lib/commands', ['lib'], 'the terminal is a transport: it may use every step, but no screen'),
    only('drawing-knows-no-server', 'app/.*_(charts|filters|live|time|ui)', drawing),
    {
      name: 'vocabulary-imports-nothing',
      severity: 'error',
      comment: 'browser, database and form share the enum tuples without taking a library along',
      from: { path: '^lib/schema/vocabulary\\.ts$' },
      to: {},
    },
    {
      name: 'schema-needs-zod-alone',
      severity: 'error',
      from: { path: '^lib/schema/' },
      to: { pathNot: ['^lib/schema/', packages('zod')] },
    },
    {
      name: 'screens-and-routes-call-verbs',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^lib/(store|ingest|impact|guard)/' },
    },
    {
      name: 'only-routes-use-http',
      severity: 'error',
      comment: 'the page of data shows the document of the API and what it is written from',
      from: { path: '^app/', pathNot: '^app/(api/|.*/data/)' },
      to: { path: '^lib/http/' },
    },
    { name: 'lib-never-imports-app', severity: 'error', from: { path: '^lib/' }, to: { path: '^app/' } },
    { name: 'product-never-imports-tests', severity: 'error', from: { path: '^(app|lib)/' }, to: { path: '^tests/' } },
    {
      name: 'nobody-imports-commands',
      severity: 'error',
      from: { path: '^(app|lib)/', pathNot: '^lib/commands/' },
      to: { path: '^lib/commands/' },
    },
    {
      name: 'browser-cannot-reach-server',
      severity: 'error',
      from: { path: browser },
      to: { path: '^lib/(store|service|ingest|http|config|log|metrics|commands|answers)(/|\\.ts$)', reachable: true },
    },
    {
      name: 'screens-know-types-of-regions-only',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^lib/regions/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'leaflet-only-in-map',
      severity: 'error',
      from: { path: '^(app|lib)/', pathNot: '_map/' },
      to: { path: packages('leaflet', 'react-leaflet') },
    },
    {
      name: 'map-only-through-lazy',
      severity: 'error',
      from: { path: '^app/', pathNot: '_map/' },
      to: { path: '_map/(?!.*\\.lazy\\.tsx$)' },
    },
    {
      name: 'drivers-only-in-store',
      severity: 'error',
      from: { path: '^(app|lib)/', pathNot: '^lib/store/' },
      to: { path: packages('pg', 'better-sqlite3', 'kysely') },
    },
    {
      name: 'lib-is-framework-free',
      severity: 'error',
      comment: 'hooks and words need react, the start command needs next',
      from: { path: '^lib/', pathNot: '^lib/(client|i18n|commands)/' },
      to: { path: packages('next', 'react', 'react-dom') },
    },
    {
      name: 'next-only-starts',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/commands/' },
      to: { path: packages('next') },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
