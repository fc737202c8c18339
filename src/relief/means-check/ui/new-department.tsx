import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import { factWords, unitWords } from '../labels.ts'
import { askConnection, itemFacts, itemUnits } from '../wire-connections.ts'
import { AddressFields, millisecondsOf, Seconds } from './connection-actions.tsx'
import type { Connection } from './connections-page.tsx'

type Item = Connection['items'][number]
/** As typed: nothing is chosen beforehand. */
interface Typed {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly unit: string
  readonly speaksTo: string
  readonly per: string
}
const empty: Typed = { code: '', zh: '', en: '', unit: '', speaksTo: '', per: '' }
const nothing = 'nothing'

const itemOf = (typed: Typed): Item => ({
  ...{ code: typed.code.trim(), zh: typed.zh.trim(), en: typed.en.trim() },
  unit: typed.unit as Item['unit'],
  speaksTo: typed.speaksTo === nothing ? null : (typed.speaksTo as Item['speaksTo']),
  per: typed.per as Item['per'],
})

/** A department the catalogue does not know: its name, what it can say, and how it is reached; two people, as for any. */
export function NewDepartment(props: {
  readonly known: readonly Connection[]
  readonly onDone: (next: readonly Connection[]) => void
}) {
  const say = useSay()
  const client = useClient()
  const like = props.known[0]
  const [code, setCode] = useState('')
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [baseUrl, setBaseUrl] = useState('')
  const [secret, setSecret] = useState('')
  const [seconds, setSeconds] = useState('')
  const [validDays, setValidDays] = useState('')
  const [items, setItems] = useState<readonly Typed[]>([empty])
  const change = (at: number, part: Partial<Typed>): void =>
    setItems(items.map((one, index) => (index === at ? { ...one, ...part } : one)))
  const ask = async (why: string, key: string): Promise<void> => {
    const definition = {
      ...{ zh, en, validDays: Number(validDays), items: items.map(itemOf) },
      askAgainMinutes: [...(like?.askAgainMinutes ?? [])],
    }
    const body = { baseUrl, secret, timeoutMs: millisecondsOf(seconds), definition, why }
    props.onDone(await client.call(askConnection, { params: { department: code.trim() }, body, key }))
    setItems([empty])
    for (const clear of [setCode, setZh, setEn, setBaseUrl, setSecret, setSeconds, setValidDays]) clear('')
  }
  return (
    <Panel title={say('目录里没有的部门', 'A department the catalogue does not know')}>
      <ConfirmWithReason
        label={say('加一个部门', 'Add a department')}
        says={say(
          '名称、问哪几项、送到哪里，一起由另一个人核实，核实以后核对时才问。没有回复时，隔多久再问和别的部门一样。',
          'Name, items and address are confirmed together by another person; then it is asked. When it is silent it is asked again at the same intervals as the others.',
        )}
        askReason={say('依据哪张接入单、为什么', 'On which sheet, and why')}
        act={ask}
      >
        <TextField label={say('部门名称', 'Name in Chinese')} lengthMax={40} isRequired value={zh} onChange={setZh} />
        <TextField label={say('英文名称', 'Name in English')} lengthMax={80} isRequired value={en} onChange={setEn} />
        <TextField
          label={say('部门代码', 'Code of the department')}
          hint={say(
            '小写字母、数字和短横，接入单上写着，如 housing-fund',
            'Small letters, digits and hyphens, as on the sheet: housing-fund',
          )}
          lengthMax={40}
          isRequired
          value={code}
          onChange={setCode}
        />
        <AddressFields isFirst address={baseUrl} onAddress={setBaseUrl} secret={secret} onSecret={setSecret} />
        <Seconds value={seconds} onChange={setSeconds} />
        <TextField
          label={say('回复有效几天', 'Days an answer holds')}
          hint={say(
            '过了这些天要重新问，才能凭它作决定',
            'After that it is asked again before anything is decided on it',
          )}
          lengthMax={3}
          isRequired
          value={validDays}
          onChange={setValidDays}
        />
        {items.map((one, at) => (
          // The place in the list is what a row is known by until it is sent.
          <ItemFields key={at} at={at} one={one} onChange={(part) => change(at, part)} />
        ))}
        <div className="row">
          <button type="button" className="btn line" onClick={() => setItems([...items, empty])}>
            {say('再加一项', 'One more item')}
          </button>
          {items.length === 1 ? null : (
            <button type="button" className="btn line" onClick={() => setItems(items.slice(0, -1))}>
              {say('去掉最后一项', 'Take the last one off')}
            </button>
          )}
        </div>
      </ConfirmWithReason>
    </Panel>
  )
}

function ItemFields({
  at,
  one,
  onChange,
}: {
  readonly at: number
  readonly one: Typed
  readonly onChange: (part: Partial<Typed>) => void
}) {
  const say = useSay()
  const ask = say('请选', 'Choose')
  return (
    <fieldset className="field">
      <legend>{say(`第 ${at + 1} 项`, `Item ${at + 1}`)}</legend>
      <TextField
        label={say('项目', 'Name in Chinese')}
        lengthMax={40}
        isRequired
        value={one.zh}
        onChange={(zh) => onChange({ zh })}
      />
      <TextField
        label={say('项目的英文', 'Name in English')}
        lengthMax={80}
        isRequired
        value={one.en}
        onChange={(en) => onChange({ en })}
      />
      <TextField
        label={say('项目代码', 'Code of the item')}
        lengthMax={40}
        isRequired
        value={one.code}
        onChange={(code) => onChange({ code })}
      />
      <SelectField
        label={say('单位', 'Unit')}
        ask={ask}
        value={one.unit}
        onChange={(unit) => onChange({ unit })}
        choices={itemUnits.map((unit) => ({ value: unit, label: say(unitWords[unit]) }))}
      />
      <SelectField
        label={say('和档案里的什么比', 'Compared with')}
        ask={ask}
        value={one.speaksTo}
        onChange={(speaksTo) => onChange({ speaksTo })}
        choices={[
          { value: nothing, label: say('只供参考，不比', 'shown, not compared') },
          ...itemFacts.map((fact) => ({ value: fact, label: say(factWords[fact]) })),
        ]}
      />
      <SelectField
        label={say('问谁', 'Asked of')}
        ask={ask}
        value={one.per}
        onChange={(per) => onChange({ per })}
        choices={[
          { value: 'person', label: say('每个人', 'each person') },
          { value: 'household', label: say('全家', 'the household') },
        ]}
      />
    </fieldset>
  )
}
