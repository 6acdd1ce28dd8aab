/** The sections of the page in their order; each id is the key of its heading and its place on the page. */
export const sections = [
  'downloads',
  'feeds',
  'copies',
  'examples',
  'reference',
  'schemas',
  'problems',
  'promise',
  'terms',
  'cite',
] as const
