import { CopyLink } from '@/app/_filters/copy-link'
import { translator } from '@/lib/i18n/translator'
import type { ReportDetail } from '@/lib/schema/incident'
import { formatPrecise } from '@/lib/time/format'
import type { Reading } from '../../_overview/reading'
import { quotesOf } from '../../incidents/[id]/statements'
import styles from './report-page.module.css'

interface Props {
  report: ReportDetail
  who: string
  /** The whole address of the report. */
  address: string
  reading: Reading
}

/** The line to put under a text that rests on this report, ready to copy, with the day it was read on. */
export function Citation({ report, who, address, reading }: Props) {
  const { locale } = reading
  const t = translator(locale, 'report')
  const [quote] = quotesOf(report)
  const day = (time: string) => formatPrecise({ time, precision: 'day' }, { ...reading, form: 'long' })
  const text = t('citation', {
    who: report.source.statedBy === null ? who : [who, report.source.publisher].join(', '),
    time: formatPrecise(report.asOf, { ...reading, form: 'long' }),
    quote: quote === undefined ? '' : t('citationQuote', { quote }),
    ledger: translator(locale, 'shell')('name'),
    id: report.id,
    address,
    day: day(reading.asOf),
  })
  const words = { copied: t('copied'), failed: t('copyFailed') }
  return (
    <section aria-labelledby="cite" className="section">
      <h2 id="cite">{t('cite')}</h2>
      <p className="dek">{t('citeDek')}</p>
      <p className={styles.citation}>{text}</p>
      <p className={styles.copies}>
        <CopyLink text={text} words={{ copy: t('copyCitation'), ...words }} />
        <CopyLink text={address} words={{ copy: t('copyLink'), ...words }} />
      </p>
    </section>
  )
}
