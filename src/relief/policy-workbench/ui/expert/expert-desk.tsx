import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { element } from '#platform/decisions/client.ts'
import { CallTrouble, useClient, type AnswerOf } from '#platform/http/client.ts'
import { editModelFile, readModelFile } from '../../wire-expert.ts'
import type { DraftSheet } from '../model.ts'
import { BoxView } from './box-view.tsx'
import { CheckPanel } from './check-panel.tsx'
import { Collision } from './collision.tsx'
import { HiddenParts } from './hidden-parts.tsx'
import { slipFor } from './keep.ts'
import { KeyHelp } from './key-help.tsx'
import type { Expert, Place } from './modeler.ts'
import { SheetList } from './sheet-list.tsx'
import { useModel, type Base } from './use-model.ts'

interface DeskProps {
  readonly draft: DraftSheet
  readonly file: string
  readonly model: AnswerOf<typeof readModelFile>
}

/** The desk of the expert editor: sheets at the left, the sheet in the middle, what engine and cases say at the right. */
export function ExpertDesk({ draft, file, model }: DeskProps) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const base = useRef<Base>({ version: model.version, xml: model.xml })
  const baseNow = useCallback(() => base.current, [])
  const slip = useMemo(() => slipFor(model.reader, draft.id, file), [model.reader, draft.id, file])
  const [start, setStart] = useState(() => startOf(slip.read(), model))
  const [theirs, setTheirs] = useState<Base | null>(start.theirs)
  const [isSaved, setSaved] = useState(false)
  const desk = useModel({ draft: draft.id, file, text: start.text, base: baseNow, slip })
  const { room, opening, sheets, shown, setShown, tried, trouble, isChecking, isKept } = desk
  const expert = opening.kind === 'open' ? opening.expert : null

  const send = async (key: string, agreed: readonly string[]): Promise<void> => {
    if (!expert) return
    const xml = await expert.text(true)
    const body = { version: base.current.version, file, xml, removed: [...agreed] }
    const next = await client.call(editModelFile, { params: { id: draft.id }, body, key })
    // The server keeps what was not changed in its old layout; that text is what the next change starts from.
    const stored = await client.call(readModelFile, { params: { id: draft.id, file } })
    base.current = stored.version === next.version ? stored : { version: next.version, xml }
    queries.setQueryData(['policy-draft', draft.id], next)
    queries.setQueryData(['policy-model', draft.id, file], { ...model, ...base.current })
    void queries.invalidateQueries({ queryKey: ['policy-workbench'] })
    desk.saved(xml)
    setSaved(true)
  }
  const press = usePress(async (wish: { readonly removed: readonly string[] }, key) => {
    setSaved(false)
    try {
      await send(key, wish.removed)
    } catch (trouble) {
      if (!isCollision(trouble)) throw trouble
      const now = await client.call(readModelFile, { params: { id: draft.id, file } })
      // Somebody wrote in another part of the draft: this file is as it was, so what was typed here fits.
      if (now.xml !== base.current.xml) return setTheirs({ version: now.version, xml: now.xml })
      base.current = { version: now.version, xml: now.xml }
      await send(crypto.randomUUID(), wish.removed)
    }
  })
  const open = async (id: string): Promise<void> => {
    setShown(id)
    if (sheets.find((sheet) => sheet.id === id)?.kind !== 'reading') await expert?.show(id)
  }
  const jump = async (place: Place): Promise<void> => {
    const sheet = sheets.find(({ name }) => name === place.decision)
    if (sheet) setShown(sheet.id)
    await expert?.jump(place)
  }
  const throwAway = (to: Base): void => {
    desk.throwAway()
    base.current = to
    setTheirs(null)
    setStart({ text: to.xml, isKept: false, theirs: null })
  }
  const sheet = sheets.find(({ id }) => id === shown)
  const isReading = sheet?.kind === 'reading'
  const removed = tried?.problems.length === 0 ? tried.removed : []
  return (
    <div className="ex-desk">
      {start.isKept ? (
        <p className="note">
          {say('上次没存的改动还在，已经接上。', 'What you had not saved last time is here again.')}{' '}
          <button type="button" className="btn text" onClick={() => throwAway(base.current)}>
            {say('丢掉，看存着的', 'Throw it away, show what is saved')}
          </button>
        </p>
      ) : null}
      {theirs === null ? null : (
        <Collision
          mine={() => expert?.text() ?? Promise.resolve(start.text)}
          base={base.current.xml}
          theirs={theirs}
          file={file}
          onTake={() => throwAway(theirs)}
        />
      )}
      {model.isOpen && draft.may.edit ? null : (
        <p className="note">
          {say('这份草稿现在不能改，只能看。', 'This draft cannot be changed now; it can be read.')}
        </p>
      )}
      <div className="ex-tools" role="group" aria-label={say('编辑器的按钮', 'Buttons of the editor')}>
        <Undoing expert={expert} />
        {model.isOpen && draft.may.edit ? (
          <button
            type="button"
            className="btn"
            disabled={press.isBusy || tried === null || tried.problems.length > 0 || theirs !== null}
            onClick={() => void press.send({ removed })}
          >
            {removed.length === 0
              ? say('存进草稿', 'Save in the draft')
              : say(`确认不要“${removed.join('”“')}”，存进草稿`, `Do without ${removed.join(', ')} and save`)}
          </button>
        ) : null}
        {isSaved && tried === null ? <span className="ex-saved">{say('存好了', 'Saved')}</span> : null}
        {isKept ? null : (
          <span className="mute small">
            {say(
              '这台电脑不让网页留东西，没存的改动关掉就没了。',
              'This browser keeps nothing: close the page and unsaved work is gone.',
            )}
          </span>
        )}
      </div>
      <Refused trouble={press.refusal ?? trouble} />
      <div className="ex-room">
        <SheetList sheets={sheets} shown={shown} problems={tried?.problems ?? []} onOpen={(id) => void open(id)} />
        <div className="ex-middle">
          {opening.kind === 'opening' ? (
            <p className="mute" role="status">
              {say('正在打开编辑器…', 'Opening the editor…')}
            </p>
          ) : null}
          {opening.kind === 'refused' ? <p className="note late">{say(opening)}</p> : null}
          <div
            ref={room}
            className="ex-canvas"
            hidden={isReading}
            role="region"
            aria-label={sheet?.name || say('关系图', 'Diagram')}
          />
          {isReading ? (
            <div className="ex-reading">
              <h2>{sheet.name}</h2>
              <p className="note">
                {say(
                  '这种框专家编辑器改不了，在这里只读；存的时候原样保留，一个字也不丢。',
                  'The expert editor cannot change this kind of box. It is read only here and kept whole on save.',
                )}
              </p>
              <BoxView box={element(sheet.element, 'decisionLogic') ?? element(sheet.element, 'encapsulatedLogic')} />
            </div>
          ) : null}
          {sheet === undefined || sheet.kind === 'drd' ? null : <HiddenParts owner={sheet.element} />}
        </div>
        <div className="ex-side">
          <CheckPanel tried={tried} isChecking={isChecking} onJump={(place) => void jump(place)} />
          <KeyHelp />
        </div>
      </div>
    </div>
  )
}

const isCollision = (trouble: unknown): boolean =>
  trouble instanceof CallTrouble && trouble.code.endsWith('changedMeanwhile')

/** What is opened first: unsaved work when there is some, and whether the file has changed under it since. */
function startOf(kept: ReturnType<ReturnType<typeof slipFor>['read']>, model: AnswerOf<typeof readModelFile>) {
  const saved = { version: model.version, xml: model.xml }
  if (kept === null || kept.xml === model.xml) return { text: model.xml, isKept: false, theirs: null }
  return { text: kept.xml, isKept: true, theirs: kept.base === model.xml ? null : saved }
}

function Undoing({ expert }: { expert: Expert | null }) {
  const say = useSay()
  return (
    <>
      <button type="button" className="btn line" disabled={expert === null} onClick={() => expert?.undo()}>
        {say('撤销', 'Undo')}
      </button>
      <button type="button" className="btn line" disabled={expert === null} onClick={() => expert?.redo()}>
        {say('重做', 'Redo')}
      </button>
    </>
  )
}
