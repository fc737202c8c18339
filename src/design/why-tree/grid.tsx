import type { Language } from '../console/language.tsx'
import { amountCells, headCells, operatorSign, spoken, type Cell } from './cells.ts'
import type { WhyLine } from './shape.ts'

function Cells({ cells }: { readonly cells: readonly Cell[] }) {
  return cells.map(({ place, digit }, index) => (
    <i key={index} aria-hidden="true" className={place}>
      {digit}
    </i>
  ))
}

/** The digits of one line, one to a cell, with the sentence a screen reader hears. */
export function AmountGrid({
  line,
  columns,
  language,
}: {
  readonly line: Pick<WhyLine, 'operator' | 'amount'>
  readonly columns: number
  readonly language: Language
}) {
  return (
    <>
      <span className="op" aria-hidden="true">
        {operatorSign(line.operator)}
      </span>
      <span className="dg">
        <span className="vh">{spoken(line, language)}</span>
        <Cells cells={amountCells(line.amount, columns)} />
      </span>
    </>
  )
}

export function HeadGrid({ columns }: { readonly columns: number }) {
  return (
    <span className="dg">
      <Cells cells={headCells(columns)} />
    </span>
  )
}

/** The rails run unbroken from the head to the result. */
export function Rails({ columns }: { readonly columns: number }) {
  return (
    <span className="dg rails" aria-hidden="true">
      <Cells cells={headCells(columns).map((cell) => ({ ...cell, digit: '' }))} />
    </span>
  )
}
