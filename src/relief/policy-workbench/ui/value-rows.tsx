import { useId } from 'react'
import { useSay, type Say } from '#design/console/language.tsx'
import { unitInWords } from '#design/console/units.ts'
import type { ParameterSheet, ValueRow } from './model.ts'

interface RowsProps {
  readonly sheet: ParameterSheet
  readonly rows: readonly ValueRow[]
  readonly onChange: (rows: readonly ValueRow[]) => void
  /** The field the server refused: `rows.1.from`. */
  readonly at: string | null
}

type Field = 'from' | 'value' | 'to' | 'document' | 'number' | 'article'

const columns: readonly { readonly name: Field; readonly zh: string; readonly en: string }[] = [
  { name: 'from', zh: '从哪天起', en: 'From' },
  { name: 'value', zh: '数', en: 'Value' },
  { name: 'to', zh: '到哪天（可空）', en: 'To (optional)' },
  { name: 'document', zh: '依据的文件', en: 'Document' },
  { name: 'number', zh: '文号', en: 'Number' },
  { name: 'article', zh: '条款', en: 'Article' },
]

/** Rows of one source, one value a day. The field that was refused says so itself. */
export function ValueRows({ sheet, rows, onChange, at }: RowsProps) {
  const say = useSay()
  const id = useId()
  const set = (index: number, name: Field, text: string): void =>
    onChange(rows.map((row, place) => (place === index ? { ...row, [name]: text } : row)))
  return (
    <div className="wb-rows" role="group" aria-label={say(sheet)}>
      {rows.map((row, index) => (
        <fieldset className="wb-row" key={index}>
          <legend className="small">{say(`第 ${index + 1} 行`, `Row ${index + 1}`)}</legend>
          {columns.map((column) => (
            <Cell
              key={column.name}
              id={`${id}-${index}-${column.name}`}
              {...{ column, sheet, say }}
              value={row[column.name] ?? ''}
              isRefused={at === `rows.${index}.${column.name}`}
              onChange={(text) => set(index, column.name, text)}
            />
          ))}
          <button
            type="button"
            className="btn text"
            onClick={() => onChange(rows.filter((_, place) => place !== index))}
          >
            {say('删掉这行', 'Remove')}
          </button>
        </fieldset>
      ))}
    </div>
  )
}

interface CellProps {
  readonly id: string
  readonly column: (typeof columns)[number]
  readonly sheet: ParameterSheet
  readonly value: string
  readonly isRefused: boolean
  readonly onChange: (text: string) => void
  readonly say: Say
}

function Cell({ id, column, sheet, value, isRefused, onChange, say }: CellProps) {
  const control = {
    ...{ id, value, className: 'in' },
    ...(isRefused ? { 'aria-invalid': true as const } : {}),
  }
  const isDay = column.name === 'from' || column.name === 'to'
  const unit =
    column.name === 'value' && sheet.unit !== '' ? say(`（${sheet.unit}）`, ` (${unitInWords(sheet.unit, 'en')})`) : ''
  return (
    <label className={isRefused ? `wb-cell is-${column.name} bad` : `wb-cell is-${column.name}`} htmlFor={id}>
      <span>
        {say(column)}
        {unit}
      </span>
      {column.name === 'value' && sheet.readings.length > 0 ? (
        <select {...control} onChange={(event) => onChange(event.target.value)}>
          <option value="">{say('选一个', 'choose')}</option>
          {sheet.readings.map((reading) => (
            <option key={reading.value} value={reading.value}>
              {say(reading)}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...control}
          type={isDay ? 'date' : 'text'}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </label>
  )
}
