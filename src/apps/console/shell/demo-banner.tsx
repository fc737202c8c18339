import { useSay } from '#design/console/language.tsx'
import { weekdayOf } from './weekday.ts'

/** Says on every page that nothing here is about a real person, and which day the demonstration plays on. */
export function DemoBanner({ today }: { today: string | null }) {
  const say = useSay()
  return (
    <div className="demo">
      <div className="wrap">
        {say('演示数据，人物、县名和标准都是合成的', 'Demonstration: people, county and standards are synthetic')}
        {today === null ? null : (
          <>
            {' · '}
            {say(`今天是 ${today}（${weekdayOf(today).zh}）`, `Today is ${today} (${weekdayOf(today).en})`)}
          </>
        )}
      </div>
    </div>
  )
}
