import { readdirSync, readFileSync } from 'node:fs'
import { setInterval as every } from 'node:timers/promises'
import { median } from './part'

/** The resident memory of a process, in bytes. */
export const residentOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

/** How many files, sockets and pipes a process holds open. */
export const handlesOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length

export interface Sample {
  resident: number
  handles: number
}

/** Samples of a process, one a second, until the signal says stop. */
export async function watch(pid: number, stop: AbortSignal): Promise<Sample[]> {
  const samples: Sample[] = []
  for await (const _ of every(1000)) {
    if (stop.aborted) break
    samples.push({ resident: residentOf(pid), handles: handlesOf(pid) })
  }
  return samples
}

/** The medians of the first and of the last quarter of what follows the warm-up, which is a share of all. */
export function firstAndLast(values: readonly number[], warmUp: number): { first: number; last: number } {
  const settled = values.slice(Math.floor(values.length * warmUp))
  const quarter = Math.ceil(settled.length / 4)
  return { first: median(settled.slice(0, quarter)), last: median(settled.slice(-quarter)) }
}
