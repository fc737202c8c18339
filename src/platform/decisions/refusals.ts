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
  columnOutOfRange: {
    status: 422,
    zh: '“{column}”这一列第 {place} 个值是 {value}，不在证明过的范围 {range} 内，整批都没有计算',
    en: 'value {place} of the column “{column}” is {value}, outside its proven range {range}; nothing was computed',
  },
  columnMissing: {
    status: 422,
    zh: '“{column}”这一列没有给出，或者长度不是 {count}',
    en: 'the column “{column}” was not given, or is not {count} long',
  },
  columnsTooLarge: {
    status: 422,
    zh: '这批户太多，一次装不下（4 GiB）',
    en: 'the caseload does not fit at once (4 GiB)',
  },
  columnsInterrupted: {
    status: 503,
    zh: '批量计算中途有一个工作线程停了，结果没有留下，请重新计算',
    en: 'a worker stopped in the middle of a caseload; no result was kept, please run it again',
  },
})
