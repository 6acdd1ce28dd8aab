// Every statement about Dnipropetrovsk region, page by page. A page names the next one; the last names none.
const rows = []
let cursor = null
do {
  const address = new URL('http://localhost:3000/api/v1/observations?region=UA-12&limit=100')
  if (cursor !== null) address.searchParams.set('cursor', cursor)
  const answer = await fetch(address)
  if (!answer.ok) throw new Error((await answer.json()).detail)
  const page = await answer.json()
  rows.push(...page.data)
  cursor = page.next
} while (cursor !== null)

const publishers = new Set(rows.map(({ source }) => source.publisher))
console.log(`${rows.length} statements by ${publishers.size} publishers`)
