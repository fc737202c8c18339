import { many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { Shape } from '#design/console/shape.tsx'
import type { CaseAnswer } from './case-file.ts'
import { pressWords } from './words.ts'

const clockFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Minutes of the day in the county, from an ISO moment: `09:05`. */
export const minuteOf = (at: string): string => clockFormat.format(new Date(at))

/** Everything that was done: who, when, why. Newest first; nothing is ever taken out. */
export function CaseTimeline({ steps }: { steps: CaseAnswer['steps'] }) {
  const say = useSay()
  return (
    <Panel id="timeline" title={say('经过', 'Timeline')} asOf={say(`${steps.length} 步`, many(steps.length, 'step'))}>
      <ol className="tlc" reversed>
        {steps.toReversed().map((step) => (
          <li key={step.id}>
            <span className="st ok">
              <Shape name="done" />
            </span>
            <div>
              <b>{say(pressWords(step.moveWords))}</b>
              {step.from !== null && step.from !== step.to ? (
                <span className="mute"> {say(`→ ${step.toWords.zh}`, `→ ${step.toWords.en}`)}</span>
              ) : null}
              <p className="mute">
                <span className="n">{`${step.on} ${minuteOf(step.at)}`}</span> · {step.by.name}
              </p>
              {step.reason === null ? null : <p className="said">{step.reason}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
