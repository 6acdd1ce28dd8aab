import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core'
import { catalogue, type Messages, type Namespace } from './catalogue'
import type { Locale } from './locale'

/** The translator of one area: `const t = translator(locale, 'dashboard'); t('title')`. For server components; a bad message throws. */
export function translator<const N extends Namespace & NamespaceKeys<Messages, NestedKeyOf<Messages>>>(locale: Locale, namespace: N) {
  return createTranslator<Messages, N>({
    locale,
    messages: catalogue[locale],
    namespace,
    onError: (error) => {
      throw error
    },
  })
}

/** The type of a translator that is handed on: `t: Words<'dashboard'>`. */
export type Words<N extends Namespace & NamespaceKeys<Messages, NestedKeyOf<Messages>>> = ReturnType<typeof translator<N>>
