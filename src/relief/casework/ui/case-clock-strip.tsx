import { many } from '#design/console/figures.ts'
import { useId } from 'react'
import { useSay, type Say } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import type { CaseAnswer } from './case-file.ts'
import { leftText } from './row-clock.tsx'
import { lightWords, limitKindWords } from './words.ts'

type Clock = NonNullable<CaseAnswer['clock']>

/**
 * Which working day of how many, until when, by which document; one block for each working day. Where no document limits
 * the whole way, the days since acceptance and the days of the stage.
 */
export function CaseClockStrip({ file }: { file: Pick<CaseAnswer, 'clock' | 'case' | 'stages'> }) {
  const say = useSay()
  const { clock } = file
  if (clock === null)
    return file.case.outcome !== null ? null : (
      <p className="mute">
        {say('时限从受理那天起算，还没有受理。', 'The clock starts on the day of acceptance; it is not accepted yet.')}
      </p>
    )
  const { total, stage } = clock
  return (
    <div className="case-clock">
      {total === null ? (
        <WithoutTotal clock={clock} />
      ) : (
        <>
          <p className="case-clock-word">
            <ClockState clock={clock} />
            <b className="n">{dayText(clock.usedDays ?? 0, total.limitDays, say)}</b>
            {clock.stoppedOn === null ? (
              <span>{say(`最迟 ${total.dueOn}`, `due ${total.dueOn}`)}</span>
            ) : (
              <span>{say(`${clock.stoppedOn} 办结`, `ended ${clock.stoppedOn}`)}</span>
            )}
            <Source file={file} source={total.source} />
          </p>
          <DayBlocks clock={clock} used={clock.usedDays ?? 0} limitDays={total.limitDays} />
        </>
      )}
      {stage === null || clock.stoppedOn !== null ? null : <StageLimit file={file} limit={stage} />}
    </div>
  )
}

/** No whole is named, because no document names one: only what was used, and the days of the stage. */
function WithoutTotal({ clock }: { clock: Clock }) {
  const say = useSay()
  const { stage, stoppedOn, usedDays, startedOn } = clock
  const isStageOver = stage === null || stoppedOn !== null
  return (
    <>
      <p className="case-clock-word">
        <ClockState clock={clock} />
        {stoppedOn === null ? null : <span>{say(`${stoppedOn} 办结`, `ended ${stoppedOn}`)}</span>}
        {startedOn === null || usedDays === null ? null : (
          <span>
            {usedDays === 0
              ? say(`${startedOn} 受理，从下一个工作日数起`, `accepted ${startedOn}, counted from the next working day`)
              : say(
                  `${startedOn} 受理，已过 ${usedDays} 个工作日`,
                  `accepted ${startedOn}, ${many(usedDays, 'working day')} ago`,
                )}
          </span>
        )}
        {startedOn === null ? null : (
          <span className="mute">
            {say('文件没有写全程几天，每个环节各有期限', 'No document limits the whole; each stage has its own days')}
          </span>
        )}
      </p>
      {isStageOver ? null : (
        <DayBlocks clock={clock} used={stage.limitDays - stage.leftDays} limitDays={stage.limitDays} />
      )}
    </>
  )
}

/** The day a clock starts is not counted: until the next working day there is no first day to name. */
const dayText = (usedDays: number, limitDays: number, say: Say): string =>
  usedDays === 0
    ? say(`共 ${limitDays} 个工作日，从下一个工作日数起`, `${many(limitDays, 'working day')}, from the next one on`)
    : say(`第 ${usedDays}/${limitDays} 个工作日`, `working day ${usedDays} of ${limitDays}`)

function ClockState({ clock }: { clock: Clock }) {
  const say = useSay()
  if (clock.stoppedOn !== null) return <State tone="ok">{say('办结，不再计时', 'Ended')}</State>
  if (clock.pausedSince !== null)
    return (
      <State tone="still" shape="still">
        {say(`${clock.pausedSince} 起停表`, `stopped since ${clock.pausedSince}`)}
      </State>
    )
  const limit = clock.total ?? clock.stage
  if (limit === null) return <State tone="still">{say('这个环节不计时', 'No limit in this stage')}</State>
  return <State tone={lightWords[limit.light].tone}>{leftText(limit.leftDays, say)}</State>
}

/** The document behind the limit, on hover and on focus. */
function Source({ file, source }: { file: Pick<CaseAnswer, 'case'>; source: string }) {
  const say = useSay()
  const id = useId()
  const kind = limitKindWords[file.case.limitKind]
  return (
    <span className="hover-tip">
      <button type="button" className="inline-press" aria-describedby={id}>
        {say('依据', 'By which rule')}
      </button>
      <span role="tooltip" id={id} className="tip-body">
        {kind === undefined ? '' : say(`${kind.zh}：`, `${kind.en}: `)}
        <span className="song" lang="zh-CN">
          {source}
        </span>
      </span>
    </span>
  )
}

interface Blocks {
  readonly used: number
  readonly limitDays: number
}

function DayBlocks({ clock, ...blocks }: Blocks & { readonly clock: Clock }) {
  const isStill = clock.pausedSince !== null || clock.stoppedOn !== null
  return (
    <span className={isStill ? 'tk big off' : 'tk big'} aria-hidden="true">
      {Array.from({ length: Math.max(blocks.used, blocks.limitDays) }, (_, day) => (
        <i key={day} className={blockOf(day, blocks)} />
      ))}
    </span>
  )
}

function blockOf(day: number, { used, limitDays }: Blocks): string | undefined {
  if (day >= limitDays) return 'o'
  if (day >= used) return undefined
  return day === used - 1 ? 't' : 'u'
}

function StageLimit({
  file,
  limit,
}: {
  file: Pick<CaseAnswer, 'case' | 'stages'>
  limit: NonNullable<Clock['stage']>
}) {
  const say = useSay()
  const stage = file.stages.find((one) => one.stage === file.case.stage)
  const sharing = file.stages.filter((one) => stage?.limitStages.includes(one.stage))
  const days = many(limit.limitDays, 'working day')
  return (
    <p className="small mute">
      {sharing.length > 1
        ? say(
            `“${sharing.map(({ words }) => words.zh).join('”和“')}”一共 ${limit.limitDays} 个工作日，最迟 ${limit.dueOn}，`,
            `“${sharing.map(({ words }) => words.en).join('” and “')}” have ${days} together, until ${limit.dueOn}: `,
          )
        : say(
            `“${file.case.stageWords.zh}”这一步 ${limit.limitDays} 个工作日，最迟 ${limit.dueOn}，`,
            `This stage has ${days}, until ${limit.dueOn}: `,
          )}
      {leftText(limit.leftDays, say)}
      {stage?.limitSource === null || stage === undefined ? null : (
        <>
          {say('。', '. ')}
          <span className="song" lang="zh-CN">
            {stage.limitSource}
          </span>
        </>
      )}
    </p>
  )
}
