import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Environment, readSettings } from '@/lib/config/settings'
import { operations } from '@/lib/http/operations'
import manifest from '@/package.json'
import { root } from '../support/root'

const yaml: { load(text: string): unknown } = createRequire(import.meta.url)('js-yaml')
const text = readFileSync(join(root, 'compose.yaml'), 'utf8')
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
const Values = z.record(z.string(), z.union([z.string(), z.number()]).transform(String))
const Service = z.looseObject({ environment: Values.optional(), healthcheck: z.looseObject({ test: z.array(z.string()) }).optional() })
const Compose = z.looseObject({
  services: z.looseObject({ database: Service, web: Service.extend({ deploy: z.object({ replicas: z.int() }) }), balancer: Service }),
  configs: z.object({ balancer: z.object({ content: z.string() }) }),
})
const { services, configs } = Compose.parse(yaml.load(text))
const { environment: settings = {} } = services.web

/** A value as compose would fill it in from an environment. */
const filled = (value: string, given: Record<string, string>) =>
  value.replace(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, how?: string, otherwise = '') => given[name] ?? (how === '-' ? otherwise : ''),
  )

// There is no Docker where this runs: the file is read, and held to what it names.
describe('compose.yaml', () => {
  it('gives the processes settings that there are, and such as can be read', () => {
    expect(Object.keys(settings).filter((name) => !Object.hasOwn(Environment.shape, name))).toEqual([])
    const given = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, filled(value, { POSTGRES_PASSWORD: 'given' })]))
    expect(readSettings(given)).toMatchObject({ databaseUrl: 'postgres://ledger:given@database:5432/ledger', trustProxy: 1 })
  })

  it('holds no secret', () => {
    const values = [services.database, services.web].flatMap(({ environment = {} }) => Object.entries(environment))
    const secret = values.filter(([name]) => /PASSWORD|SECRET|TOKEN/.test(name))
    expect(secret.length).toBeGreaterThan(1)
    expect(secret.filter(([, value]) => !/^\$\{\w+:[-?][^}]*\}$/.test(value))).toEqual([])
    expect(settings.DATABASE_URL).not.toMatch(/:\w+@/)
  })

  it('starts several processes once the database answers, and asks each whether it does', () => {
    expect(services.web.deploy.replicas).toBeGreaterThan(1)
    expect(services.web.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(services.web.healthcheck?.test.join(' ')).toContain(`:${settings.PORT}${operations.getReadiness.path}`)
    expect(services.database.healthcheck).toBeDefined()
    expect(configs.balancer.content).toContain(`web ${settings.PORT}`)
  })

  it('builds and starts it by the scripts of the package, on a Node that it runs on', () => {
    expect(services.web.build).toBe('.')
    const scripts = [...dockerfile.matchAll(/npm run (\w+)/g)].map(([, name]) => name ?? '')
    expect(scripts).toEqual(['build'])
    for (const name of scripts) expect(manifest.scripts).toHaveProperty(name)
    expect(dockerfile).toContain(`CMD ["node", "--import", "tsx", "${manifest.scripts.start.replace('tsx ', '')}"]`)
    const versions = [...dockerfile.matchAll(/FROM node:(\d+)/g)].map(([, version]) => Number(version))
    expect(Math.min(...versions)).toBeGreaterThanOrEqual(Number(/\d+/.exec(manifest.engines.node)?.[0]))
  })

  it('lets a process write nothing that it runs, and do nothing but its own', () => {
    expect(services.web).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    const user = dockerfile.lastIndexOf('USER node')
    expect(user).toBeGreaterThan(dockerfile.lastIndexOf('COPY'))
    expect(dockerfile).toContain(operations.getReadiness.path)
  })
})
