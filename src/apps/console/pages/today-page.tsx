import { useSay } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { DueToday } from '#relief/casework/ui/due-today.tsx'
import { LeaderCounts } from '#relief/casework/ui/leader-counts.tsx'
import { useMe } from '../session/me.ts'
import { weekdayOf } from '../shell/weekday.ts'
import { Doors } from './doors.tsx'
import { HouseholdCounts } from './household-counts.tsx'
import { LatestRuns } from './latest-runs.tsx'
import { isLeader } from './leaders.ts'
import { TodoTiles } from './todo-tiles.tsx'
import { todosFor } from './todo.ts'

/** The first page of the day: what waits, the most urgent of it, and the doors. Every number opens its list. */
export function TodayPage() {
  const say = useSay()
  const me = useMe()
  const holds = (permission: string): boolean => me.permissions.includes(permission)
  const todos = todosFor(holds)
  return (
    <>
      <PageHead
        title={say(`${me.today} ${weekdayOf(me.today).zh}`, `${weekdayOf(me.today).en}, ${me.today}`)}
        says={say(
          `${me.tenant.name} · ${me.post}`,
          `${me.tenant.name} · ${me.roles.map((role) => role.en).join(', ')}`,
        )}
      />
      <div className="stack">
        {todos.length === 0 ? null : <TodoTiles todos={todos} />}
        {holds('casework.move') ? <DueToday /> : null}
        {holds('casework.read') && (isLeader(me) || !holds('casework.move')) ? <LeaderCounts /> : null}
        {holds('households.read') ? <HouseholdCounts /> : null}
        {holds('roster.check') ? <LatestRuns /> : null}
        <Doors holds={holds} hasSecondFactor={me.hasSecondFactor} />
      </div>
    </>
  )
}
