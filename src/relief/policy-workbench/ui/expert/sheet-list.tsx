import { useSay, type Say } from '#design/console/language.tsx'
import type { Problem } from '../model.ts'
import type { Sheet } from './modeler.ts'

interface ListProps {
  readonly sheets: readonly Sheet[]
  readonly shown: string | null
  readonly problems: readonly Problem[]
  readonly onOpen: (id: string) => void
}

/** Everything in the model that has a sheet: the diagram, then decisions and functions in the order of the file. */
export function SheetList({ sheets, shown, problems, onOpen }: ListProps) {
  const say = useSay()
  const bad = new Set(problems.map(({ decision }) => decision))
  return (
    <nav className="ex-sheets" aria-label={say('模型里的图、表和算式', 'Diagram, tables and expressions of the model')}>
      <ul>
        {sheets.map((sheet) => (
          <li key={sheet.id}>
            <button
              type="button"
              className="ex-sheet"
              aria-current={sheet.id === shown ? 'true' : undefined}
              onClick={() => onOpen(sheet.id)}
            >
              <span>{sheet.kind === 'drd' ? say('关系图', 'Diagram') : sheet.name}</span>
              <small>
                {bad.has(sheet.name) ? say('有错 · ', 'problem · ') : ''}
                {kindOf(sheet, say)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const kindOf = ({ kind }: Sheet, say: Say): string =>
  ({
    drd: say('谁用到谁', 'what needs what'),
    decisionTable: say('决策表', 'table'),
    literalExpression: say('算式', 'expression'),
    boxedExpression: say('函数', 'function'),
    reading: say('只读', 'read only'),
  })[kind]
