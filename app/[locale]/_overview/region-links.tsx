import { Fragment } from 'react'
import { regionAddress } from '@/app/_filters/region-view'
import { type Reading, shortName } from './reading'

interface Props {
  codes: readonly string[]
  /** The moment that the pages of the regions open on. */
  asOf?: string | undefined
  reading: Pick<Reading, 'locale' | 'regions'>
}

/** Regions by their short names, each leading to its page; the country and those of no pack have none. */
export function RegionLinks({ codes, asOf, reading }: Props) {
  return codes.map((code, at) => {
    const region = reading.regions.get(code)
    const name = shortName(code, reading)
    return (
      <Fragment key={code}>
        {at > 0 && ', '}
        {region && region.level > 0 && region.inPack ? (
          <a href={regionAddress(reading.locale, code, asOf ? { asOf } : {})}>{name}</a>
        ) : (
          name
        )}
      </Fragment>
    )
  })
}
