import { z } from 'zod'
import type { Site } from '#design/portal/site.ts'
import type { Audit } from '#platform/audit/contract.ts'
import type { Db } from '#platform/db/index.ts'
import { file, purposeOf, route, type Route } from '#platform/http/index.ts'
import { filePapers, keepTemplates, printPapers, readLetters } from './access.ts'
import type { Papers } from './contract.ts'
import type { Remedies } from './letter/remedies.ts'
import type { Templates } from './template/templates.ts'
import * as wire from './wire.ts'

export interface PaperRouteNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly papers: Papers
  readonly templates: Templates
  readonly site: Site
  readonly remedies: Remedies
}

const pdf = 'application/pdf'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const paperRoutes = (needs: PaperRouteNeeds): Route[] => [
  ...caseRoutes(needs),
  ...letterRoutes(needs),
  ...templateRoutes(needs),
]

const caseRoutes = ({ papers }: PaperRouteNeeds): Route[] => [
  route({
    ...wire.listPapers,
    zh: '一件办件的文书',
    en: 'Papers of a case',
    may: printPapers,
    run: async ({ who, params }) => [...(await papers.list(who, params.id))],
  }),
  route({
    ...wire.printPaper,
    zh: '打印一份文书',
    en: 'Print a paper',
    may: printPapers,
    run: async ({ who, params, query }) => {
      purposeOf(who)
      const { name, bytes } = await papers.print(who, {
        ...{ caseId: params.id, form: params.form, personId: query.person ?? null },
      })
      return file(name, pdf, bytes)
    },
  }),
  route({
    ...wire.readScan,
    zh: '认一份扫描件',
    en: 'Read a scan',
    may: filePapers,
    prepare: ({ files }) => papers.unpackScan(files[0]),
    run: ({ who, ready }) => papers.readScan(who, ready),
  }),
  route({
    ...wire.fileScan,
    zh: '把签好的文书归档',
    en: 'File a signed paper',
    may: filePapers,
    prepare: ({ files }) => papers.unpackScan(files[0]),
    run: ({ who, params, body, ready }) =>
      papers.fileScan(who, {
        ...{ caseId: params.id, form: params.form, personId: body.person ?? null },
        ...{ scan: ready, byHand: body.byHand === 'yes' },
      }),
  }),
]

const letterRoutes = ({ db, audit, papers, site, remedies }: PaperRouteNeeds): Route[] => [
  route({
    verb: 'GET',
    path: '/letters/:id',
    zh: '通知书',
    en: 'Letter',
    may: readLetters,
    params: z.object({ id: z.uuid() }),
    answers: 'page',
    run: async ({ who, visit, params }) => {
      const purpose = purposeOf(who)
      const letter = await who.transaction(db, async (tx) => {
        const found = await papers.letter(tx, who, params.id)
        const about = { kind: 'letter', id: params.id }
        await audit.recordRead(tx, who, { act: 'read', action: 'papers.letter-opened', about })
        return found
      })
      const { renderLetterPage } = await import('./page/letter-page.tsx')
      return renderLetterPage({ site, visit, letter, remedies, pdfHref: wire.letterPdfHref(params.id, purpose) })
    },
  }),
  route({
    ...wire.printLetter,
    zh: '通知书 PDF',
    en: 'Letter as PDF',
    may: readLetters,
    run: async ({ who, params }) => {
      purposeOf(who)
      const { name, bytes } = await papers.letterPdf(who, params.id)
      return file(name, pdf, bytes)
    },
  }),
  route({
    ...wire.letterInWord,
    zh: '通知书 Word',
    en: 'Letter in Word',
    may: printPapers,
    run: async ({ who, params }) => {
      purposeOf(who)
      const { name, bytes } = await papers.letterWord(who, params.id)
      return file(name, word, bytes)
    },
  }),
]

const templateRoutes = ({ templates }: PaperRouteNeeds): Route[] => [
  route({
    ...wire.listTemplates,
    zh: '通知书模板',
    en: 'Letter templates',
    may: keepTemplates,
    run: ({ who }) => templates.list(who),
  }),
  route({
    ...wire.downloadLetterTemplate,
    zh: '下载一个模板',
    en: 'Download a template',
    may: keepTemplates,
    run: async ({ who, params }) => {
      const { name, bytes } = await templates.download(who, params.form, params.version)
      return file(name, word, bytes)
    },
  }),
  route({
    ...wire.previewLetterTemplate,
    zh: '试填一个模板',
    en: 'A template filled with a sample',
    may: keepTemplates,
    run: async ({ who, params }) => {
      const { name, bytes } = await templates.preview(who, params.form, params.version)
      return file(name, word, bytes)
    },
  }),
  route({
    ...wire.sampleLetterPdf,
    zh: '通知书样张 PDF',
    en: 'Sample letter as PDF',
    may: keepTemplates,
    run: async ({ params }) => {
      const { name, bytes } = await templates.samplePdf(params.form)
      return file(name, pdf, bytes)
    },
  }),
  route({
    ...wire.uploadLetterTemplate,
    zh: '换上自己的模板',
    en: 'Bring a template',
    may: keepTemplates,
    run: ({ who, params, files }) => templates.bring(who, params.form, files[0]),
  }),
  route({
    ...wire.useLetterTemplate,
    zh: '用回一个版本的模板',
    en: 'Use a version of a template',
    may: keepTemplates,
    run: ({ who, params }) => templates.use(who, params.form, params.version),
  }),
]
