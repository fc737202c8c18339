import type { ReactNode } from 'react'
import { element, elements, text, type Element } from '#platform/decisions/client.ts'
import { useSay, type Say } from '#design/console/language.tsx'

/** A boxed expression as the standard draws it, for reading: what the editor cannot show stays in sight all the same. */
export function BoxView({ box }: { box: Element | undefined }) {
  const say = useSay()
  if (!box) return <p className="mute">{say('这里还空着。', 'Nothing is written here yet.')}</p>
  return <div className="ex-box">{drawn(box, say)}</div>
}

type Draw = (box: Element, say: Say) => ReactNode

const drawn: Draw = (box, say) => {
  const draw = drawings[box.$type]
  return (
    <>
      {text(box, 'description') === '' ? null : <p className="mute small">{text(box, 'description')}</p>}
      {draw ? draw(box, say) : null}
    </>
  )
}

const Rows = ({ rows }: { rows: readonly (readonly [head: ReactNode, body: ReactNode])[] }) => (
  <table className="tb ex-rows">
    <tbody>
      {rows.map(([head, body], index) => (
        <tr key={index}>
          <th scope="row">{head}</th>
          <td>{body}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const optional = (box: Element | undefined, say: Say): ReactNode => (box ? drawn(box, say) : '—')
const wrapped = (box: Element, name: string, say: Say): ReactNode =>
  optional(element(element(box, name), 'expression'), say)
const named = (item: Element | undefined): string => text(item, 'name')

const iterated =
  (kind: 'for' | 'some' | 'every', part: 'return' | 'satisfies'): Draw =>
  (box, say) => (
    <Rows
      rows={[
        [
          say(`每一个“${text(box, 'iteratorVariable')}”，取自`, `each ${text(box, 'iteratorVariable')} in`),
          wrapped(box, 'in', say),
        ],
        [
          kind === 'for'
            ? say('得出', 'gives')
            : kind === 'some'
              ? say('有一个符合', 'some satisfies')
              : say('每一个都符合', 'every satisfies'),
          wrapped(box, part, say),
        ],
      ]}
    />
  )

const drawings: Readonly<Record<string, Draw>> = {
  'dmn:LiteralExpression': (box) => (
    <pre className="wb-expression">
      <code>{text(box, 'text')}</code>
    </pre>
  ),
  'dmn:Context': (box, say) => (
    <Rows
      rows={elements(box, 'contextEntry').map((entry) => [
        element(entry, 'variable') ? named(element(entry, 'variable')) : say('结果', 'result'),
        optional(element(entry, 'value'), say),
      ])}
    />
  ),
  'dmn:List': (box, say) => (
    <Rows rows={elements(box, 'elements').map((item, index) => [index + 1, drawn(item, say)])} />
  ),
  'dmn:Relation': (box, say) => (
    <table className="tb ex-rows">
      <thead>
        <tr>
          {elements(box, 'column').map((column, index) => (
            <th scope="col" key={index}>
              {named(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {elements(box, 'row').map((row, index) => (
          <tr key={index}>
            {elements(row, 'elements').map((cell, column) => (
              <td key={column}>{drawn(cell, say)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  ),
  'dmn:Invocation': (box, say) => (
    <Rows
      rows={[
        [say('调用', 'calls'), optional(element(box, 'calledFunction'), say)],
        ...elements(box, 'binding').map(
          (each) => [named(element(each, 'parameter')), optional(element(each, 'bindingFormula'), say)] as const,
        ),
      ]}
    />
  ),
  'dmn:FunctionDefinition': (box, say) => (
    <Rows
      rows={[
        [say('参数', 'parameters'), elements(box, 'formalParameter').map(named).join(say('、', ', '))],
        [say('得出', 'gives'), optional(element(box, 'body'), say)],
      ]}
    />
  ),
  'dmn:Conditional': (box, say) => (
    <Rows
      rows={[
        [say('如果', 'if'), wrapped(box, 'if', say)],
        [say('那么', 'then'), wrapped(box, 'then', say)],
        [say('否则', 'else'), wrapped(box, 'else', say)],
      ]}
    />
  ),
  'dmn:Filter': (box, say) => (
    <Rows
      rows={[
        [say('从', 'of'), wrapped(box, 'in', say)],
        [say('留下', 'keep'), wrapped(box, 'match', say)],
      ]}
    />
  ),
  'dmn:For': iterated('for', 'return'),
  'dmn:Some': iterated('some', 'satisfies'),
  'dmn:Every': iterated('every', 'satisfies'),
  'dmn:DecisionTable': (box, say) => (
    <Rows
      rows={elements(box, 'rule').map((rule, index) => [
        index + 1,
        [
          ...elements(rule, 'inputEntry').map((cell) => text(cell, 'text') || say('任意', 'any')),
          '→',
          ...elements(rule, 'outputEntry').map((cell) => text(cell, 'text')),
        ].join(' '),
      ])}
    />
  ),
}
