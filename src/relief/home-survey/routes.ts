import { given } from '#platform/errors/index.ts'
import { file, route, type Route } from '#platform/http/index.ts'
import { readSurveys, recordFindings as mayRecord, writeSurveys } from './access.ts'
import { startSurvey } from './begin.ts'
import {
  addPaper,
  addPhoto,
  dropPhoto,
  openPicture,
  refuseToSign,
  sign,
  unpackFile,
  unpackSignature,
} from './papers.ts'
import * as surveys from './service.ts'
import { readCaseSurveys, readSurvey } from './survey-view.ts'
import * as rows from './wire.ts'

export const homeSurveyRoutes = (needs: surveys.SurveyNeeds): Route[] => [
  ...formRoutes(needs),
  ...signRoutes(needs),
  route({
    ...rows.recordFindings,
    zh: '把调查到的写入家庭档案',
    en: 'Record findings as facts',
    may: mayRecord,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => ({
        changed: await surveys.recordFindings(needs, tx, who, { id: params.id, names: body.names }),
      })),
  }),
]

const formRoutes = (needs: surveys.SurveyNeeds): Route[] => [
  route({
    ...rows.listSurveys,
    zh: '一件的入户调查',
    en: 'Home surveys of a case',
    may: readSurveys,
    run: ({ who, params }) => who.transaction(needs.db, (tx) => readCaseSurveys(needs, tx, who, params.id)),
  }),
  route({
    ...rows.startSurvey,
    zh: '开始入户调查',
    en: 'Begin a home survey',
    may: writeSurveys,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => ({ id: await startSurvey(needs, tx, who, params.id) })),
  }),
  route({
    ...rows.readSurvey,
    zh: '一份入户调查',
    en: 'One home survey',
    may: readSurveys,
    run: ({ who, params }) => who.transaction(needs.db, (tx) => readSurvey(needs, tx, who, params.id)),
  }),
  route({
    ...rows.listColleagues,
    zh: '能一起入户的人',
    en: 'Who may go along',
    may: writeSurveys,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        const row = await surveys.getSurvey(tx, who, params.id)
        return [...(await needs.colleagues(tx, who, row.placeId))]
      }),
  }),
  route({
    ...rows.saveAnswers,
    zh: '存填到一半的调查表',
    en: 'Save what was typed',
    may: writeSurveys,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => ({
        version: await surveys.saveAnswers(needs, tx, who, { id: params.id, answers: body.answers }),
      })),
  }),
  route({
    ...rows.chooseInvestigators,
    zh: '选调查人',
    en: 'Choose the investigators',
    may: writeSurveys,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => ({
        version: await surveys.chooseInvestigators(needs, tx, who, { id: params.id, ids: body.ids }),
      })),
  }),
  route({
    ...rows.finishSurvey,
    zh: '完成入户调查',
    en: 'Finish a home survey',
    may: writeSurveys,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await surveys.finishSurvey(needs, tx, who, { id: params.id, version: body.version })
        return null
      }),
  }),
  route({
    ...rows.discardSurvey,
    zh: '作废没完成的调查',
    en: 'Discard an unfinished survey',
    may: writeSurveys,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        await surveys.discardSurvey(needs, tx, who, params.id)
        return null
      }),
  }),
]

const signRoutes = (needs: surveys.SurveyNeeds): Route[] => [
  route({
    ...rows.addPhoto,
    zh: '加一张入户照片',
    en: 'Add a photo',
    may: writeSurveys,
    prepare: ({ files }) => unpackFile(given(files[0], 'the photo')),
    run: ({ who, params, body, ready }) =>
      who.transaction(needs.db, async (tx) => ({
        id: await addPhoto(needs, tx, who, { id: params.id, section: body.section, paper: ready }),
      })),
  }),
  route({
    ...rows.openPhoto,
    zh: '看一张入户照片',
    en: 'Open a photo',
    may: readSurveys,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        const { row, bytes } = await openPicture(needs, tx, who, params)
        return file(row.name, row.mediaType, bytes)
      }),
  }),
  route({
    ...rows.removePhoto,
    zh: '拿掉一张入户照片',
    en: 'Take a photo out',
    may: writeSurveys,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        await dropPhoto(tx, who, params)
        return null
      }),
  }),
  route({
    ...rows.sign,
    zh: '在调查表上签名',
    en: 'Sign the form',
    may: writeSurveys,
    prepare: ({ body }) => unpackSignature(body),
    run: ({ who, params, body, ready }) =>
      who.transaction(needs.db, async (tx) => {
        await sign(needs, tx, who, { id: params.id, signature: { ...body, drawn: ready } })
        return null
      }),
  }),
  route({
    ...rows.refuseToSign,
    zh: '家里人不签名的原因',
    en: 'Why the family does not sign',
    may: writeSurveys,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await refuseToSign(needs, tx, who, { id: params.id, reason: body.reason })
        return null
      }),
  }),
  route({
    ...rows.addPaper,
    zh: '传签好字的调查表',
    en: 'Add the signed sheet',
    may: writeSurveys,
    prepare: ({ files }) => unpackFile(given(files[0], 'the signed sheet')),
    run: ({ who, params, body, ready }) =>
      who.transaction(needs.db, async (tx) => ({
        id: await addPaper(needs, tx, who, {
          ...{ id: params.id, paper: ready, family: body.family },
          signers: body.signers.split(',').filter((signer) => signer !== ''),
        }),
      })),
  }),
]
