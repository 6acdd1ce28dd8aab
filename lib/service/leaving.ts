// On globalThis for the reason in context.ts: the server around the framework says so, and a route within it is asked.
const shared = globalThis as typeof globalThis & { outageLedgerIsLeaving?: boolean }

/** Says that this process is about to end: it answers still, and wants to be asked by nobody new. */
export function sayLeaving(): void {
  shared.outageLedgerIsLeaving = true
}

/** Whether this process is about to end. */
export const isLeaving = (): boolean => shared.outageLedgerIsLeaving ?? false
