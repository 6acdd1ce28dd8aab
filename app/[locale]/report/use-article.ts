'use client'

import { useCallback, useEffect, useState } from 'react'
import type { Territory } from '@/lib/finder/find-figures'
import { type Article, dayOf, longestArticle } from './article'

export interface ArticleState extends Article {
  /** Whether script runs. Kept here: the cards are made anew with the fields, and what the focus goes to must be there at once. */
  scripted: boolean
  /** What was just done, for those who do not see the list change. */
  said: { done: 'nothing' | 'failed' | 'found' } | { done: 'added'; figure: number }
  write: (text: string) => void
  date: (day: string) => void
  /** `published`: the day that the form has, for where none is said with the text. */
  find: (published: string) => Promise<void>
  /** Takes a candidate off the list: it was put into the form (`figure`, from 0), or dismissed. */
  remove: (index: number, figure: number | null) => void
}

/** The pasted text and what was found in it. Lives beside the form's fields, which are made anew whenever a figure is added. */
export function useArticle(opening: Article, territory: Territory): ArticleState {
  const [{ text, day, found }, setArticle] = useState(opening)
  const [said, setSaid] = useState<ArticleState['said']>({ done: opening.found === null ? 'nothing' : 'found' })

  const [scripted, setScripted] = useState(false)
  useEffect(() => setScripted(true), [])

  // What was found in another text is no longer so.
  const write = useCallback((written: string) => {
    setArticle((article) => ({ ...article, text: written.slice(0, longestArticle), found: null }))
    setSaid({ done: 'nothing' })
  }, [])

  const date = useCallback((said: string) => setArticle((article) => ({ ...article, day: said })), [])

  const find = useCallback(
    async (published: string) => {
      try {
        const { figureFinder } = await import('@/lib/finder/find-figures')
        setArticle({ text, day, found: figureFinder(territory)(text, dayOf(day, published)) })
        setSaid({ done: 'found' })
      } catch {
        setSaid({ done: 'failed' })
      }
    },
    [text, day, territory],
  )

  const remove = useCallback((index: number, figure: number | null) => {
    setArticle((article) => ({ ...article, found: article.found?.filter((_, i) => i !== index) ?? null }))
    setSaid(figure === null ? { done: 'found' } : { done: 'added', figure })
  }, [])

  return { text, day, found, said, scripted, write, date, find, remove }
}
