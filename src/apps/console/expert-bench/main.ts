import { openExpert, type Expert } from '#relief/policy-workbench/ui/expert/modeler.ts'
import { prepared } from '#relief/policy-workbench/ui/expert/model-text.ts'

/** The expert editor alone on a page, for the tests that open every model in it. */
export interface Bench {
  /** The kinds and names of the sheets, or the sentence with which the file is refused. */
  readonly open: (xml: string) => Promise<readonly { id: string; name: string; kind: string }[] | string>
  readonly show: (id: string) => Promise<void>
  readonly text: () => Promise<string>
}

const room = document.querySelector<HTMLElement>('#room')!
let expert: Expert | null = null

const bench: Bench = {
  open: async (xml) => {
    expert?.destroy()
    room.replaceChildren()
    const model = await prepared(xml)
    if (model.kind === 'refused') return model.problems[0]?.zh ?? ''
    expert = await openExpert({ container: room, model, onChange: () => {}, onSheets: () => {} })
    return expert.sheets().map(({ id, name, kind }) => ({ id, name, kind }))
  },
  show: async (id) => expert?.show(id),
  text: async () => (await expert?.text(true)) ?? '',
}
Object.assign(window, { bench })
