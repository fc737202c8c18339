import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { DownloadButton } from '#design/console/download.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { AbsentHouseholds } from './absent-households.tsx'
import { fetchResult, readResult } from './calls.ts'
import { Histogram } from './histogram.tsx'
import type { Result } from './model.ts'
import { ResultLedger } from './result-ledger.tsx'
import { ResultList } from './result-list.tsx'
import { Steps } from './steps.tsx'
import { Tiles } from './tiles.tsx'

/** Five counts that close, one sum from paid to computed, one list with what matters on top. Nothing here pays or cuts. */
export function RosterResultPage() {
  const say = useSay()
  const client = useClient()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const found = useQuery({ queryKey: ['roster', 'result', id], queryFn: () => readResult(client, id) })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取结果', 'Fetching the result')} />
  return <Checked result={found.data} />
}

function Checked({ result }: { result: Result }) {
  const say = useSay()
  const client = useClient()
  const seconds = result.seconds
  const url = useTableUrl()
  return (
    <div className="p-ro">
      <Crumbs here={say('结果', 'Result')}>
        <Link to="/roster">{say('名单体检', 'Roster check')}</Link>
        <span aria-hidden="true">/</span>
        <Link to="/roster/$id" params={{ id: result.id }}>
          {result.file}
        </Link>
      </Crumbs>
      <PageHead
        title={say('您的名单体检好了', 'Your list is checked')}
        says={say(
          `${count(result.households)} 户，${count(result.persons)} 人，照 ${result.lawOn} 的规矩测算${seconds === null ? '' : `，用了 ${seconds < 0.1 ? '不到 0.1' : seconds.toFixed(1)} 秒`}。测算不是决定，没有一户因此减发或停发。`,
          `${many(result.households, 'household')}, ${many(result.persons, 'person', 'people')}, by the rules of ${result.lawOn}. An assessment is no decision; nobody is cut by it.`,
        )}
      >
        <DownloadButton fetchFile={() => fetchResult(client, result.id, {})}>
          {say('导出结果表 .xlsx', 'Export the result .xlsx')}
        </DownloadButton>
        <button type="button" className="btn line" onClick={() => window.print()}>
          {say('打印', 'Print')}
        </button>
      </PageHead>
      <Steps now={4} />
      <Tiles tiles={useTiles(result)} closing={<Closing result={result} />} />
      <div className="ro-2 halves gap-top">
        <ResultLedger result={result} />
        <section className="panel" aria-labelledby="bands-title">
          <h2 id="bands-title">
            {say('差多少的户有多少', 'How many differ by how much')}
            <span className="asof">{say('元/户/月，点柱子看名单', 'yuan a month; press a bar for its list')}</span>
          </h2>
          <Histogram bands={result.bands} />
        </section>
      </div>
      {url.state['absent'] === '1' && result.absent !== null ? (
        <AbsentHouseholds runId={result.id} absent={result.absent} />
      ) : null}
      <ResultList result={result} />
    </div>
  )
}

function useTiles({ kinds }: Result) {
  const say = useSay()
  const gap = (kind: 'less' | 'more'): string => {
    const change = BigInt(kinds[kind].computed) - BigInt(kinds[kind].paid)
    return yuan(change < 0n ? -change : change)
  }
  return {
    same: {
      households: kinds.same.households,
      says: say(
        `发的和测算的一分不差，每月 ${yuan(kinds.same.paid)} 元`,
        `Paid what is computed, ${yuan(kinds.same.paid)} yuan a month`,
      ),
    },
    less: {
      households: kinds.less.households,
      says: say(`每月少发 ${gap('less')} 元`, `${gap('less')} yuan a month too little`),
    },
    more: {
      households: kinds.more.households,
      says: say(`每月多发 ${gap('more')} 元`, `${gap('more')} yuan a month too much`),
    },
    unknown: {
      households: kinds.unknown.households,
      says: say('缺东西，不猜；照现在的数放着', 'Something is missing; nothing is guessed'),
    },
    no: {
      households: kinds.no.households,
      says: say(`不停发，变成 ${count(kinds.no.households)} 件要问清的事`, 'Not stopped: that many questions to ask'),
    },
  }
}

function Closing({ result }: { result: Result }) {
  const say = useSay()
  const { kinds, held } = result
  const parts = [kinds.same, kinds.less, kinds.more, kinds.unknown, kinds.no].map(({ households }) => count(households))
  return (
    <>
      <span>
        {parts.join(' ＋ ')} ＝ {say(`${count(result.households)} 户`, many(result.households, 'household'))}
      </span>
      {held === null ? (
        <span className="mute">
          {say(
            '试读的那份已经按约定删掉，还有几户等着改、表里少了谁，这里不知道了',
            'The trial reading was deleted as promised: how many wait to be mended is not known here any more',
          )}
        </span>
      ) : null}
      {held === null || held.households === 0 ? null : (
        <span>
          {say('另有 ', 'Another ')}
          <Link to="/roster/$id" params={{ id: result.id }} hash="held">
            {say(
              `${count(held.households)} 户 ${count(held.persons)} 人`,
              `${many(held.households, 'household')}, ${many(held.persons, 'person', 'people')}`,
            )}
          </Link>
          {say('等着改表', ' wait for the sheet to be mended')}
        </span>
      )}
      {result.absent === null || result.absent === 0 ? null : (
        <span>
          {say('档案里有、表里没有的 ', 'On file but not in the sheet, untouched: ')}
          <Link to="." search={{ absent: '1' } as never} hash="absent">
            {say(`${count(result.absent)} 户`, count(result.absent))}
          </Link>
          {say('，没有动', '')}
        </span>
      )}
    </>
  )
}
