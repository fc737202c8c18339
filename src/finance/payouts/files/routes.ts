import { file, route, type Route } from '#platform/http/index.ts'
import { sheetTypes } from '#platform/sheets/index.ts'
import { readPayments } from '../access.ts'
import { bookReturns, sendPayFiles } from './access.ts'
import type { FileDesk } from './desk.ts'
import * as paths from './wire.ts'

const mediaType = (name: string): string => (name.endsWith('.xlsx') ? sheetTypes.xlsx : 'application/octet-stream')

export const fileDeskRoutes = ({ files }: { readonly files: FileDesk }): Route[] => [
  route({
    ...paths.listRunFiles,
    zh: '一批的发放文件和回盘',
    en: 'Files of a list and what came back',
    may: readPayments,
    run: ({ who, params }) => files.ofRun(who, params.id),
  }),
  route({
    ...paths.makePayFile,
    zh: '做发放文件',
    en: 'Make the file for the bank',
    may: sendPayFiles,
    run: ({ who, params, body }) => files.make(who, { runId: params.id, route: body.route }),
  }),
  route({
    ...paths.downloadPayFile,
    zh: '下载发放文件',
    en: 'Download the file for the bank',
    may: sendPayFiles,
    run: async ({ who, params }) => {
      const { name, bytes } = await files.download(who, params.id)
      return file(name, mediaType(name), bytes)
    },
  }),
  route({
    ...paths.uploadReturn,
    zh: '试读银行回盘',
    en: 'Read a return file on trial',
    may: bookReturns,
    run: ({ who, params, files: sent }) => files.take(who, params.id, sent[0]),
  }),
  route({
    ...paths.readReturn,
    zh: '一份回盘',
    en: 'One return file',
    may: readPayments,
    run: ({ who, params }) => files.report(who, params.id),
  }),
  route({
    ...paths.bookReturn,
    zh: '回盘入账',
    en: 'Book a return file',
    may: bookReturns,
    run: ({ who, params }) => files.book(who, params.id),
  }),
  route({
    ...paths.simulateReturn,
    zh: '模拟银行回盘',
    en: 'Simulated answer of the bank',
    may: bookReturns,
    run: async ({ who, params, query }) => {
      const { name, bytes } = await files.simulate(who, { fileId: params.id, ...query })
      return file(name, mediaType(name), bytes)
    },
  }),
]
