import type { ReactNode } from 'react'
import { Sign } from './sign'
import styles from './time-strip.module.css'
import type { SliderWords } from './time-words'

function Press({ label, isOff, onPress, children }: { label: string; isOff?: boolean; onPress: () => void; children: ReactNode }) {
  // aria-disabled, not disabled: the focus stays where the reader pressed last.
  return (
    <button type="button" aria-label={label} title={label} aria-disabled={isOff || undefined} onClick={() => !isOff && onPress()}>
      {children}
    </button>
  )
}

interface Props {
  words: SliderWords
  isPlaying: boolean
  /** The reader wants nothing to move by itself: playing is a step. */
  isStill: boolean
  isFirst: boolean
  isLast: boolean
  onPlay: () => void
  onStep: (steps: 1 | -1) => void
  onEnd: (end: 'start' | 'end') => void
}

/** Beginning, a step back, play, a step on, end. */
export function PlayButtons({ words, isPlaying, isStill, isFirst, isLast, onPlay, onStep, onEnd }: Props) {
  const playing = isPlaying ? words.pause : isStill ? words.playStep : words.play
  return (
    <fieldset className={styles.buttons} aria-label={words.controls}>
      <Press label={words.toStart} isOff={isFirst} onPress={() => onEnd('start')}>
        <Sign name="start" />
      </Press>
      <Press label={words.previous} isOff={isFirst} onPress={() => onStep(-1)}>
        <Sign name="previous" />
      </Press>
      <Press label={playing} isOff={isStill && isLast} onPress={onPlay}>
        <Sign name={isPlaying ? 'pause' : 'play'} />
      </Press>
      <Press label={words.next} isOff={isLast} onPress={() => onStep(1)}>
        <Sign name="next" />
      </Press>
      <Press label={words.toEnd} isOff={isLast} onPress={() => onEnd('end')}>
        <Sign name="end" />
      </Press>
    </fieldset>
  )
}
