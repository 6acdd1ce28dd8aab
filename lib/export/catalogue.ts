import { boundaryLicence, type Download, description, mediaTypeOf, type Told, title } from './downloads'

const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  schema: 'https://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

const link = (address: string) => ({ '@id': address })
const instant = (time: string) => ({ '@type': 'xsd:dateTime', '@value': time })

/** A file in the words of both vocabularies. */
function distributionOf(told: Told, { table, format, path }: Download) {
  const name = `${table.name} as ${format}`
  const licence = format === 'geojson' ? { 'dct:rights': boundaryLicence(told).title } : {}
  return {
    '@id': path,
    '@type': ['dcat:Distribution', 'schema:DataDownload'],
    'dct:title': name,
    'schema:name': name,
    'dcat:accessURL': link(path),
    'dcat:downloadURL': link(path),
    'schema:contentUrl': link(path),
    'dcat:mediaType': link(`https://www.iana.org/assignments/media-types/${mediaTypeOf[format]}`),
    'schema:encodingFormat': mediaTypeOf[format],
    ...licence,
  }
}

function timesOf({ changed, covers }: Told) {
  return {
    ...(changed !== null && { 'dct:modified': instant(changed), 'schema:dateModified': changed }),
    ...(covers !== null && {
      'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:startDate': instant(covers.first), 'dcat:endDate': instant(covers.last) },
      'schema:temporalCoverage': `${covers.first}/${covers.last}`,
    }),
  }
}

/** One table with its files. */
function datasetOf(told: Told, site: URL, downloads: readonly Download[]) {
  const [first] = downloads
  const { name = '', about = '', columns = [] } = first?.table ?? {}
  const id = new URL(`/api/v1/${name}`, site).href
  return {
    '@id': id,
    '@type': ['dcat:Dataset', 'schema:Dataset'],
    'dct:identifier': id,
    'dct:title': `${title}: ${name}`,
    'schema:name': `${title}: ${name}`,
    'dct:description': `${about} ${description}`,
    'schema:description': `${about} ${description}`,
    'schema:isAccessibleForFree': true,
    'schema:url': link(new URL('/en/sources', site).href),
    'dcat:landingPage': link(new URL('/en/sources', site).href),
    'dct:spatial': { '@type': 'dct:Location', 'dct:title': told.place.name, 'dct:identifier': told.place.code },
    'schema:spatialCoverage': { '@type': 'schema:Place', 'schema:name': told.place.name },
    ...timesOf(told),
    'schema:variableMeasured': columns.map(({ name: column, says }) => ({
      '@type': 'schema:PropertyValue',
      'schema:name': column,
      'schema:description': says,
    })),
    'dcat:distribution': downloads.map((download) => distributionOf(told, download)),
    'schema:distribution': downloads.map(({ path }) => link(path)),
  }
}

/** The bulk downloads of a site as a catalogue in JSON-LD, by DCAT 3 and schema.org alike. */
export function catalogueOf(told: Told, site: URL, downloads: readonly Download[]): Record<string, unknown> {
  const names = [...new Set(downloads.map(({ table }) => table.name))]
  const of = (name: string) => downloads.filter(({ table }) => table.name === name)
  return {
    '@context': context,
    '@id': new URL('/api/v1/catalog.jsonld', site).href,
    '@type': ['dcat:Catalog', 'schema:DataCatalog'],
    'dct:title': title,
    'schema:name': title,
    'dct:description': description,
    'schema:description': description,
    'foaf:homepage': link(new URL('/', site).href),
    ...timesOf(told),
    'dcat:service': {
      '@type': 'dcat:DataService',
      'dct:title': 'The API',
      'dcat:endpointURL': link(new URL('/api/v1', site).href),
      'dcat:endpointDescription': link(new URL('/api/v1/openapi.json', site).href),
    },
    'dcat:dataset': names.map((name) => datasetOf(told, site, of(name))),
  }
}
