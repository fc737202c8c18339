import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { problemsPerPage, readProblems } from './calls.ts'
import type { BadRow, DryRun } from './model.ts'

/** The person's own sheet, row and column numbers untouched, with one column added: what, why, what now. */
export function ErrorSheet({ run }: { run: DryRun }) {
  const say = useSay()
  const client = useClient()
  const [kind, setKind] = useState<string | undefined>()
  const [page, setPage] = useState(1)
  const found = useQuery({
    queryKey: ['roster', 'run', run.id, 'problems', kind ?? '', page],
    placeholderData: keepPreviousData,
    queryFn: () => readProblems(client, run.id, { kind, page }),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取要改的行', 'Fetching the rows to mend')} />
  const { rows, count: all, kinds } = found.data
  const choose = (next: string | undefined): void => {
    setKind(next)
    setPage(1)
  }
  return (
    <>
      {kinds.length < 2 ? null : (
        <div className="ro-filt" role="group" aria-label={say('按错误种类看', 'By kind of problem')}>
          <button type="button" className="ro-chip" aria-pressed={kind === undefined} onClick={() => choose(undefined)}>
            {say('全部', 'All')} <span>{count(run.held.badRows)}</span>
          </button>
          {kinds.map((one) => (
            <button
              key={one.value}
              type="button"
              className="ro-chip"
              aria-pressed={kind === one.value}
              onClick={() => choose(one.value)}
            >
              {say(one)} <span>{count(one.count)}</span>
            </button>
          ))}
        </div>
      )}
      <SheetTable run={run} rows={rows} all={all} />
      <Pages page={page} size={problemsPerPage} all={all} onPage={setPage} />
    </>
  )
}

function SheetTable({ run, rows, all }: { run: DryRun; rows: readonly BadRow[]; all: number }) {
  const say = useSay()
  const columns = columnsShown(run, rows)
  return (
    <Wide label={say('有错的行', 'Rows with problems')}>
      <div className="ro-xls">
        <table>
          <caption className="vh">
            {say(`有错的行，显示 ${rows.length} 行，共 ${all} 行`, `Rows with problems, ${rows.length} of ${all}`)}
          </caption>
          <thead>
            <tr className="abc" aria-hidden="true">
              <td />
              {columns.map(({ letter }) => (
                <th key={letter}>{letter}</th>
              ))}
              <th>{say('加的一列', 'Added')}</th>
            </tr>
            <tr className="own">
              <th scope="col" className="no">
                {say('行', 'Row')}
              </th>
              {columns.map(({ letter, title }) => (
                <th key={letter} scope="col">
                  {title}
                </th>
              ))}
              <th scope="col" className="e">
                {say('错在哪，怎么改', 'What is wrong, what to do')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <SheetRow key={row.row} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
    </Wide>
  )
}

type Columns = DryRun['columns']

function SheetRow({ row, columns }: { row: BadRow; columns: Columns }) {
  const say = useSay()
  const bad = new Set(row.problems.map(({ column }) => column))
  return (
    <tr id={`row-${row.row}`}>
      <th scope="row" className="no">
        {row.row}
      </th>
      {columns.map(({ letter, title }) => (
        <td key={letter} className={bad.has(letter) ? 'bad' : undefined} data-l={`${letter}${row.row} ${title}`}>
          {row.cells[letter] ?? ''}
        </td>
      ))}
      <td className="e">
        {row.problems.map((problem) => (
          <p key={problem.zh}>
            {problem.column === null ? null : <b>{`${problem.column}${row.row} `}</b>}
            {say(problem)}
          </p>
        ))}
      </td>
    </tr>
  )
}

/** A sheet of thirty columns does not fit a screen: who it is, and the columns that have something wrong. */
const identifying = 3

function columnsShown(run: DryRun, rows: readonly BadRow[]): Columns {
  const wrong = new Set(rows.flatMap(({ problems }) => problems.map(({ column }) => column)))
  return run.columns.filter(({ letter }, index) => index < identifying || wrong.has(letter))
}
