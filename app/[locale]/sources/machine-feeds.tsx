import { formatCount } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { FeedTold } from '@/lib/schema/feed-told'
import { formatInstant } from '@/lib/time/format'
import { Block, cellClass, Table } from './block'
import type { Read } from './read'

/** What of the last good answer was not taken in, by reason; fields and reasons are those of the source's layout. */
function Aside({ aside, locale }: { aside: NonNullable<FeedTold['poll']>['aside']; locale: Read['reading']['locale'] }) {
  const t = translator(locale, 'sources')
  if (aside.length === 0) return null
  return (
    <small>
      {t('feedAside', { count: aside.reduce((sum, { records }) => sum + records, 0) })}{' '}
      <span lang="en">{aside.map(({ field, reason, records }) => `${formatCount(records, locale)} × ${field} ${reason}`).join('; ')}</span>
    </small>
  )
}

/** Why a source gives nothing, in words; its last good answer stays in force for as long as that held. */
function Failure({ poll, read }: { poll: NonNullable<FeedTold['poll']>; read: Read }) {
  const { locale, zone } = read.reading
  const t = translator(locale, 'sources')
  const { failure, failures, triedAt } = poll
  if (failure === null)
    return (
      <>
        {t('feedInOrder')}
        <Aside aside={poll.aside} locale={locale} />
      </>
    )
  const why = typeof failure === 'number' ? t('feedStatus', { status: String(failure) }) : t(`feedFailure.${failure}`)
  return (
    <>
      {why}
      {triedAt !== null && <small>{t('feedTried', { failures, time: formatInstant(triedAt, { locale, zone, form: 'short' }) })}</small>}
    </>
  )
}

/** Sources that machines read: when each last gave something, how much of it answered, and what is in the way. */
export function MachineFeeds({ read }: { read: Read }) {
  const { sources, reading } = read
  const { locale, zone } = reading
  const t = translator(locale, 'sources')
  if (sources.feeds.length === 0) return null
  const at = (time: string) => formatInstant(time, { locale, zone, form: 'long' })
  const heads = [{ label: t('colFeed') }, { label: t('colGood') }, { label: t('colAnswered'), number: true }, { label: t('colFailure') }]
  return (
    <Block dek={t('feedsDek')} id="feeds" title={t('feedsTitle')}>
      <Table heads={heads} id="feeds">
        {sources.feeds.map(({ id, name, url, licence, standing, poll }) => (
          <tr key={id}>
            <th scope="row">
              {url === null ? name : <a href={url}>{name}</a>}
              <small>{standing === null ? id : `${id}, ${licence ?? t('noLicence')}`}</small>
            </th>
            <td>
              {standing ? at(standing.lastTime) : poll?.goodAt ? at(poll.goodAt) : t('feedNever')}
              {standing && <small>{t('feedSince', { time: at(standing.firstTime) })}</small>}
            </td>
            <td className={cellClass({ number: true })}>
              {standing
                ? t('feedAnswered', { answered: formatCount(standing.answered, locale), asked: formatCount(standing.asked, locale) })
                : '–'}
            </td>
            <td>{poll ? <Failure poll={poll} read={read} /> : t('feedByHand')}</td>
          </tr>
        ))}
      </Table>
    </Block>
  )
}
