import { defineRefusals } from '#platform/errors/index.ts'

export const leadRefusals = defineRefusals('discovery', {
  notFound: {
    status: 404,
    zh: '没有找到这条线索，或者不在您负责的范围内',
    en: 'This lead was not found or is not yours to see',
  },
  unknownPlace: {
    status: 422,
    zh: '没有“{place}”这个地方。请从列表里选村或社区',
    en: 'There is no place “{place}”. Choose a village or community from the list',
  },
  placeOutside: {
    status: 422,
    zh: '{place}不归您这里管，线索没有收下。请打当地镇街的电话，或者换一个地方',
    en: '{place} is not served from here, so the lead was not taken. Call the town in charge, or choose another place',
  },
  unknownCode: {
    status: 422,
    zh: '“{what}”不在可选的里面，请从列表里选',
    en: '“{what}” is not among the choices; choose from the list',
  },
  badIdNumber: {
    status: 422,
    zh: '身份证号不对：{why}。请对着证件再看一遍；没有证件可以不填',
    en: 'The ID number is not right: {why}. Read it again from the card, or leave it empty',
  },
  badPhone: {
    status: 422,
    zh: '电话号码写成数字，如 10012345678；没有可以不填',
    en: 'Write the phone in digits, such as 10012345678, or leave it empty',
  },
  noLimit: {
    status: 409,
    zh: '{place}还没有定“{urgency}”的线索几天内办，收不了。请政策维护人员补上',
    en: 'No time limit is set for “{urgency}” leads in {place}. The policy officer can supply it',
  },
  resultMissing: {
    status: 422,
    zh: '结案要写结果，现在没有选。请从结果里选一个：{results}',
    en: 'A lead is closed with a result, and none was chosen. Choose one of: {resultsEn}',
  },
  neverDeleted: {
    status: 409,
    zh: '线索不能删除，每条都要有答复。缺的是结果：请选结果后结案；重复的请并到同一家那条',
    en: 'A lead is never deleted; each one is answered. What is missing is a result: close it with one, or join it to the lead of the same family',
  },
  closedAlready: {
    status: 409,
    zh: '线索 {number} 已经办结，不能再改。同一家又有新情况，请另报一条',
    en: 'Lead {number} is closed. If something new happened to the family, report it again',
  },
  applied: {
    status: 409,
    zh: '线索 {number} 已转成申请，办件有结果时自动办结，不用手工结案',
    en: 'Lead {number} has become an application and closes with it; it need not be closed by hand',
  },
  changedMeanwhile: {
    status: 409,
    zh: '刚刚有人动过这条线索。请看看现在的样子再办',
    en: 'Somebody just changed this lead. Look at it again, then go on',
  },
  joinItself: {
    status: 422,
    zh: '一条线索不能并到它自己。请选另一条',
    en: 'A lead cannot be joined to itself; choose another',
  },
  notYourReport: {
    status: 404,
    zh: '没有找到您的这次上报，照片没有加上',
    en: 'This report of yours was not found; the photo was not added',
  },
  noHousehold: {
    status: 422,
    zh: '没有找到这一户，线索没有挂上。请核对户号',
    en: 'This household was not found and the lead was not linked. Check the number',
  },
})
