import { type RefObject, useEffect } from 'react'
import { isFileFormat } from './file-format'

/** Makes the buttons that save a chart work; what makes the files is loaded when the first is pressed. */
export function useSaving(root: RefObject<HTMLElement | null>, day: string | undefined, onFailure: (failed: boolean) => void): void {
  useEffect(() => {
    const element = root.current
    if (element === null) return
    const save = async ({ target }: Event) => {
      const button = target instanceof Element ? target.closest('[data-save]') : null
      const figure = button?.closest<HTMLElement>('[data-chart]')
      const format = button?.getAttribute('data-save')
      if (!figure || !isFileFormat(format)) return
      onFailure(false)
      try {
        const { saveChart } = await import('./save-chart')
        await saveChart(figure, format, day)
      } catch {
        onFailure(true)
      }
    }
    element.addEventListener('click', save)
    return () => element.removeEventListener('click', save)
  }, [root, day, onFailure])
}
