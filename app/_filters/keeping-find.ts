/** An address with what is being looked for in the table now: that is typed after the server wrote the address. */
export function keepingFind(address: string, find: string | null): string {
  const [path = '', query = ''] = address.split('?')
  const params = new URLSearchParams(query)
  if ((params.get('find') ?? '') === (find ?? '')) return address
  if (find) params.set('find', find)
  else params.delete('find')
  return params.size > 0 ? `${path}?${params}` : path
}
