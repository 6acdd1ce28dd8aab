/** What a page is about for machines that read pages (JSON-LD, schema.org). */
export function StructuredData({ data }: { data: Record<string, unknown> }) {
  // A script element ends at the first `</script`, whatever a quotation mark says.
  const text = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every `<` escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
}
