import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { askBy, type Found, type Todo } from './todo.ts'

/** What waits for this desk, each with its number; the first that is not empty is the yellow one: begin here. */
export function TodoTiles({ todos }: { todos: readonly Todo[] }) {
  const say = useSay()
  const client = useClient()
  const answers = useQueries({
    queries: todos.map(({ name, find }) => ({
      queryKey: ['today', name],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(askBy(client, signal)),
    })),
  })
  const first = answers.findIndex(({ data }) => data !== undefined && data.count > 0)
  const isQuiet = answers.every(({ data }) => data?.count === 0)
  return (
    <Panel title={say('等您办的', 'Waiting for you')} asOf={say('点数字，看那一列', 'Open a number to see its list')}>
      {isQuiet ? (
        <p className="mute">
          {say('眼下没有等您办的。有新的，数字会在这里变。', 'Nothing waits for you now. New work will show here.')}
        </p>
      ) : null}
      <ul className="todo">
        {todos.map((todo, index) => (
          <li key={todo.name} className={index === first ? 'is-first' : undefined}>
            <b>{say(todo)}</b>
            <Number todo={todo} found={answers[index]?.data} />
            <Pressing found={answers[index]?.data} />
            {answers[index]?.isError ? (
              <p className="small err">{say(troubleOf(answers[index].error))}</p>
            ) : (
              <p className="small">{say(todo.says)}</p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Number({ todo, found }: { todo: Todo; found: Found | undefined }) {
  const say = useSay()
  const { zh, one, more } = todo.unit
  const unit = <small>{say(zh, found?.count === 1 ? one : more)}</small>
  if (found === undefined)
    return (
      <span className="big mute" aria-label={say('正在数', 'counting')}>
        …
      </span>
    )
  if (found.count === 0) return <span className="big mute">0{unit}</span>
  return (
    <Link className="big" to={todo.to} search={(todo.search ?? {}) as never}>
      {count(found.count)}
      {unit}
    </Link>
  )
}

/** Red and amber of them: a word and a silhouette before the colour. */
function Pressing({ found }: { found: Found | undefined }) {
  const say = useSay()
  const { late = 0, soon = 0 } = found ?? {}
  if (late === 0 && soon === 0) return null
  return (
    <p className="row pressing">
      {late === 0 ? null : <State tone="late">{say(`急 ${count(late)}`, `${count(late)} urgent`)}</State>}
      {soon === 0 ? null : <State tone="soon">{say(`快到期 ${count(soon)}`, `${count(soon)} due soon`)}</State>}
    </p>
  )
}
