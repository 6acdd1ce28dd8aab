import type { MapRegion } from '@/app/_ui/map-regions'
import { useMarkedRegion } from '@/app/_ui/marked-region'
import styles from './region-map.module.css'

/** What is known of the region under the pointer, with the focus, or last pressed. Its words are the region's own label too, so it is not read out twice. */
export function RegionCard({ regions, pinned }: { regions: readonly MapRegion[]; pinned: string | null }) {
  const [marked] = useMarkedRegion()
  const region = regions.find(({ code }) => code === (marked ?? pinned))
  if (!region) return null
  const { standing, figure, asOf, sources } = region.card
  return (
    <div className={styles.card} aria-hidden="true">
      <b>{region.name}</b>
      <p>
        {standing}
        {asOf && `, ${asOf}`}
      </p>
      {figure && <p className={styles.figure}>{figure}</p>}
      {sources && <p>{sources}</p>}
    </div>
  )
}
