import { route, type Route } from '#platform/http/index.ts'
import { editDrafts } from './access.ts'
import { isPossible } from './draft/draft.ts'
import { tryModel, withModel } from './draft/models.ts'
import { workbenchRefusals } from './refusals.ts'
import { problemWire, type DraftRouteNeeds } from './routes-draft.ts'
import { draftSheet } from './sheets.ts'
import * as wire from './wire-expert.ts'

/** The expert editor: a whole model file is read, tried and saved by the same command as a rule of the table editor. */
export const expertRoutes = (needs: DraftRouteNeeds): Route[] => [
  route({
    ...wire.readModelFile,
    zh: '草稿里的一个模型文件',
    en: 'One model file of a draft',
    may: editDrafts,
    run: async ({ who, params: { id, file } }) => {
      const draft = await who.transaction(needs.db, (tx) => needs.drafts.get(tx, who, id))
      const xml = draft.files[file]
      if (xml === undefined) throw workbenchRefusals.notFound()
      return { file, xml, version: draft.version, isOpen: isPossible('edit', draft.state), reader: who.id }
    },
  }),
  route({
    ...wire.tryModelFile,
    zh: '边改边查整个模型，跑一遍算例，不存',
    en: 'Check a whole model while it is edited and run the cases; nothing is kept',
    may: editDrafts,
    run: async ({ who, params, body }) => {
      const draft = await who.transaction(needs.db, (tx) => needs.drafts.get(tx, who, params.id))
      const tried = await tryModel(draft.files, body)
      const { findings, cases } = await needs.drafts.check(
        tried.kind === 'written' ? { ...draft, files: tried.files } : draft,
      )
      const isRead = tried.kind === 'written'
      return {
        problems: isRead ? [] : tried.problems.map(problemWire),
        removed: [...tried.removed],
        findings: isRead ? [...findings] : [],
        cases,
      }
    },
  }),
  route({
    ...wire.editModelFile,
    zh: '存下专家编辑器里的整个模型',
    en: 'Save the whole model of the expert editor',
    may: editDrafts,
    run: ({ who, params, body: { version, ...edit } }) =>
      who.transaction(needs.db, async (tx) => {
        const on = { id: params.id, version }
        return draftSheet(tx, who, await needs.drafts.edit(tx, who, on, (files) => withModel(files, edit)), needs)
      }),
  }),
]
