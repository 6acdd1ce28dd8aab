// What a process needs from the machine; every setting of the product is left out, so that a test's server is the same everywhere.
const fromTheMachine = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'SYSTEMROOT', 'NODE_EXTRA_CA_CERTS']

/** The environment of a production process: the machine's own variables and the given settings, nothing else. */
export function productionEnv(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  const machine = Object.fromEntries(fromTheMachine.map((name) => [name, process.env[name]]))
  return { ...machine, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...settings }
}
