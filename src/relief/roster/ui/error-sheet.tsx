import { useState } from 'react'
import { count } from '#design/console/figures.ts'
import { useSay, type Words } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import type { BadRow, DryRun } from './model.ts'

const rowsShownMin = 10

/** The person's own sheet, row and column numbers untouched, with one column added: what, why, what now. */
export function ErrorSheet({ run }: { run: DryRun }) {
  const say = useSay()
  const [kind, setKind] = useState<string | null>(null)
  const [isWhole, setWhole] = useState(false)
  const rows = run.badRows.filter(({ problems }) => kind === null || problems.some((one) => one.kind === kind))
  const shown = isWhole ? rows : rows.slice(0, rowsShownMin)
  const columns = columnsShown(run)
  return (
    <>
      <KindChips rows={run.badRows} chosen={kind} onChoose={setKind} />
      <Wide label={say('有错的行', 'Rows with problems')}>
        <div className="ro-xls">
          <table>
            <caption className="vh">
              {say(
                `有错的行，显示 ${shown.length} 行，共 ${rows.length} 行`,
                `Rows with problems, ${shown.length} of ${rows.length}`,
              )}
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
              {shown.map((row) => (
                <SheetRow key={row.row} row={row} columns={columns} />
              ))}
            </tbody>
          </table>
        </div>
      </Wide>
      {rows.length > shown.length ? (
        <p className="gap">
          {say(`显示 ${shown.length} 行，`, `${shown.length} shown. `)}
          <button type="button" className="inline-press" onClick={() => setWhole(true)}>
            {say(`看全部 ${count(rows.length)} 行`, `Show all ${count(rows.length)}`)}
          </button>
        </p>
      ) : null}
    </>
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

function columnsShown(run: DryRun): Columns {
  const wrong = new Set(run.badRows.flatMap(({ problems }) => problems.map(({ column }) => column)))
  return run.columns.filter(({ letter }, index) => index < identifying || wrong.has(letter))
}

function KindChips({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly BadRow[]
  chosen: string | null
  onChoose: (kind: string | null) => void
}) {
  const say = useSay()
  const kinds = new Map<string, { words: Words; count: number }>()
  for (const { problems } of rows)
    for (const kind of new Set(problems.map((problem) => problem.kind))) {
      const known = kinds.get(kind)
      kinds.set(kind, { words: known?.words ?? { zh: kind, en: kind }, count: (known?.count ?? 0) + 1 })
    }
  if (kinds.size < 2) return null
  return (
    <div className="ro-filt" role="group" aria-label={say('按错误种类看', 'By kind of problem')}>
      <button type="button" className="ro-chip" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        {say('全部', 'All')} <span>{rows.length}</span>
      </button>
      {[...kinds].map(([kind, { words, count: households }]) => (
        <button
          key={kind}
          type="button"
          className="ro-chip"
          aria-pressed={chosen === kind}
          onClick={() => onChoose(kind)}
        >
          {say(words)} <span>{households}</span>
        </button>
      ))}
    </div>
  )
}
