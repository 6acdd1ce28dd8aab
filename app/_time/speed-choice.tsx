import styles from './time-strip.module.css'
import type { SliderWords } from './time-words'
import { type Speed, speeds } from './use-playback'

/** How fast time moves by itself. */
export function SpeedChoice({ words, speed, onSpeed }: { words: SliderWords; speed: Speed; onSpeed: (speed: Speed) => void }) {
  return (
    <label className={styles.speed}>
      <span>{words.speed}</span>
      <select value={speed} onChange={({ currentTarget }) => onSpeed(speeds.find((one) => String(one) === currentTarget.value) ?? speed)}>
        {speeds.map((one) => (
          <option key={one} value={one}>
            {words.perSecond.replace('{n}', String(one))}
          </option>
        ))}
      </select>
    </label>
  )
}
