import { defineRefusals } from '#platform/errors/index.ts'

export const householdRefusals = defineRefusals('households', {
  notFound: {
    status: 404,
    zh: '没有找到这一户，或者不在您负责的范围内。请核对户号，或联系负责的镇街',
    en: 'This household was not found or is not yours to see. Check the number or ask the town in charge',
  },
  memberElsewhere: {
    status: 409,
    zh: '“{name}”那天已经算在另一户里，一个人同一天只能算在一家。请先弄清平时跟谁一起生活，再从另一户里去掉',
    en: '“{name}” already counts in another household on that day, and a person counts in one only. Settle which, and take them off the other first',
  },
  numberTaken: {
    status: 409,
    zh: '户号 {number} 在档案里是另一家人，一个成员也对不上。请核对户号；确实换了人家，请用新户号',
    en: 'Number {number} is another family on file; no member matches. Check the number; a new family takes a new number',
  },
  noHead: {
    status: 422,
    zh: '户号 {number} 没有户主。请把其中一位的关系写成“户主”',
    en: 'Household {number} has no head. Mark one member as head',
  },
  textTooShort: {
    status: 422,
    zh: '请至少输入两个字，或两个拼音字母',
    en: 'Type at least two characters',
  },
  noIdNumber: {
    status: 404,
    zh: '这个人还没有登记证件号码',
    en: 'No ID number is on file for this person',
  },
  justRecorded: {
    status: 409,
    zh: '刚刚有人登记了同一户，这次没有保存。请刷新后再试一次',
    en: 'Somebody recorded the same household a moment ago and nothing was saved now. Reload and try again',
  },
})
