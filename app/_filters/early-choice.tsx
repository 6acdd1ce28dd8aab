import { earlyChoiceScript } from '@/lib/client/early-choice-script'

export function EarlyChoice() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, without a text of anybody's
  return <script dangerouslySetInnerHTML={{ __html: earlyChoiceScript }} />
}
