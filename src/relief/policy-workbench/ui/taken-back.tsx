import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { lineUndoneWords } from '../adjustment/adjustment.ts'
import { HouseholdName } from './household-name.tsx'
import type { AdjustmentSheet } from './model.ts'

type Line = AdjustmentSheet['lines'][number]

/**
 * After the list was taken back, wholly or in part: how many raises were, and who keeps the raise or was left as they are
 * because somebody decided since.
 */
export function TakenBack({ list }: { list: AdjustmentSheet }) {
  const say = useSay()
  if (list.state !== 'undone' && list.state !== 'stopped') return null
  const { undone, stay, never } = list.undone
  return (
    <Panel title={say('撤回的结果', 'What was taken back')}>
      <p>
        {say(`撤回了 ${count(undone)} 户`, `Set back: ${many(undone, 'household')}`)}
        {stay === 0
          ? say('，没有剩下的。', ', none is left.')
          : say(
              `；${count(stay)} 户没有撤回，请在这一户单独办：`,
              `; not set back: ${many(stay, 'household')}, each to be handled by itself:`,
            )}
      </p>
      {never === 0 ? null : (
        <p>
          {say(
            `${count(never)} 户还没有调高，名单就撤回了，这些户没有动过。`,
            `Not raised yet when the list was taken back, and never touched: ${many(never, 'household')}.`,
          )}
        </p>
      )}
      <Households
        lines={list.lines.filter(({ undone: became }) => became !== null && became !== 'undone')}
        mayOpen={list.may.openHousehold}
      />
    </Panel>
  )
}

/** Taking back has failed too often: what is left of it, and what two persons can do now. */
export function Halted({ list }: { list: AdjustmentSheet }) {
  const say = useSay()
  const { open, may } = list
  if (open === null) return null
  return (
    <Panel title={say('撤回停在半路', 'Taking back has halted')}>
      <p>
        {say(
          `还有 ${count(open)} 户没有撤回，照名单的新数发；已经撤回的照老数发。名单到的月份不做、不批、不送银行。`,
          `Not taken back, and paid the new amount: ${many(open, 'household')}; what is taken back is paid as before. No pay list of a month it reaches is made, approved or sent.`,
        )}
      </p>
      <p>{say(list.state === 'halted' ? whatNow : answerNow)}</p>
      <Households lines={list.lines.filter(({ isOpen }) => isOpen)} mayOpen={may.openHousehold} />
    </Panel>
  )
}

const whatNow = {
  zh: '把拦住的事办好，提出撤回或确认撤回的人按“接着撤”。办不好的，提出撤回到这里为止，由另一个人确认。',
  en: 'Mend what is in the way; then whoever asked or confirmed presses “Go on”. Where it cannot be mended, ask to stop here, and another person confirms.',
}
const answerNow = {
  zh: '有人提出撤回到这里为止，等另一个人确认或者不同意。',
  en: 'Somebody asks to stop here; another person confirms or refuses.',
}

function Households({ lines, mayOpen }: { lines: readonly Line[]; mayOpen: boolean }) {
  const say = useSay()
  if (lines.length === 0) return null
  return (
    <ul className="wb-packs">
      {lines.map((line) => (
        <li key={`${line.householdId} ${line.fromMonth}`}>
          <span>
            <HouseholdName of={line} mayOpen={mayOpen} /> <span className="mute">{line.placeLabel}</span>{' '}
            {line.undone === null ? '' : say(lineUndoneWords[line.undone])}
          </span>
        </li>
      ))}
    </ul>
  )
}
