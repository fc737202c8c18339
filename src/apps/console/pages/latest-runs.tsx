import { useQuery } from '@tanstack/react-query'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { readRuns } from '#relief/roster/ui/calls.ts'
import { RunTable } from '#relief/roster/ui/recent-runs.tsx'

/** A desk's morning wants the newest ones; the rest is one click away. */
const shownMax = 5

export function LatestRuns() {
  const say = useSay()
  const client = useClient()
  const runs = useQuery({ queryKey: ['roster', 'runs'], queryFn: () => readRuns(client) })
  if (runs.data?.length === 0) return null
  return (
    <Panel title={say('最近的名单体检', 'Latest roster checks')}>
      {runs.isError ? <Trouble error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.isPending ? <Waiting what={say('正在取', 'Fetching')} /> : null}
      {runs.data === undefined ? null : <RunTable runs={runs.data.slice(0, shownMax)} />}
    </Panel>
  )
}
