import { useSay } from '#design/console/language.tsx'
import { Shape } from '#design/console/shape.tsx'
import { DataOf } from './data-of.tsx'
import type { HouseholdFile } from './file-call.ts'

/** Who, when, why: newest first. */
export function TimelineList({ entries }: { entries: readonly HouseholdFile['timeline']['entries'][number][] }) {
  const say = useSay()
  if (entries.length === 0) return <p className="mute">{say('还没有发生过什么。', 'Nothing has happened yet.')}</p>
  return (
    <ol className="tlc">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className="st ok">
            <Shape name="done" />
          </span>
          <div>
            <b>
              <DataOf href={entry.href ?? undefined}>{say(entry)}</DataOf>
            </b>
            <p className="mute">
              {entry.at.slice(0, 10)} · {entry.who}
            </p>
            {entry.why === null ? null : <p>{entry.why}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
