import { z } from 'zod'
import { PollStanding } from './feed-source'
import { FeedId, FeedStanding } from './reading'
import { Instant } from './time'

/** A source that machines read: what it has told, and how asking it goes. */
export const FeedTold = z
  .strictObject({
    id: FeedId,
    name: z.string().meta({ description: 'who publishes it; the host it is asked at where that is not known' }),
    url: z.url().nullable().meta({ description: 'a page about it; null where none is known' }),
    licence: z.string().nullable().meta({ description: 'the licence of its readings; null where none is declared or it gives records' }),
    standing: FeedStanding.nullable().meta({
      description: 'what its readings tell; null for a source of records, and where none came yet',
    }),
    poll: PollStanding.nullable().meta({ description: 'how asking it goes; null for one that comes as files' }),
  })
  .meta({ id: 'FeedTold' })
export type FeedTold = z.infer<typeof FeedTold>

export const FeedsTold = z.strictObject({ asOf: Instant, data: z.array(FeedTold) }).meta({ id: 'FeedsTold' })
