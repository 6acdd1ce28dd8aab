import { translator } from '@/lib/i18n/translator'
import { Block } from './block'
import styles from './data.module.css'
import { NamedTable, Type } from './operation'
import type { Told } from './told'

/** Every kind of object, to be opened, with its fields. */
export function Kinds({ told: { locale, reference } }: { told: Told }) {
  const t = translator(locale, 'data')
  return (
    <Block id="schemas" title={t('schemas')} dek={t('schemasDek')}>
      <div className={styles.kinds}>
        {reference.kinds.map(({ name, says, fields, type }) => (
          <details data-find="" id={`kind-${name}`} key={name} lang="en">
            <summary>
              <code>{name}</code>
            </summary>
            {says && <p>{says}</p>}
            {fields.length > 0 ? (
              <NamedTable label={`${t('schemas')}: ${name}`} rows={fields} t={t} />
            ) : (
              <p>
                <Type type={type} />
              </p>
            )}
          </details>
        ))}
      </div>
    </Block>
  )
}
