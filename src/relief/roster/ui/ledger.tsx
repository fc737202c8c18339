import type { CSSProperties, ReactNode } from 'react'
import { digits, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'

export interface LedgerLine {
  readonly name: string
  readonly small: ReactNode
  readonly operator: '' | '＋' | '－' | '＝'
  /** Fen; never negative, the operator carries the sign. */
  readonly fen: string
  readonly isAnswer?: boolean
}

const places = ['亿', '千万', '百万', '十万', '万', '千', '百', '十', '元', '角', '分']
/** Never narrower than up to 千. */
const cellsMin = 6

export const cellsFor = (lines: readonly LedgerLine[]): number =>
  Math.max(cellsMin, ...lines.map(({ fen }) => BigInt(fen).toString().length))

/** From paid to computed, one line under the other, one digit to a cell: it closes in public. */
export function Ledger({ lines }: { lines: readonly LedgerLine[] }) {
  const say = useSay()
  const cells = cellsFor(lines)
  const heads = places.slice(-cells)
  return (
    <ol className="ro-led" style={{ '--n': cells } as CSSProperties}>
      <li className="lhd" aria-hidden="true">
        <span className="nm">{say('一行一行加减，点户数看名单', 'Line by line; press a count to see its list')}</span>
        <span className="op" />
        {heads.map((head, index) => (
          <i key={head} className={placeClass(cells, index)}>
            <span className="n">{head}</span>
          </i>
        ))}
      </li>
      {lines.map((line) => (
        <li key={line.name} className={line.isAnswer === true ? 'ro-ans' : undefined}>
          <span className="nm">
            <b>{line.name}</b>
            <small>{line.small}</small>
            <span className="vh">
              {line.operator} {yuan(line.fen)} {say('元', 'yuan')}
            </span>
          </span>
          <span className="op" aria-hidden="true">
            {line.operator}
          </span>
          {digits(line.fen, cells).map((digit, index) => (
            <i key={heads[index]} aria-hidden="true" className={placeClass(cells, index)}>
              {digit}
            </i>
          ))}
        </li>
      ))}
    </ol>
  )
}

const placeClass = (cells: number, index: number): string | undefined =>
  index === cells - 2 ? 'jo' : index === cells - 1 ? 'fn' : undefined
