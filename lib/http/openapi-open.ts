import type { oas31 } from 'zod-openapi'

const examples = new Set(['example', 'examples'])
const isObject = (part: unknown): part is Record<string, unknown> => typeof part === 'object' && part !== null && !Array.isArray(part)

/**
 * Lets every object that is answered or posted have fields that are not named, so that whoever checks what they get by the document bears
 * what may come. What is sent here stays closed: a field that is unknown is refused. Changes the document.
 */
export function openAnswers({ paths = {}, webhooks = {}, components = {} }: oas31.OpenAPIObject): void {
  const opened = new Set<unknown>()
  const open = (part: unknown): void => {
    if (Array.isArray(part)) for (const one of part) open(one)
    if (!isObject(part) || opened.has(part)) return
    opened.add(part)
    if (typeof part.$ref === 'string') open(components.schemas?.[part.$ref.split('/').at(-1) ?? ''])
    if (part.additionalProperties === false) delete part.additionalProperties
    for (const [key, inside] of Object.entries(part)) if (!examples.has(key)) open(inside)
  }
  for (const item of Object.values(paths)) for (const one of [item.get, item.post]) open(one?.responses)
  open(Object.values(webhooks))
}
