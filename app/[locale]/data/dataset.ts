import { translator } from '@/lib/i18n/translator'
import { files } from './files'
import type { Told } from './told'

/** The records as a whole as a schema.org Dataset, with every file they are to be had as. */
export function wholeDataset({ locale, site }: Told): Record<string, unknown> {
  const t = translator(locale, 'data')
  const share = translator(locale, 'share')
  const address = (path: string) => new URL(path, site).href
  return {
    '@type': 'Dataset',
    name: t('datasetName', { name: translator(locale, 'shell')('name') }),
    description: t('description'),
    url: address(`/${locale}/data`),
    inLanguage: locale,
    isAccessibleForFree: true,
    creditText: share('credit'),
    usageInfo: address(`/${locale}/data#terms`),
    measurementTechnique: address(`/${locale}/method`),
    variableMeasured: share('measured'),
    distribution: files.flatMap(({ key, downloads }) =>
      downloads.map(({ format, type, href }) => ({
        '@type': 'DataDownload',
        name: t('fileName', { what: t(`file.${key}`), format }),
        encodingFormat: type,
        contentUrl: address(href),
      })),
    ),
  }
}
