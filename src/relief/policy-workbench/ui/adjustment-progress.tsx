import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { readAdjustmentProgress } from '../wire-adjustment.ts'
import type { AdjustmentSheet } from './model.ts'

/** Milliseconds between two looks at a list that is under way. */
const askAgainAfter = 1000

const isUnderWay = (state: AdjustmentSheet['state']): boolean => state === 'carrying-out' || state === 'taking-back'

/** How far a list is carried out or taken back; when it is whole, the page is fetched again. */
export function AdjustmentProgress({ list, onWhole }: { list: AdjustmentSheet; onWhole: () => void }) {
  const say = useSay()
  const client = useClient()
  const looked = useQuery({
    queryKey: ['policy-adjustment-progress', list.id, list.state],
    enabled: isUnderWay(list.state),
    queryFn: ({ signal }) => client.call(readAdjustmentProgress, { params: { id: list.id }, signal }),
    refetchInterval: (query) =>
      query.state.data !== undefined && !isUnderWay(query.state.data.state) ? false : askAgainAfter,
  })
  const now = looked.data
  const isWhole = now !== undefined && (now.state !== list.state || (now.trouble === null) !== (list.trouble === null))
  useEffect(() => {
    if (isWhole) onWhole()
  }, [isWhole, onWhole])
  const bar = useRef<HTMLDivElement>(null)
  // Whoever pressed stands at the foot of a long page.
  useEffect(() => {
    if (isUnderWay(list.state)) bar.current?.scrollIntoView({ block: 'center' })
  }, [list.state])
  const progress = now?.progress ?? list.progress
  if (progress === null) return null
  const trouble = now?.trouble ?? list.trouble
  const isHalted = list.state === 'halted' || list.state === 'stop-asked'
  const isBack = isHalted || list.state === 'taking-back'
  const text = isBack
    ? say(
        `已撤回 ${count(progress.done)} / ${count(progress.total)} 户`,
        `${count(progress.done)} of ${count(progress.total)} households taken back`,
      )
    : say(
        `已办 ${count(progress.done)} / ${count(progress.total)} 户`,
        `${count(progress.done)} of ${count(progress.total)} households done`,
      )
  return (
    <div aria-live="polite" ref={bar}>
      <div
        className="ro-prog"
        role="progressbar"
        aria-label={isBack ? say('撤回的进度', 'Progress of taking back') : say('调高的进度', 'Progress of raising')}
        aria-valuemin={0}
        aria-valuemax={progress.total}
        aria-valuenow={progress.done}
        aria-valuetext={text}
      >
        <i style={{ width: `${progress.total === 0 ? 0 : (progress.done / progress.total) * 100}%` }} />
      </div>
      <p className="small mute gap">
        {text}
        {isHalted
          ? say(
              '。试了几次没有办成，不再自己接着办。',
              '. It failed several times in a row and does not go on by itself.',
            )
          : list.state === 'undo-asked'
            ? say(
                '。有人申请撤回，先停着，等另一个人答复。答复以前，名单到的月份不做、不批、不送银行。',
                '. It waits, because somebody asked to take it back, until a second person answers. Until then no pay list of a month it reaches is made, approved or sent.',
              )
            : say(
                '。可以离开这一页；断了会自己接着办。办完以前，名单到的月份不做、不批、不送银行。',
                '. You may leave this page; what breaks off goes on by itself. Until it is whole, no pay list of a month it reaches is made, approved or sent.',
              )}
      </p>
      {trouble === null ? null : (
        <p className="note soon">{say(`停在这里：${trouble.zh}`, `It stands still: ${trouble.en}`)}</p>
      )}
    </div>
  )
}
