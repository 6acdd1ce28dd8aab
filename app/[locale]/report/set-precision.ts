/** Keeps "how exactly is it known" in step with the hour: an hour typed is meant, an hour cleared leaves the day. */
export function setPrecision(field: HTMLInputElement): void {
  const name = /^(start|end|held)Time$/.exec(field.name)?.[1]
  const precision = name === undefined ? null : field.form?.elements.namedItem(`${name}Precision`)
  if (!(precision instanceof RadioNodeList)) return
  const coarse = precision.value === 'day' || precision.value === 'month'
  if (field.value === '') precision.value = 'day'
  else if (coarse) precision.value = field.value.endsWith(':00') ? 'hour' : 'minute'
}
