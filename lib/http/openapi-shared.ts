import type { oas31 } from 'zod-openapi'

type Kind = 'parameters' | 'responses'
type Part = oas31.ParameterObject | oas31.ResponseObject | oas31.ReferenceObject

/** A part that several operations have word for word is written once, under a name; the others refer to it. */
class Shelf<P extends Part> {
  private readonly counts = new Map<string, number>()
  private readonly names = new Map<string, string>()
  readonly parts: Record<string, P> = {}

  constructor(private readonly kind: Kind) {}

  count(part: P): void {
    const text = JSON.stringify(part)
    this.counts.set(text, (this.counts.get(text) ?? 0) + 1)
  }

  /** The part itself where it stands alone, else a reference to its one copy, which is called `name`, or `name-2` where that is another. */
  put(part: P, name: string): P | oas31.ReferenceObject {
    const text = JSON.stringify(part)
    if ((this.counts.get(text) ?? 0) < 2) return part
    const known = this.names.get(text) ?? this.free(name)
    this.names.set(text, known)
    this.parts[known] = part
    return { $ref: `#/components/${this.kind}/${known}` }
  }

  private free(name: string): string {
    let [free, n] = [name, 1]
    while (Object.hasOwn(this.parts, free)) {
      n += 1
      free = `${name}-${n}`
    }
    return free
  }
}

const verbs = ['get', 'put', 'post', 'delete', 'patch'] as const
const operationsOf = (document: oas31.OpenAPIObject): oas31.OperationObject[] =>
  Object.values(document.paths ?? {}).flatMap((item) => verbs.flatMap((verb) => item[verb] ?? []))

/** The same document with every parameter and response once that several operations have alike: half of it would be repetition. */
export function withSharedParts(document: oas31.OpenAPIObject): oas31.OpenAPIObject {
  const parameters = new Shelf<oas31.ParameterObject | oas31.ReferenceObject>('parameters')
  const responses = new Shelf<oas31.ResponseObject | oas31.ReferenceObject>('responses')
  const copy = structuredClone(document)
  for (const operation of operationsOf(copy)) {
    for (const parameter of operation.parameters ?? []) parameters.count(parameter)
    for (const response of Object.values(operation.responses ?? {})) responses.count(response)
  }
  for (const operation of operationsOf(copy)) {
    if (operation.parameters) {
      operation.parameters = operation.parameters.map((each) => parameters.put(each, 'name' in each ? each.name : ''))
    }
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      if (operation.responses) operation.responses[status] = responses.put(response, `answer-${status}`)
    }
  }
  copy.components = { ...copy.components, parameters: parameters.parts, responses: responses.parts }
  return copy
}
