import type { Held } from '@/lib/store/archive'

/** Where a ledger ends, as operators write it down and compare it. */
export const endOf = ({ seq, hash, time }: Pick<Held, 'seq' | 'hash' | 'time'>): string =>
  hash === null ? 'the ledger is empty' : `up to row ${seq} of the ledger, written ${time}, hash ${hash}`
