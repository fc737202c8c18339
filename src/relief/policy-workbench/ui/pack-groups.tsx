import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { TextField } from '#design/console/fields.tsx'
import { many, groupDigits } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { unitInWords } from '#design/console/units.ts'
import { aidKinds, aidKindWords } from '#relief/eligibility/contract.ts'
import { Begin, beginsIn, isTakenUp } from './begin-draft.tsx'
import type { Workbench } from './model.ts'
import { tierName, versionName } from './words.ts'

type PackCard = Workbench['packs'][number]

/** Packs by kind of help: ours unfolded, the levels above and other places below them. Typing finds in all of them. */
export function PackGroups({ bench }: { bench: Workbench }) {
  const say = useSay()
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const found = bench.packs.filter((pack) =>
    [pack.title.zh, pack.title.en, pack.place.zh, pack.place.en].some((one) => one.toLowerCase().includes(words)),
  )
  const groups = aidKinds
    .map((kind) => ({ kind, packs: found.filter((pack) => pack.kind === kind) }))
    .filter(({ packs }) => packs.length > 0)
  return (
    <Panel
      title={say('规则包', 'Packs')}
      asOf={say(`${found.length} 个，按管什么分`, `${found.length}, by kind of help`)}
    >
      <TextField
        label={say('找一项', 'Find one')}
        hint={say('名称或地方，比如“低保”“杭州”', 'name or place, such as dibao')}
        value={text}
        onChange={setText}
      />
      {groups.length === 0 ? (
        <p className="mute">{say('没有这样的。换个说法，或者清空了看全部。', 'Nothing like this. Try other words.')}</p>
      ) : null}
      {groups.map(({ kind, packs }) => (
        <details key={`${kind}-${words}`} className="wb-kind" open={words !== '' || packs.some(({ isOurs }) => isOurs)}>
          <summary>
            {say(aidKindWords[kind])} <span className="mute small">{packs.length}</span>
          </summary>
          <Kind packs={packs} bench={bench} isSearch={words !== ''} />
        </details>
      ))}
    </Panel>
  )
}

interface KindProps {
  readonly packs: readonly PackCard[]
  readonly bench: Workbench
  readonly isSearch: boolean
}

function Kind({ packs, bench, isSearch }: KindProps) {
  const say = useSay()
  const ours = packs.filter(({ isOurs }) => isOurs)
  const above = packs.filter((pack) => !pack.isOurs && pack.isAbove && !isTakenUp(bench, pack))
  const folded = packs.filter((pack) => !pack.isOurs && !above.includes(pack))
  return (
    <>
      <ul className="wb-packs">
        {ours.map((pack) => (
          <Row key={pack.id} pack={pack} bench={bench} />
        ))}
        {above.map((pack) => (
          <Row
            key={pack.id}
            pack={pack}
            bench={bench}
            note={pack.hasRules ? say('本县还没有自己的数', 'no numbers of this county yet') : null}
          />
        ))}
      </ul>
      {folded.length === 0 ? null : (
        <details open={isSearch}>
          <summary className="small">
            {say(`上级和别处的 ${folded.length} 个`, `${folded.length} of levels above and other places`)}
          </summary>
          <ul className="wb-packs">
            {folded.map((pack) => (
              <Row key={pack.id} pack={pack} bench={bench} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

interface RowProps {
  readonly pack: PackCard
  readonly bench: Workbench
  readonly note?: string | null
}

/** What holds today, what begins later, who is at it. */
function Row({ pack, bench, note = null }: RowProps) {
  const say = useSay()
  const { region, programme, now, valueFrom, next } = pack
  const drafts = bench.drafts.filter(
    (draft) =>
      draft.region === region &&
      draft.programme === programme &&
      (draft.state === 'open' || draft.state === 'proposed'),
  ).length
  return (
    <li>
      <span>
        <Link to={'/workbench/packs/$region/$programme' as never} params={{ region, programme } as never}>
          {say(pack.title)}
        </Link>{' '}
        <span className="mute small">
          {say(pack.place)} · {pack.hasRules ? say('有规则', 'rules') : say('只有数', 'numbers only')} ·{' '}
          {versionName(pack.serial, say)}
          {pack.status === 'draft' ? say(' · 草案，不发钱', ' · draft, never pays') : ''}
          {pack.status === 'synthetic' ? say(' · 合成', ' · synthetic') : ''}
          {note === null ? '' : ` · ${note}`}
        </span>
        {now.length === 0 ? null : (
          <span className="wb-of small">
            {say('今天：', 'today: ')}
            {now.map((one, index) => (
              <span key={index}>
                {index === 0 ? '' : say('；', '; ')}
                {say(one)}
                {tierName(one.tier, say)} <b className="num">{groupDigits(one.value)}</b>{' '}
                {say(one.unit, unitInWords(one.unit, 'en'))}
              </span>
            ))}
          </span>
        )}
        {valueFrom === null && next === null && drafts === 0 ? null : (
          <span className="wb-of small">
            {[
              ...(next === null
                ? []
                : [say(`${next.startsOn} 起用第 ${next.serial} 版`, `version ${next.serial} from ${next.startsOn}`)]),
              ...(valueFrom === null ? [] : [say(`${valueFrom} 起有新的数`, `a new value from ${valueFrom}`)]),
              ...(drafts === 0 ? [] : [say(`${drafts} 份草稿在办`, `${many(drafts, 'draft')} under way`)]),
            ].join(' · ')}
          </span>
        )}
      </span>
      {beginsIn(bench, pack) ? <Begin programme={programme} title={say(pack.title)} /> : null}
    </li>
  )
}
