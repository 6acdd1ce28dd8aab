import { territoryName } from '@/lib/regions/territory'
import type { Region } from '@/lib/schema/region'
import { processSettings } from './context'

/** The ledger of another territory: what that is called, and its address, no slash at the end. */
export interface OtherTerritory {
  name: Region['name']
  address: string
}

/** The ledgers of other territories that this one leads to, as the settings name them. */
export const otherTerritories = (): OtherTerritory[] =>
  processSettings().otherTerritories.map(({ code, address }) => ({ name: territoryName(code), address }))
