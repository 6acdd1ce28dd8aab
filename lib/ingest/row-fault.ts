/**
 * A row that cannot be taken in, with the field that stands in the way. The reason is shown to everybody: it says what was expected and
 * never a word of the row, which may hold what must not be public.
 */
export class RowFault extends Error {
  constructor(
    readonly field: string,
    reason: string,
  ) {
    super(reason)
  }
}
