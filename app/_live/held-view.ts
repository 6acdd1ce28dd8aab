/** Where an element stands, so that its like is found after its part of the page was drawn anew: the nearest id, and the way from there. */
interface Place {
  id: string | null
  steps: number[]
}

const main = () => document.getElementById('main')

function placeOf(element: Element): Place {
  const steps: number[] = []
  let at: Element = element
  while (at.id === '' && at.parentElement !== null) {
    // Rows are told apart by their ids, so a way never leads over a row that has one: what follows it is counted from it.
    const before = previousWithId(at)
    if (before !== null) return { id: before.element.id, steps: [-before.distance, ...steps] }
    steps.unshift([...at.parentElement.children].indexOf(at))
    at = at.parentElement
  }
  return { id: at.id || null, steps }
}

function previousWithId(element: Element): { element: Element; distance: number } | null {
  let distance = 1
  for (let at = element.previousElementSibling; at !== null; at = at.previousElementSibling, distance += 1)
    if (at.id !== '') return { element: at, distance }
  return null
}

function find({ id, steps }: Place): Element | null {
  let at: Element | null = id === null ? document.documentElement : document.getElementById(id)
  for (const step of steps) {
    if (step < 0) for (let left = -step; left > 0 && at !== null; left -= 1) at = at.nextElementSibling
    else at = at?.children[step] ?? null
  }
  return at
}

/** What the reader looks at: the uppermost element with an id that begins on the screen, else the last that began above it. */
function lookedAt(): { place: Place; top: number } | null {
  const all = [...(main()?.querySelectorAll('[id]:not(svg *)') ?? [])].map((element) => ({ element, box: element.getBoundingClientRect() }))
  const drawn = all.filter(({ box }) => box.height > 0)
  const found = drawn.find(({ box }) => box.top >= 0 && box.top < innerHeight) ?? drawn.filter(({ box }) => box.top < 0).at(-1)
  return found ? { place: placeOf(found.element), top: found.box.top } : null
}

/**
 * Notes what the reader has open, where the focus is and what is looked at; the answer puts it all back once the page was drawn anew.
 * Parts that are drawn anew are new elements: what was opened in them is closed, and a focus in them is lost.
 */
export function holdView(): () => void {
  const open = [...(main()?.querySelectorAll('details[open]') ?? [])].map(placeOf)
  const scrolled = [...(main()?.querySelectorAll('*') ?? [])]
    .filter(({ scrollLeft }) => scrollLeft > 0)
    .map((element) => ({ place: placeOf(element), left: element.scrollLeft }))
  const focused = document.activeElement && main()?.contains(document.activeElement) ? placeOf(document.activeElement) : null
  const looked = scrollY > 0 ? lookedAt() : null
  return () => {
    for (const place of open) find(place)?.setAttribute('open', '')
    for (const { place, left } of scrolled) find(place)?.scrollTo({ left, behavior: 'instant' })
    const focus = focused && document.activeElement === document.body ? find(focused) : null
    if (focus instanceof HTMLElement) focus.focus({ preventScroll: true })
    const now = looked && find(looked.place)?.getBoundingClientRect().top
    if (looked && typeof now === 'number') scrollBy({ top: now - looked.top, behavior: 'instant' })
  }
}
