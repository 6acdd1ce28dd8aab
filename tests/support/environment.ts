// What a process needs from the machine; every setting of the product is left out, so that a test's server is the same everywhere.
const fromTheMachine = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'SYSTEMROOT', 'NODE_EXTRA_CA_CERTS']

/** Settings of a server that counts nobody's requests: tests ask faster than people. */
export const unlimited = {
  ...{ REQUESTS_PER_MINUTE: '0', WRITES_PER_HOUR: '0', KEY_WRITES_PER_MINUTE: '0', SIGN_INS_PER_QUARTER: '0' },
  ...{ STREAMS_PER_ADDRESS: '0', QUEUE_PER_SENDER: '0', QUEUE_PER_HOST: '0', FORM_SECONDS: '0' },
}

/** The environment of a production process: the machine's own variables and the given settings, nothing else. */
export function productionEnv(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  const machine = Object.fromEntries(fromTheMachine.map((name) => [name, process.env[name]]))
  return { ...machine, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...settings }
}
