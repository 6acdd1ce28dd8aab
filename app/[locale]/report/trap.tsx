'use client'

import { useTranslations } from 'use-intl'

/** A field that nobody sees and no keyboard reaches: whoever fills it in reads the page as a program does. */
export function Trap() {
  const t = useTranslations('form')
  return (
    <div aria-hidden="true" className="visually-hidden">
      <label htmlFor="homepage">{t('trap')}</label>
      <input autoComplete="off" defaultValue="" id="homepage" name="homepage" tabIndex={-1} type="text" />
    </div>
  )
}
