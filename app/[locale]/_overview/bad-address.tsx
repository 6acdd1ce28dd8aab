import Link from 'next/link'
import type { BadParameter } from '@/app/_filters/view'
import { Notice } from '@/app/_ui/notice'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import styles from './bad-address.module.css'

interface Props {
  locale: Locale
  problems: readonly BadParameter[]
  /** Everything the address asks for. */
  asked: URLSearchParams
  /** The address of the page without any filter; the overview's where none is given. */
  page?: string
}

/** What is typed by hand can be typed again; any other parameter is a choice of the form. A region is mended by any of its names. */
const typed: Readonly<Record<string, string>> = {
  region: 'place',
  ...Object.fromEntries(['asOf', 'from', 'to', 'q', 'publishedBy', 'knownAt', 'find'].map((name) => [name, name])),
}

/** The fields to put right, each with what was written, and with them all that could be read. */
function Mend({ locale, problems, kept, page }: Pick<Props, 'locale' | 'problems'> & { kept: URLSearchParams; page: string }) {
  const t = translator(locale, 'dashboard')
  const f = translator(locale, 'filters')
  const fields = problems.flatMap(({ name, value }) => (value !== null && typed[name] ? [{ name, field: typed[name], value }] : []))
  if (fields.length === 0) return null
  return (
    <form action={page} method="get" className={styles.mend}>
      <p>{f('mendLead')}</p>
      {[...kept].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, field, value }) => (
        <label key={name}>
          <span>{name === 'region' ? f('label.region') : name}</span>
          <input type="text" name={field} defaultValue={value} maxLength={200} autoComplete="off" />
        </label>
      ))}
      <button className="button button-primary" type="submit">
        {t('show')}
      </button>
    </form>
  )
}

/** An address that asks for what there is not: each parameter that could not be read, a field to put it right, and the view without it. */
export function BadAddress({ locale, problems, asked, page = `/${locale}` }: Props) {
  const t = translator(locale, 'dashboard')
  const f = translator(locale, 'filters')
  const bad = new Set(problems.map(({ name }) => name))
  const kept = new URLSearchParams([...asked].filter(([name]) => !bad.has(name)))
  return (
    <Notice
      title={t('badTitle')}
      actions={
        <>
          {kept.size > 0 && (
            <Link className="button" href={`${page}?${kept}`}>
              {f('withoutIt')}
            </Link>
          )}
          <Link className="button" href={page}>
            {t('plainView')}
          </Link>
        </>
      }
    >
      <p>{t('badText')}</p>
      <ul>
        {problems.map(({ name, value }) => (
          <li key={name}>{value === null ? t('badUnknown', { name }) : t('badValue', { name, value })}</li>
        ))}
      </ul>
      <Mend locale={locale} problems={problems} kept={kept} page={page} />
    </Notice>
  )
}
