import { z } from 'zod'
import { Kind } from '@/lib/schema/incident'
import { Service } from '@/lib/schema/observation'
import { Precision } from '@/lib/schema/time'
import { LocalTime } from './local-time'

/** One line of the file: one figure or state by one source at one time. */
export const UaObservationRow = z.strictObject({
  event: z.string().min(1).max(120),
  event_title: z.string().min(1),
  region_iso: z.string().min(1),
  region_name: z.string(),
  place: z.string().nullable(),
  cause: Kind,
  service: Service,
  metric: z.enum([
    'customers_without',
    'households_without',
    'people_without',
    'settlements_without',
    'buildings_without',
    'facilities_on_generators',
    'facilities_closed',
    'mw_lost',
    'status',
  ]),
  value: z.number().nullable(),
  value_min: z.number().nullable(),
  value_max: z.number().nullable(),
  qualifier: z.string().nullable(),
  state: z.enum(['out', 'partly restored', 'restored', 'emergency schedule']),
  observed_at: LocalTime,
  precision: Precision,
  event_started_at: LocalTime,
  publisher: z.string().min(1),
  stated_by: z.string().nullable(),
  url: z.string(),
  published_at: LocalTime.nullable(),
  quote: z.string().min(1),
})
export type UaObservationRow = z.infer<typeof UaObservationRow>
