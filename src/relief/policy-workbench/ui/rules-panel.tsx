import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import { takeRules } from '../wire.ts'
import type { DraftPart } from './model.ts'
import { RuleEditor } from './rule-editor.tsx'
import { RuleView } from './rule-view.tsx'

/** Rules of the draft, read beside their law; one at a time is edited. */
export function RulesPanel({ draft, onChanged }: DraftPart) {
  const say = useSay()
  const client = useClient()
  const models = draft.pack?.models ?? []
  const [file, setFile] = useState(models.at(-1)?.file ?? '')
  const [open, setOpen] = useState<string | null>(null)
  const model = models.find((one) => one.file === file) ?? models.at(-1)
  const isOwn = draft.pack?.rulesOf?.isOwn ?? false
  const take = async (_: string, key: string) =>
    onChanged(await client.call(takeRules, { params: { id: draft.id }, body: { version: draft.version }, key }))
  if (model === undefined)
    return <p className="mute">{say('这份草稿没有规则可看。', 'This draft has no rules to read.')}</p>
  return (
    <Panel
      title={say('规则', 'Rules')}
      asOf={
        isOwn
          ? say('本地的规则', 'rules of this place')
          : say(`用${draft.pack?.rulesOf?.place.zh ?? ''}的规则`, `rules of ${draft.pack?.rulesOf?.place.en ?? ''}`)
      }
    >
      {!isOwn && draft.may.edit ? (
        <ConfirmWithReason
          label={say('抄成本地的规则再改', 'Take them for our own')}
          says={say(
            '抄过来以后，上级改了规则这里不会跟着变，要自己改。只改数的，不用抄。',
            'Afterwards a change above is no change here. To change numbers only, leave the rules where they are.',
          )}
          act={take}
        />
      ) : null}
      <div className="ro-filt" role="group" aria-label={say('哪一段时间的规则', 'Rules of which time')}>
        {models.map((one) => (
          <button
            type="button"
            className="ro-chip"
            key={one.file}
            aria-pressed={one.file === model.file}
            onClick={() => setFile(one.file)}
          >
            {one.title} {one.from}
            {one.to === null ? say(' 起', ' on') : ` – ${one.to}`}
          </button>
        ))}
      </div>
      {isOwn && draft.may.edit ? (
        <p>
          <Link className="btn line" to={`/workbench/drafts/${draft.id}/expert/${model.file}` as never}>
            {say('用专家编辑器改整个模型', 'Open the whole model in the expert editor')}
          </Link>
        </p>
      ) : null}
      {model.decisions.map((rule) => (
        <RuleView key={rule.name} rule={rule}>
          {!isOwn || !draft.may.edit || rule.box.kind === 'other' ? null : open === rule.name ? (
            <RuleEditor {...{ draft, onChanged, rule }} file={model.file} onClose={() => setOpen(null)} />
          ) : (
            <button type="button" className="btn text" onClick={() => setOpen(rule.name)}>
              {say('改这一条', 'Change it')}
            </button>
          )}
        </RuleView>
      ))}
    </Panel>
  )
}
