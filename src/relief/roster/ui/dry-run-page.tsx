import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { DownloadButton } from '#design/console/download.tsx'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { Trouble, Waiting, troubleOf } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { chooseHeading, commitRun, discardRun, fetchBadRows, readDryRun } from './calls.ts'
import { DryRunSums } from './dry-run-sums.tsx'
import { ErrorSheet } from './error-sheet.tsx'
import { HeaderMap } from './header-map.tsx'
import { HeldHouseholds } from './held-households.tsx'
import type { DryRun } from './model.ts'
import { Reading, Unreadable } from './not-read.tsx'
import { Repair } from './repair.tsx'
import { RunProgress } from './run-progress.tsx'
import { Steps } from './steps.tsx'

/** While a run works, it is asked again after this many milliseconds. */
const askAgainAfter = 700

const isWorking = (state: DryRun['state'] | undefined): boolean => state === 'reading' || state === 'running'

/** The file was read on trial: what can be assessed, what must wait and why, in the person's own sheet. */
export function RosterDryRunPage() {
  const say = useSay()
  const client = useClient()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const found = useQuery({
    queryKey: ['roster', 'run', id],
    queryFn: () => readDryRun(client, id),
    refetchInterval: (query) => (isWorking(query.state.data?.state) ? askAgainAfter : false),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined)
    return <Waiting what={say('正在读这份文件，4,000 行约 2 秒', 'Reading the file, about 2 seconds')} />
  if (found.data.state === 'reading') return <Reading run={found.data} />
  if (found.data.state === 'failed') return <Unreadable run={found.data} />
  return <Read key={found.data.id} run={found.data} />
}

function Read({ run }: { run: DryRun }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const { badRows } = run.held
  const [isKept, setKept] = useState(false)
  const choose = async (column: string, value: string): Promise<void> => {
    queries.setQueryData(['roster', 'run', run.id], await chooseHeading(client, { id: run.id, column, value }))
  }
  if (isKept && run.state === 'assessed') return <Navigate to="/roster/$id/result" params={{ id: run.id }} />
  return (
    <div className="p-ro">
      <Crumbs here={run.file}>
        <Link to="/roster">{say('名单体检', 'Roster check')}</Link>
      </Crumbs>
      <PageHead
        title={
          badRows === 0
            ? say('读完了，没有要改的', 'Read, nothing to mend')
            : say(`读完了，${count(badRows)} 行要改`, `Read, ${many(badRows, 'row')} to mend`)
        }
        says={
          <>
            <b>{run.file}</b>
            {run.sheet === null ? '' : say(` · 表“${run.sheet}”`, ` · sheet “${run.sheet}”`)} ·{' '}
            {say(
              `${count(run.ready.households + run.held.households)} 户，${count(run.ready.persons + run.held.persons)} 人 · 照 ${run.lawOn} 的规矩`,
              `${many(run.ready.households + run.held.households, 'household')}, ${many(run.ready.persons + run.held.persons, 'person', 'people')} · rules of ${run.lawOn}`,
            )}
          </>
        }
      >
        <Link className="btn line" to="/roster">
          {say('换一份文件', 'Another file')}
        </Link>
        {badRows === 0 ? null : (
          <a className="btn line" href="#bad-rows">
            {say(`去改 ${count(badRows)} 行`, `Mend ${many(badRows, 'row')}`)}
          </a>
        )}
      </PageHead>
      <Steps now={run.state === 'running' ? 3 : 2} />
      {run.state === 'running' ? <RunProgress run={run} /> : null}
      {run.says === null ? null : <p className="note gap">{say(run.says)}</p>}
      <DryRunSums run={run} />
      <div className="stack gap-top">
        <HeaderMap run={run} onChoose={(column, value) => void choose(column, value)} />
        {badRows === 0 ? null : (
          <section aria-labelledby="bad-rows">
            <div className="ro-head">
              <div>
                <h2 id="bad-rows">{say(`要改的 ${count(badRows)} 行`, `${many(badRows, 'row')} to mend`)}</h2>
                <p className="small mute">
                  {say(
                    '就是您那张表，行号列号没有动，右边加了一列。',
                    'Your own sheet, rows and columns as they were, one column added.',
                  )}
                </p>
              </div>
              <div className="row">
                <DownloadButton fetchFile={() => fetchBadRows(client, run.id)}>
                  {say('下载只含错误行的表', 'Download the rows to mend')}
                </DownloadButton>
              </div>
            </div>
            <ErrorSheet run={run} />
          </section>
        )}
        {run.held.households === 0 ? null : (
          <div className="ro-2 halves">
            <HeldHouseholds run={run} />
            <Repair run={run} />
          </div>
        )}
        <GoBar run={run} onKept={() => setKept(true)} />
      </div>
    </div>
  )
}

function GoBar({ run, onKept }: { run: DryRun; onKept: () => void }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  // One key for this drawing of the bar: a double click has one effect.
  const [key] = useState(() => crypto.randomUUID())
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const tried = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (trouble) {
      setError(trouble)
    } finally {
      setBusy(false)
    }
  }
  const keep = (): Promise<void> =>
    tried(async () => {
      await commitRun(client, { id: run.id, key })
      onKept()
      await queries.invalidateQueries({ queryKey: ['roster'] })
    })
  const discard = (): Promise<void> =>
    tried(async () => {
      await discardRun(client, run.id)
      await queries.invalidateQueries({ queryKey: ['roster'] })
      await navigate({ to: '/roster' })
    })
  if (run.state === 'assessed')
    return (
      <div className="ro-gobar">
        <b>{say('已经存入并测算', 'Kept and assessed')}</b>
        <div className="row">
          <Link className="btn gold" to="/roster/$id/result" params={{ id: run.id }}>
            {say('看结果', 'See the result')}
          </Link>
        </div>
      </div>
    )
  if (run.state !== 'read') return null
  return (
    <div className="ro-gobar">
      <div>
        <b>
          {say(
            `存入 ${count(run.ready.households)} 户，${count(run.ready.persons)} 人，然后测算`,
            `Keep ${many(run.ready.households, 'household')}, ${many(run.ready.persons, 'person', 'people')}, and assess`,
          )}
        </b>
        <p>
          {run.held.households === 0
            ? say('测算不是决定，不发钱也不停谁。', 'An assessment is no decision: nobody is paid or cut.')
            : say(
                `${count(run.held.households)} 户留在外面，改好再补。测算不是决定，不发钱也不停谁。`,
                `${count(run.held.households)} households wait outside until mended. An assessment is no decision.`,
              )}
        </p>
        {error === null ? null : (
          <p role="alert">
            <b>{say(troubleOf(error))}</b>
          </p>
        )}
      </div>
      <div className="row">
        <button type="button" className="btn line" disabled={isBusy} onClick={() => void discard()}>
          {say('不存，删掉这次试读', 'Delete this trial')}
        </button>
        <button
          type="button"
          className="btn gold"
          disabled={isBusy || run.ready.households === 0}
          onClick={() => void keep()}
        >
          {say('存入并测算', 'Keep and assess')}
        </button>
      </div>
    </div>
  )
}
