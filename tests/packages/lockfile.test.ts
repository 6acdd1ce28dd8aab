import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { root } from '../support/root'

const Names = z.record(z.string(), z.string()).default({})
const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().default(false),
      dependencies: Names,
      optionalDependencies: Names,
    }),
  ),
})
const Manifest = z.object({ dependencies: Names, devDependencies: Names, allowScripts: z.record(z.string(), z.boolean()) })

const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8')
const { packages } = Lockfile.parse(JSON.parse(lockfile))
const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

/** The places where a package at `path` finds a dependency called `name`, nearest first. */
function lookup(path: string, name: string): string[] {
  const nearest = `${path ? `${path}/` : ''}node_modules/${name}`
  if (!path) return [nearest]
  return [nearest, ...lookup(path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name)]
}

it('locks every package for every platform, optional ones too, or npm ci refuses elsewhere', () => {
  const unlocked = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !lookup(path, name).some((place) => packages[place]))
      .map((name) => `${path} needs ${name}`),
  )
  expect(Object.keys(packages).length).toBeGreaterThan(100)
  expect(unlocked).toEqual([])
})

it('names no host to fetch packages from', () => {
  expect(Object.keys(packages).filter((path) => packages[path]?.resolved)).toEqual([])
})

it('pins exact versions', () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  )
  expect(loose).toEqual([])
})

it('decides on every install script, and allows one', () => {
  const scripted = Object.keys(packages)
    .filter((path) => packages[path]?.hasInstallScript)
    .map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
  const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name])
  expect(scripted.filter((name) => !(name in manifest.allowScripts))).toEqual([])
  expect(allowed).toEqual(['better-sqlite3'])
})
