import { useSay } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import type { DecisionOutline, TableBox } from './model.ts'

/** A rule as the law is read: articles in the margin, words, then the expression or the table. */
export function RuleView({ rule, children }: { rule: DecisionOutline; children?: React.ReactNode }) {
  const say = useSay()
  return (
    <article className="wb-rule" id={`rule-${rule.name}`}>
      <aside className="song" aria-label={say('依据', 'By')}>
        {rule.authorities.length === 0 ? (
          <span className="mute">{say('没有写依据', 'no article named')}</span>
        ) : (
          rule.authorities.map((article) => <cite key={article}>{article}</cite>)
        )}
      </aside>
      <div>
        <h3>
          {rule.name} <span className="mute small">{typeName(rule.type, say)}</span>
        </h3>
        {rule.description === '' ? null : <p>{rule.description}</p>}
        {rule.box.kind === 'expression' ? <Expression text={rule.box.text} /> : null}
        {rule.box.kind === 'table' ? <RuleTable name={rule.name} table={rule.box} /> : null}
        {rule.box.kind === 'other' ? (
          <p className="mute small">
            {say(`合成的结果（${rule.box.what}），只读`, `composed (${rule.box.what}), read only`)}
          </p>
        ) : null}
        {rule.requires.length === 0 ? null : (
          <p className="mute small">
            {say('用到：', 'Uses: ')}
            {rule.requires.join(say('、', ', '))}
          </p>
        )}
        {children}
      </div>
    </article>
  )
}

const typeName = (type: string, say: ReturnType<typeof useSay>): string =>
  type === 'number'
    ? say('数', 'number')
    : type === 'boolean'
      ? say('是或否', 'yes or no')
      : type === 'string'
        ? say('文字', 'text')
        : type.replace(/^t(?=\p{Script=Han})/u, '')

const Expression = ({ text }: { text: string }) => (
  <pre className="wb-expression">
    <code>{text}</code>
  </pre>
)

function RuleTable({ name, table }: { name: string; table: TableBox }) {
  const say = useSay()
  return (
    <Wide label={name}>
      <p className="small mute">
        {table.hitPolicy === 'UNIQUE'
          ? say('每次只有一行对得上', 'exactly one row applies')
          : say(`命中策略 ${table.hitPolicy}`, `hit policy ${table.hitPolicy}`)}
      </p>
      <table className="tb wb-table">
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
            {table.annotations.map((annotation, column) => (
              <th scope="col" key={column}>
                {annotation}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rules.map((row, index) => (
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              {row.inputs.map((cell, column) => (
                <td key={column}>
                  <code>{cell === '-' || cell === '' ? say('任意', 'any') : cell}</code>
                </td>
              ))}
              {row.outputs.map((cell, column) => (
                <td className="out" key={column}>
                  <code>{cell}</code>
                </td>
              ))}
              <td>{row.description}</td>
              {table.annotations.map((_, column) => (
                <td className="song" key={column}>
                  {row.annotations[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
