'use client'

import { Component } from 'react'
import { holdView } from './held-view'

interface Props {
  /** Whether the page is being drawn anew; from true to false, it is there. */
  drawing: boolean
  /** Told when it is there, with whether it reads differently now. */
  onDrawn: (changed: boolean) => void
}

interface Held {
  restore: () => void
  text: string
}

const textOfPage = () => document.getElementById('main')?.textContent ?? ''

/** Keeps in place what the reader looks at while the page is drawn anew. A class, because no hook is called right before a change. */
export class HoldView extends Component<Props> {
  override getSnapshotBeforeUpdate({ drawing }: Props): Held | null {
    return drawing && !this.props.drawing ? { restore: holdView(), text: textOfPage() } : null
  }

  override componentDidUpdate(_props: Props, _state: unknown, held: Held | null): void {
    if (held === null) return
    held.restore()
    this.props.onDrawn(held.text !== textOfPage())
  }

  override render() {
    return null
  }
}
