import { type RunningServer, startServer } from '../support/server'

/** Ends a server by this signal and starts another one on its folder, which the new one's `stop` removes where the old one's would have. */
export async function restart(
  server: RunningServer,
  signal: 'SIGTERM' | 'SIGKILL',
  env: Record<string, string> = {},
): Promise<RunningServer> {
  await server.kill(signal)
  const again = await startServer({ dataDir: server.dataDir, env })
  const stop = async () => {
    await again.stop()
    await server.stop()
  }
  return { ...again, stop }
}
