import { many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { CutShort } from '#design/console/list-pages.tsx'
import { Panel, Wide } from '#design/console/page-parts.tsx'
import { OpenPaper } from '#registry/documents/ui/open-paper.tsx'
import { DataOf } from './data-of.tsx'
import type { HouseholdFile } from './file-call.ts'

type FileSection = HouseholdFile['sections'][number]
type SectionCell = FileSection['rows'][number][number]

/** One part of the file, as its module worded it. Money stands right and with two decimals. */
export function SectionTable({ section, purpose }: { section: FileSection; purpose?: string | undefined }) {
  const say = useSay()
  const isMoney = (column: number): boolean => section.rows.some((row) => row[column]?.kind === 'fen')
  return (
    <Panel
      id={`part-${section.name}`}
      title={say(section)}
      asOf={
        section.cut === undefined
          ? say(`${section.rows.length} 行`, many(section.rows.length, 'row'))
          : say(`最近 ${section.rows.length} 行`, `the latest ${many(section.rows.length, 'row')}`)
      }
    >
      {section.rows.length === 0 ? (
        <p className="mute">{say('没有记着什么。空着当不知道，不当没有。', 'Nothing on record: unknown, not none.')}</p>
      ) : (
        <Wide label={say(section)}>
          <table className="tb cards">
            <thead>
              <tr>
                {section.columns.map((column, index) => (
                  <th key={column.name} scope="col" className={isMoney(index) ? 'r' : undefined}>
                    {say(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.rows.map((row, rowIndex) => (
                <tr key={rowIndex}>
                  {row.map((cell, index) => {
                    const column = section.columns[index]
                    return index === 0 ? (
                      <th key={column?.name ?? index} scope="row">
                        <Cell cell={cell} purpose={purpose} />
                      </th>
                    ) : (
                      <td
                        key={column?.name ?? index}
                        className={isMoney(index) ? 'r' : undefined}
                        data-label={column === undefined ? '' : say(column)}
                      >
                        <Cell cell={cell} purpose={purpose} />
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {section.cut === undefined ? null : <CutShort shown={section.rows.length} all={null} how={section.cut} />}
    </Panel>
  )
}

const papers = '/api/documents/'

function Cell({ cell, purpose }: { cell: SectionCell; purpose: string | undefined }) {
  const say = useSay()
  switch (cell.kind) {
    case 'text':
      if (cell.href?.startsWith(papers))
        return (
          <OpenPaper id={cell.href.slice(papers.length)} purpose={purpose}>
            {say(cell.zh, cell.en ?? cell.zh)}
          </OpenPaper>
        )
      return <DataOf href={cell.href}>{say(cell.zh, cell.en ?? cell.zh)}</DataOf>
    case 'fen':
      return cell.fen === null ? (
        <span className="mute">{say('不知道', 'unknown')}</span>
      ) : (
        <DataOf href={cell.href}>{yuan(cell.fen)}</DataOf>
      )
    case 'day':
      return <>{cell.day ?? '—'}</>
  }
}
