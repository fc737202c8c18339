import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { LabelledField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { editRule, tryRule } from '../wire.ts'
import type { DraftPart, DecisionOutline, Problem, TableBox } from './model.ts'

type Editable = Exclude<DecisionOutline['box'], { kind: 'other' }>

interface EditorProps extends DraftPart {
  readonly file: string
  readonly rule: DecisionOutline
  readonly onClose: () => void
}

/** Cells of a table, or an expression, read by the engine while they are typed. */
export function RuleEditor({ draft, onChanged, file, rule, onClose }: EditorProps) {
  const say = useSay()
  const client = useClient()
  const [box, setBox] = useState<Editable | null>(rule.box.kind === 'other' ? null : rule.box)
  const typed = useDeferredValue(box)
  const isTyped = JSON.stringify(typed) !== JSON.stringify(rule.box)
  const tried = useQuery({
    queryKey: ['policy-trial', draft.id, file, rule.name, typed],
    enabled: typed !== null && isTyped,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.call(tryRule, {
        params: { id: draft.id },
        body: { file, decision: rule.name, box: structuredClone(typed) as never },
        signal,
      }),
  })
  const press = usePress(async (wish: { readonly box: Editable | null }, key) =>
    onChanged(
      await client.call(editRule, {
        params: { id: draft.id },
        body: { version: draft.version, file, decision: rule.name, box: structuredClone(wish.box) as never },
        key,
      }),
    ),
  )
  if (box === null) return null
  const problems = isTyped ? (tried.data?.problems ?? []) : []
  const save = async (): Promise<void> => {
    if (await press.send({ box })) onClose()
  }
  return (
    <div className="wb-editor">
      {box.kind === 'expression' ? (
        <LabelledField label={say(`“${rule.name}”怎么算`, `How ${rule.name} is computed`)}>
          {(control) => (
            <textarea
              {...control}
              className="in wb-text"
              rows={4}
              spellCheck={false}
              value={box.text}
              onChange={(event) => setBox({ kind: 'expression', text: event.target.value })}
            />
          )}
        </LabelledField>
      ) : (
        <TableEditor name={rule.name} table={box} problems={problems} onChange={setBox} />
      )}
      <Problems problems={problems} isChecked={isTyped && tried.data !== undefined} />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button
          type="button"
          className="btn"
          disabled={press.isBusy || !isTyped || problems.length > 0}
          onClick={() => void save()}
        >
          {say('存进草稿', 'Save in the draft')}
        </button>
        <button type="button" className="btn line" onClick={onClose}>
          {say('不改了', 'Leave it')}
        </button>
      </div>
    </div>
  )
}

function Problems({ problems, isChecked }: { problems: readonly Problem[]; isChecked: boolean }) {
  const say = useSay()
  if (problems.length === 0)
    return isChecked ? (
      <p className="note ok">{say('引擎读得懂，没有话说。', 'The engine reads it and is silent.')}</p>
    ) : null
  return (
    <ul className="note late" role="status">
      {problems.map((problem, index) => (
        <li key={index}>{say(problem.says)}</li>
      ))}
    </ul>
  )
}

interface TableProps {
  readonly name: string
  readonly table: TableBox
  readonly problems: readonly Problem[]
  readonly onChange: (table: TableBox) => void
}

function TableEditor({ name, table, problems, onChange }: TableProps) {
  const say = useSay()
  const bad = new Set(problems.flatMap(({ tableRow }) => (tableRow === null ? [] : [tableRow])))
  type Part = 'inputs' | 'outputs' | 'annotations'
  const setCell = (index: number, part: Part, column: number, text: string): void =>
    onChange({
      ...table,
      rules: table.rules.map((row, place) =>
        place === index ? { ...row, [part]: filled(row[part], column, text) } : row,
      ),
    })
  const setWords = (index: number, description: string): void =>
    onChange({ ...table, rules: table.rules.map((row, place) => (place === index ? { ...row, description } : row)) })
  const add = (): void =>
    onChange({
      ...table,
      rules: [
        ...table.rules,
        {
          description: '',
          inputs: table.inputs.map(() => '-'),
          outputs: table.outputs.map(() => ''),
          annotations: table.annotations.map(() => ''),
        },
      ],
    })
  const cell = (label: string, value: string, set: (text: string) => void) => (
    <input
      className="in"
      aria-label={label}
      spellCheck={false}
      value={value}
      onChange={(event) => set(event.target.value)}
    />
  )
  return (
    <>
      <Wide label={say(`改“${name}”`, `Change ${name}`)}>
        <table className="tb wb-table is-edited">
          <thead>
            <tr>
              <th scope="col">#</th>
              {table.inputs.map((input, column) => (
                <th scope="col" key={column}>
                  <code>{input.text}</code>
                </th>
              ))}
              {table.outputs.map((output, column) => (
                <th scope="col" className="out" key={column}>
                  {output.name === '' ? say('得出', 'gives') : output.name}
                </th>
              ))}
              <th scope="col">{say('说明', 'In words')}</th>
              {table.annotations.map((annotation) => (
                <th scope="col" key={annotation}>
                  {annotation}
                </th>
              ))}
              <th scope="col">
                <span className="vh">{say('删行', 'Remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {table.rules.map((row, index) => {
              const at = say(`第 ${index + 1} 行`, `row ${index + 1}`)
              return (
                <tr key={index} className={bad.has(index + 1) ? 'bad' : ''}>
                  <th scope="row">{index + 1}</th>
                  {table.inputs.map((input, column) => (
                    <td key={column}>
                      {cell(`${at} ${input.text}`, row.inputs[column] ?? '', (text) =>
                        setCell(index, 'inputs', column, text),
                      )}
                    </td>
                  ))}
                  {table.outputs.map((output, column) => (
                    <td className="out" key={column}>
                      {cell(`${at} ${say('得出', 'gives')} ${output.name}`, row.outputs[column] ?? '', (text) =>
                        setCell(index, 'outputs', column, text),
                      )}
                    </td>
                  ))}
                  <td>{cell(`${at} ${say('说明', 'in words')}`, row.description, (text) => setWords(index, text))}</td>
                  {table.annotations.map((annotation, column) => (
                    <td key={annotation}>
                      {cell(`${at} ${annotation}`, row.annotations[column] ?? '', (text) =>
                        setCell(index, 'annotations', column, text),
                      )}
                    </td>
                  ))}
                  <td>
                    <button
                      type="button"
                      className="btn text"
                      aria-label={say(`删掉${at}`, `Remove ${at}`)}
                      onClick={() => onChange({ ...table, rules: table.rules.filter((_, place) => place !== index) })}
                    >
                      ×
                    </button>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Wide>
      <button type="button" className="btn text" onClick={add}>
        {say('加一行', 'Add a row')}
      </button>
    </>
  )
}

const filled = (cells: readonly string[], column: number, text: string): string[] => {
  const all = [...cells]
  while (all.length <= column) all.push('')
  all[column] = text
  return all
}
