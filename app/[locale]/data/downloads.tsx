import plain from '@/app/_ui/plain-table.module.css'
import { operations } from '@/lib/http/operations'
import { formatCount } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import { Block } from './block'
import styles from './data.module.css'
import { files } from './files'
import type { Told } from './told'

/** The files there are, with how many rows they have where that is known without writing them. */
export function Downloads({ told }: { told: Told }) {
  const { locale } = told
  const t = translator(locale, 'data')
  const rows: Record<string, number> = { observations: told.observations, incidents: told.incidents }
  return (
    <Block id="downloads" title={t('downloads')} dek={t('downloadsDek')}>
      <table className={`${plain.table} ${styles.table}`} aria-labelledby="downloads-title">
        <thead>
          <tr>
            <th scope="col">{t('colWhat')}</th>
            <th className={plain.number} scope="col">
              {t('colRows')}
            </th>
            <th scope="col">{t('colFormats')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ key, downloads }) => (
            <tr key={key}>
              <th scope="row">
                {t(`file.${key}`)}
                <small>{t(`fileSays.${key}`)}</small>
              </th>
              <td className={plain.number}>{rows[key] !== undefined && formatCount(rows[key], locale)}</td>
              <td>
                <ul className={styles.formats}>
                  {downloads.map(({ format, href }) => (
                    <li key={format}>
                      <a href={href} aria-label={t('fileName', { what: t(`file.${key}`), format })}>
                        {format}
                      </a>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        {t.rich('described', {
          package: (words) => <a href={operations.getDataPackage.path}>{words}</a>,
          catalogue: (words) => <a href={operations.getCatalogue.path}>{words}</a>,
        })}
      </p>
    </Block>
  )
}
