import type { ProblemName } from '@/lib/schema/problem'
import taken from './examples.json'

/** One request and what the product answered to it. `tests/api/examples.test.ts` asks, and writes the file. */
export interface Example {
  path: string
  method?: string
  headers?: Record<string, string | undefined>
  body?: unknown
  status: number
  /** The media type of the answer. */
  type: string
  /** A value of JSON, or the text. */
  answer: unknown
}

const { operations, problems }: { operations: Record<string, Example[]>; problems: Record<string, Example> } = taken

/** What an operation answered, in the order of its formats; empty where its answers are too long to be printed. */
export const examplesOf = (id: string): readonly Example[] => operations[id] ?? []

/** An answer that is this problem; undefined for one that cannot be brought about by asking. */
export const exampleOf = (problem: ProblemName): Example | undefined => problems[problem]

/** The incident of the examples. */
export const exampleId: string = taken.incident
