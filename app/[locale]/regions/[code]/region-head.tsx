import type { Topology } from 'topojson-specification'
import { type RegionViewQuery, regionAddress, regionsAddress } from '@/app/_filters/region-view'
import { LocatorMap } from '@/app/_ui/locator-map'
import { standingMark } from '@/app/_ui/standing-mark'
import { translator } from '@/lib/i18n/translator'
import { formatInstant } from '@/lib/time/format'
import { Words } from '../../_overview/lead'
import lead from '../../_overview/lead.module.css'
import type { Reading } from '../../_overview/reading'
import { OccupiedNote } from './occupied-note'
import styles from './region.module.css'
import type { RegionData } from './region-data'
import { regionSentence } from './region-sentence'

interface Props {
  data: RegionData
  query: RegionViewQuery
  maps: { regions: Topology; districts: Topology; context: Topology }
  reading: Reading
}

/** The region's name, its state in a sentence, and where it lies. */
export function RegionHead({ data, query, maps, reading }: Props) {
  const { locale, zone } = reading
  const t = translator(locale, 'region')
  const d = translator(locale, 'dashboard')
  const { region, around, clocks, nothingNewer } = data
  const name = region.name[locale]
  const [first] = data.rows
  const at = (instant: string) => formatInstant(instant, { locale, zone, form: 'long' })
  const codes = [...new Set([region.iso, region.pcode, region.katottg])].filter((code) => code !== null)
  return (
    <div className={`grid ${styles.head}`}>
      <div className={styles.intro}>
        <p className={styles.crumb}>
          <a href={regionsAddress(locale)}>{t('listTitle')}</a>
          {around && (
            <>
              {' / '}
              <a href={regionAddress(locale, around.code, query)}>{around.name[locale]}</a>
            </>
          )}
        </p>
        <h1>{name}</h1>
        <p className={styles.sentence}>
          <Words {...regionSentence(data, reading)} />
        </p>
        <div className={lead.by}>
          {nothingNewer && <span className={lead.mark}>{d('nothingNewer')}</span>}{' '}
          {clocks.knownAt && d('knownAt', { time: at(clocks.knownAt) })}{' '}
          {clocks.publishedBy && d('publishedBy', { time: at(clocks.publishedBy) })}
        </div>
        <OccupiedNote region={region} rows={data.rows} locale={locale} />
        <p className={styles.codes}>{t('codes', { list: codes.join(', ') })}</p>
      </div>
      <div className={styles.locator}>
        <LocatorMap
          {...maps}
          code={region.code}
          around={around?.code ?? null}
          mark={first ? standingMark(first) : { kind: 'notReported' }}
          label={t('locator', { name })}
        />
      </div>
    </div>
  )
}
