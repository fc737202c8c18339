import type { ReactNode } from 'react'
import { useSay, type Say } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { inReadersWords } from '#registry/households/ui/relation.ts'
import { resultWords, saysWords, takesWords } from '../labels.ts'
import type { LineAnswer } from './calls.ts'
import { resultFaces } from './faces.ts'
import { Difference, ShownValue, textOf } from './shown.tsx'

/** Declared and found side by side, each with its source and its age. `after` draws what can be done about a line. */
export function LineList({
  lines,
  label,
  after,
}: {
  lines: readonly LineAnswer[]
  label: string
  after?: (line: LineAnswer) => ReactNode
}) {
  return (
    <ul className="mc-lines" aria-label={label}>
      {lines.map((line) => (
        <li key={line.key}>
          <LineHead line={line} />
          <SideBySide line={line} />
          <WhatWasSaid line={line} />
          {after?.(line)}
        </li>
      ))}
    </ul>
  )
}

function LineHead({ line }: { line: LineAnswer }) {
  const say = useSay()
  return (
    <div className="mc-line-head">
      <b>{say(line)}</b>
      <span className="mute">{line.person === null ? say('全家', 'household') : inReadersWords(line.person, say)}</span>
      <State {...resultFaces[line.code]}>{say(resultWords[line.code])}</State>
      <Difference line={line} />
    </div>
  )
}

/** Nothing on record is an answer; no answer is not. The two are never the same words. */
const nothingFound = ({ code }: LineAnswer, say: Say): string =>
  code === 'unanswered' || code === 'at-least'
    ? say('还不知道', 'not known yet')
    : say('部门查无记录', 'nothing on record')

function SideBySide({ line }: { line: LineAnswer }) {
  const say = useSay()
  return (
    <dl className="mc-sides">
      <div>
        <dt>{say('家里申报', 'Declared')}</dt>
        <dd>
          <ShownValue value={line.declared?.value ?? null} none={say('没有申报', 'not declared')} />
          {line.declared === null ? null : (
            <span className="small mute">
              {line.declared.source} · {line.declared.on}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{say('部门查到', 'Found')}</dt>
        <dd>
          <ShownValue value={line.found} none={nothingFound(line, say)} />
          {line.sources
            .filter(({ dataOn }) => dataOn !== null)
            .map((source, index) => (
              <span className="small mute" key={index}>
                {say(source)} · {say(source.item)}
                {line.sources.length > 1 && source.value !== null ? ` ${textOf(source.value, say)}` : ''} ·{' '}
                {say(`${source.dataOn ?? ''} 的数据`, `data of ${source.dataOn ?? ''}`)}
              </span>
            ))}
        </dd>
      </div>
    </dl>
  )
}

function WhatWasSaid({ line }: { line: LineAnswer }) {
  const say = useSay()
  const { settled } = line
  if (line.answers.length === 0 && settled === null) return null
  return (
    <ul className="mc-said small">
      {line.answers.map((one, index) => (
        <li key={index}>
          {say('家庭', 'Family ')}
          {say(saysWords[one.says])}
          {one.note === '' ? '' : say(`：${one.note}`, `: ${one.note}`)}
          {one.documentId === null ? '' : say('（附材料）', ' (with evidence)')}{' '}
          <span className="mute">
            {one.on} · {say('记录人', 'noted by')} {one.by}
          </span>
        </li>
      ))}
      {settled === null ? null : (
        <li>
          <State tone="ok">{say(takesWords[settled.takes])}</State>{' '}
          {settled.value === null ? null : <b className="n">{textOf(settled.value, say)}</b>}{' '}
          {say(`理由：${settled.why}`, `Why: ${settled.why}`)}{' '}
          <span className="mute">
            {settled.on} · {settled.by}
          </span>
        </li>
      )}
    </ul>
  )
}
