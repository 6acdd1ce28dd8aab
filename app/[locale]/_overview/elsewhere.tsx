import { CopyLink } from '@/app/_filters/copy-link'
import { type ViewQuery, viewAddress } from '@/app/_filters/view'
import { siteAddress } from '@/app/_share/site-address'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import styles from './elsewhere.module.css'

/** The view in somebody else's page and on paper: the frame to paste, and the address that a print carries. */
export async function Elsewhere({ locale, query }: { locale: Locale; query: ViewQuery }) {
  const t = translator(locale, 'share')
  const site = await siteAddress()
  const address = viewAddress(query)
  const source = new URL(`/embed/${locale}${address}`, site).href.replaceAll('&', '&amp;')
  const frame = `<iframe src="${source}" title="${t('embedTitle')}" width="100%" height="900" loading="lazy"></iframe>`
  return (
    <>
      <details className={styles.embed}>
        <summary>{t('embed')}</summary>
        <p>{t('embedHow')}</p>
        <pre>
          <code>{frame}</code>
        </pre>
        <CopyLink text={frame} words={{ copy: t('embedCopy'), copied: t('embedCopied'), failed: t('embedFailed') }} />
      </details>
      <p className={styles.address}>{new URL(`/${locale}${address}`, site).href}</p>
    </>
  )
}
