import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel, Wide } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { rewriteCases } from '../wire.ts'
import type { CasesAnswer, DraftPart } from './model.ts'

/** Worked cases the draft makes say something else, old beside new: each is read and taken, or left. */
export function CaseRewrites({
  draft,
  onChanged,
  rewrites,
}: DraftPart & { readonly rewrites: CasesAnswer['rewrites'] }) {
  const say = useSay()
  const client = useClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const press = usePress(async (wish: { readonly keys: readonly string[] }, key) => {
    const body = { version: draft.version, keys: [...wish.keys] }
    onChanged(await client.call(rewriteCases, { params: { id: draft.id }, body, key }))
    setChosen(new Set())
  })
  if (rewrites.length === 0) return null
  const here = rewrites.filter(({ key }) => chosen.has(key))
  const toggle = (key: string): void =>
    setChosen(new Set(chosen.has(key) ? [...chosen].filter((one) => one !== key) : [...chosen, key]))
  return (
    <Panel
      title={say('算例要跟着改的', 'Cases to be rewritten')}
      asOf={say(`${count(rewrites.length)} 个`, count(rewrites.length))}
    >
      <p className="mute small">
        {say(
          '这些算例照在用的版本是对的，草稿改了数，答案就变了；标准变动前后缺的那几天也补在这里。一个一个看过，对的收下；不对，说明数或者规则改错了。复核的人看得到老的和新的。',
          'These cases agree with the version in force; the draft changes their answer. Days around a change that lack a case are here too. Read each and take what is right; what is wrong points at a mistake in the draft. The approver sees old and new.',
        )}
      </p>
      <Wide label={say('算例要跟着改的', 'Cases to be rewritten')}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('收下', 'Take')}</th>
              <th scope="col">{say('算例', 'Case')}</th>
              <th scope="col">{say('哪天', 'On')}</th>
              <th scope="col">{say('原来应得', 'Expected so far')}</th>
              <th scope="col">{say('照草稿', 'By the draft')}</th>
            </tr>
          </thead>
          <tbody>
            {rewrites.map((one) => (
              <tr key={one.key}>
                <td data-label={say('收下', 'Take')}>
                  <input
                    type="checkbox"
                    aria-label={say(`收下“${one.name}”`, `Take ${one.name}`)}
                    checked={chosen.has(one.key)}
                    onChange={() => toggle(one.key)}
                  />
                </td>
                <th scope="row">{one.name}</th>
                <td data-label={say('哪天', 'On')}>{one.on}</td>
                <td data-label={say('原来应得', 'Expected so far')}>
                  {one.before === null ? (
                    <span className="mute">{say('没有这一天', 'no such day')}</span>
                  ) : (
                    say(one.before)
                  )}
                </td>
                <td data-label={say('照草稿', 'By the draft')}>
                  <b>{say(one.after)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <Refused trouble={press.refusal} />
      <div className="row wb-after">
        <button
          type="button"
          className="btn"
          disabled={press.isBusy || here.length === 0}
          onClick={() => void press.send({ keys: here.map(({ key }) => key) })}
        >
          {say(`收下选中的 ${here.length} 个`, `Take the ${here.length} chosen`)}
        </button>
        <button
          type="button"
          className="btn line"
          disabled={press.isBusy}
          onClick={() => void press.send({ keys: rewrites.map(({ key }) => key) })}
        >
          {say('都看过了，全部收下', 'All read, take all')}
        </button>
      </div>
    </Panel>
  )
}

/** For whoever approves: which cases expect something else than before, and what. */
export function CasesChanged({ changed }: { readonly changed: CasesAnswer['changed'] }) {
  const say = useSay()
  if (changed.length === 0) return null
  return (
    <Panel
      title={say('算例改了哪些', 'Cases that were changed')}
      asOf={say('和抄来的那一版比', 'against the version it was begun from')}
    >
      <Wide label={say('算例改了哪些', 'Cases that were changed')}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('算例', 'Case')}</th>
              <th scope="col">{say('原来', 'Before')}</th>
              <th scope="col">{say('现在', 'Now')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((one) => (
              <tr key={one.name}>
                <th scope="row">{one.name}</th>
                <td data-label={say('原来', 'Before')}>
                  {one.before === null ? <span className="mute">{say('没有', 'none')}</span> : say(one.before)}
                </td>
                <td data-label={say('现在', 'Now')}>
                  {one.after === null ? <span className="mute">{say('删了', 'taken out')}</span> : say(one.after)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Panel>
  )
}
