import type { BadParameter } from '@/app/_filters/view'
import type { ServiceError } from '@/lib/service/errors'

/** A page's query as the framework hands it over, as the parameters of its address. */
export async function paramsOf(searchParams: Promise<Record<string, string | string[] | undefined>>): Promise<URLSearchParams> {
  const named = Object.entries(await searchParams)
  return new URLSearchParams(named.flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])))
}

/** What the service refused, as parameters of the address: the first part of each error's path. */
export function refused(error: ServiceError, params: URLSearchParams): BadParameter[] {
  const names = new Set((error.more.errors ?? []).map(({ path }) => path.replace(/\[.*$/, '')))
  return [...names].map((name) => ({ name, value: params.getAll(name).join(', ') }))
}
