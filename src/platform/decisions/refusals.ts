import { defineRefusals } from '#platform/errors/index.ts'

export const refusals = defineRefusals('decisions', {
  tooMuchWork: {
    status: 422,
    zh: '这个决策模型要算的步骤太多，已经停下。请检查其中的循环',
    en: 'this decision model takes too many steps and was stopped; check its iterations',
  },
  tooDeep: {
    status: 422,
    zh: '这个决策模型的函数互相调用没有尽头，已经停下',
    en: 'the functions of this decision model call each other without end; it was stopped',
  },
  unknownDecision: {
    status: 422,
    zh: '决策模型里没有“{decision}”这个决策',
    en: 'the decision model has no decision “{decision}”',
  },
  modelRefused: {
    status: 422,
    zh: '决策模型“{file}”不能使用：{first}',
    en: 'the decision model “{file}” cannot be used: {first}',
  },
})
