import type { Statement } from '@/lib/schema/statement'
import { type Said, statement } from './factories'

const strike = '2026-01-07-dnipropetrovsk-zaporizhzhia'
const dtek = { publisher: 'Interfax-Ukraine', statedBy: 'DTEK', url: 'https://example.org/interfax' } as const
const minister = { ...dtek, statedBy: 'Acting Energy Minister' } as const

const said = (rows: readonly Said[]): Statement[] => rows.map((row) => statement({ incident: strike, ...row }))

/** The real records of 7 to 12 January 2026 about Dnipropetrovsk, Zaporizhzhia and Kyiv, retyped without their quotes. */
export const january: readonly Statement[] = said([
  {
    regions: ['UA-23'],
    place: 'Zaporizhzhia city districts',
    unit: 'settlements',
    value: 6,
    qualifier: 'at_least',
    day: '2026-01-07',
    source: { tier: 2 },
  },
  {
    regions: ['UA-23'],
    place: 'Zaporizhzhia city',
    service: 'health',
    measure: 'on_backup',
    unit: 'facilities',
    state: 'on_backup',
    day: '2026-01-07',
  },
  { regions: ['UA-23'], day: '2026-01-07T20:00:00.000Z', source: { tier: 2 } },
  {
    unit: 'households',
    value: 600_000,
    qualifier: 'about',
    state: 'partly_restored',
    source: { publisher: 'The Moscow Times', statedBy: 'DTEK' },
  },
  { value: 800_000, qualifier: 'about', publishedAt: '2026-01-08', source: minister },
  { value: 600_000, state: 'partly_restored', publishedAt: '2026-01-08', source: dtek },
  { unit: 'households', value: 200_000, qualifier: 'about', measure: 'reconnected', state: 'restored', source: dtek },
  { unit: 'facilities', value: 8, measure: 'closed', note: 'coal mines', source: minister },
  { unit: 'households', value: 600_000, qualifier: 'about', state: 'partly_restored', source: { publisher: 'UNN', statedBy: 'DTEK' } },
  { place: 'Kryvyi Rih', value: 38_983, source: { publisher: 'Ukrinform', statedBy: 'Oleksandr Vilkul' } },
  { place: 'Dnipro city', service: 'health', state: 'partly_restored' },
  { place: 'Dnipro city', service: 'health', measure: 'on_backup', unit: 'facilities', state: 'on_backup' },
  { regions: ['UA-12', 'UA-23'], service: 'heating', unit: 'households', quantityText: 'hundreds of thousands', source: { tier: 2 } },
  { service: 'heating', value: 1_000_000, qualifier: 'at_least' },
  { service: 'heating', unit: 'people', value: 250_000, qualifier: 'about', state: 'partly_restored' },
  { service: 'heating', value: 270_000, qualifier: 'about', measure: 'reconnected', state: 'restored' },
  { regions: ['UA-23'], service: 'heating', state: 'restored' },
  { regions: ['UA-23'], state: 'restored', day: '2026-01-08T03:00:00.000Z', source: { tier: 2 } },
  { value: 800_000, measure: 'reconnected', state: 'restored', day: '2026-01-09', source: { statedBy: 'DTEK' } },
  { incident: '2026-01-09-kyiv', regions: ['UA-30', 'UA-32'], value: 500_000, qualifier: 'at_least', day: '2026-01-09' },
  { incident: '2026-01-09-kyiv', regions: ['UA-30'], value: 417_000, day: '2026-01-09', publishedAt: '2026-01-12', source: { tier: 2 } },
  { incident: '2026-01-09-kyiv', regions: ['UA-30'], value: 500_000, qualifier: 'at_least', day: '2026-01-09', publishedAt: '2026-01-09' },
  { incident: '2026-01-09-kyiv', regions: ['UA-32'], unit: 'households', value: 370_000, state: 'partly_restored', day: '2026-01-09' },
  {
    incident: '2026-01-10-kryvyi-rih',
    place: 'Kryvyi Rih',
    value: 45_415,
    measure: 'reconnected',
    state: 'restored',
    day: '2026-01-11T03:00:00.000Z',
  },
  {
    incident: '2026-01-10-dnipropetrovsk',
    unit: 'households',
    value: 18_000,
    qualifier: 'at_least',
    state: 'partly_restored',
    day: '2026-01-12',
    source: { statedBy: 'DTEK' },
  },
])
