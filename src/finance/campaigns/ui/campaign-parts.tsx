import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { approvePart, sendPartBack } from './campaign-calls.ts'
import type { Campaign, Part } from './model.ts'
import { emptyFace, lightFaces, partFaces, undrawnFace } from './words.ts'

/** City by city and town by town: listed, paid, and the clock. Each town's number opens its persons. */
export function CampaignParts({ one }: { one: Campaign }) {
  const say = useSay()
  return (
    <Panel title={say('各镇街到哪了', 'How far each town is')} asOf={say('元', 'yuan')}>
      {one.cities.map((city) => (
        <p key={city.code} className="pay-row-head">
          <b>{city.name}</b>
          <Clock tally={city.tally} />
          <span className="mute">
            {say(
              `名单 ${count(city.tally.listed)} 人、${yuan(city.tally.listedFen)}，发到 ${count(city.tally.paid)} 人、${yuan(city.tally.paidFen)}`,
              `${count(city.tally.listed)} listed, ${yuan(city.tally.listedFen)}; ${count(city.tally.paid)} paid, ${yuan(city.tally.paidFen)}`,
            )}
          </span>
        </p>
      ))}
      <Wide label={say('各镇街的名单', 'Lists of the towns')}>
        <table className="tb cards sums">
          <thead>
            <tr>
              <th scope="col">{say('镇街', 'Town')}</th>
              <th scope="col">{say('到哪一步', 'Stage')}</th>
              <th scope="col" className="r">
                {say('在名单上', 'Listed')}
              </th>
              <th scope="col" className="r">
                {say('不在名单上', 'Not listed')}
              </th>
              <th scope="col" className="r">
                {say('金额', 'Amount')}
              </th>
              <th scope="col" className="r">
                {say('发到', 'Paid')}
              </th>
              <th scope="col">{say('经手', 'Hands')}</th>
            </tr>
          </thead>
          <tbody>
            {one.parts.map((part) => (
              <PartRow key={part.id} part={part} free={one.fund.free} />
            ))}
          </tbody>
        </table>
      </Wide>
    </Panel>
  )
}

function Clock({ tally }: { tally: Part['tally'] }) {
  const say = useSay()
  const face = tally.listed === 0 ? emptyFace : lightFaces[tally.light]
  return (
    <State tone={face.tone} shape={face.shape}>
      {say(face)}
    </State>
  )
}

interface PartProps {
  readonly part: Part
  /** What the purse still has, in fen. */
  readonly free: string
}

function PartRow({ part, free }: PartProps) {
  const say = useSay()
  const { tally } = part
  const face = part.state === 'draft' && part.drawn === null ? undrawnFace : partFaces[part.state]
  const open = (state: 'listed' | 'excluded', text: string) => (
    <Link to="." search={{ part: part.id, state } as never} hash="people">
      {text}
    </Link>
  )
  return (
    <tr>
      <th scope="row">
        {part.town}
        {part.sequence > 1 ? (
          <span className="mute small"> {say(`第 ${part.sequence} 份`, `list ${part.sequence}`)}</span>
        ) : null}
      </th>
      <td data-label={say('到哪一步', 'Stage')}>
        <State tone={face.tone} shape={face.shape}>
          {say(face)}
        </State>
      </td>
      <td className="r" data-label={say('在名单上', 'Listed')}>
        {open('listed', count(tally.listed))}
      </td>
      <td className="r" data-label={say('不在名单上', 'Not listed')}>
        {open('excluded', count(tally.excluded))}
      </td>
      <td className="r" data-label={say('金额', 'Amount')}>
        {yuan(tally.listedFen)}
      </td>
      <td className="r" data-label={say('发到', 'Paid')}>
        {yuan(tally.paidFen)}
      </td>
      <td data-label={say('经手', 'Hands')}>
        <div>
          <Hands part={part} />
          <PartActions part={part} free={free} />
        </div>
      </td>
    </tr>
  )
}

function Hands({ part: { drawn, submitted, approved, sentBack } }: { part: Part }) {
  const say = useSay()
  const steps = [
    { person: drawn, zh: '生成', en: 'drawn' },
    { person: submitted, zh: '提交', en: 'handed on' },
    { person: approved, zh: '批准', en: 'approved' },
  ].flatMap(({ person, zh, en }) => (person === null ? [] : [{ ...person, zh, en }]))
  return (
    <>
      {steps.map(({ name, at, zh, en }) => (
        <span key={zh} className="small">
          {say(zh, en)} {name} <span className="n mute">{momentText(at)}</span>
          <br />
        </span>
      ))}
      {sentBack === null ? null : (
        <span className="small">
          {say(`${sentBack.name}退回：${sentBack.reason}`, `sent back by ${sentBack.name}: ${sentBack.reason}`)}
        </span>
      )}
    </>
  )
}

function PartActions({ part, free }: PartProps) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  if (!part.mayApprove && !part.maySendBack) return null
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work
    await queries.invalidateQueries({ queryKey: ['campaigns'] })
  }
  const isShort = BigInt(part.tally.listedFen) > BigInt(free)
  return (
    <div className="row noprint">
      {part.mayApprove && isShort ? (
        <p className="small">
          {say(
            `这份名单要 ${yuan(part.tally.listedFen)} 元，额度只剩 ${yuan(free)} 元：先登记拨入的额度，再批。`,
            `This list asks ${yuan(part.tally.listedFen)} yuan and ${yuan(free)} are free: record the allotment first.`,
          )}
        </p>
      ) : null}
      {part.mayApprove ? (
        <ConfirmWithReason
          label={say(`批准${part.town}`, `Approve ${part.town}`)}
          tone="main"
          isOff={isShort}
          says={say(
            `${count(part.tally.listed)} 人、${yuan(part.tally.listedFen)} 元，批了就占住这笔钱。批的时候再对一遍：有人去世、搬走、账户变了就批不了，要退回重新生成。`,
            `${many(part.tally.listed, 'person', 'people')}, ${yuan(part.tally.listedFen)} yuan are kept back. The list is held against what is known now; if somebody died, moved or has another account it cannot be approved: send it back and draw it again.`,
          )}
          act={(_reason, key) => after(approvePart(client, part.id, key))}
        />
      ) : null}
      {part.maySendBack ? (
        <ConfirmWithReason
          label={say('退回', 'Send back')}
          askReason={say('哪里不对', 'What is wrong')}
          act={(reason, key) => after(sendPartBack(client, part.id, { reason, key }))}
        />
      ) : null}
    </div>
  )
}
