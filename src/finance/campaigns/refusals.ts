import { defineRefusals } from '#platform/errors/index.ts'

export const campaignRefusals = defineRefusals('campaigns', {
  notFound: {
    status: 404,
    zh: '没有找到，或者不在您的辖区。请从列表里重新打开',
    en: 'Not found, or not yours. Open it again from the list',
  },
  unknownTown: {
    status: 422,
    zh: '“{town}”不是本局的乡镇（街道）。请从列表里选',
    en: '{town} is no town of this bureau. Choose from the list',
  },
  unknownGroup: {
    status: 422,
    zh: '“{programme}”不是每月在发的待遇，不能按它找人。请从列表里选',
    en: '{programme} is no benefit that is paid by the month. Choose from the list',
  },
  sameGroup: {
    status: 422,
    zh: '两类人用了同一项待遇“{programme}”，分不清谁领多少。请合成一类',
    en: 'Two groups stand on the same benefit {programme}, so nobody can tell which amount a person gets. Make them one',
  },
  payMonthOutside: {
    status: 422,
    zh: '列支月份要在 {from} 和 {until} 之间：从截止日所在的月份，到最迟发完的月份。请照文件改',
    en: 'The month the money belongs to must lie between {from} and {until}: from that of the cut-off day to that of the last day. Correct it by the document',
  },
  dueBeforeCutOff: {
    status: 422,
    zh: '发完的期限要晚于截止日：截止日过了才知道发给谁。请照文件改',
    en: 'The day before which it is to be paid must lie after the cut-off day, when it is known who is paid. Correct it by the document',
  },
  cutOffAhead: {
    status: 422,
    zh: '截止日 {day} 还没有到，那天谁在册还不知道。到了再生成名单',
    en: 'The cut-off day {day} lies ahead; who is on file then is not known yet. Draw the lists when it has come',
  },
  cancelled: {
    status: 409,
    zh: '这项补贴已经撤销，不能再办：{reason}。还要发的，照文件另建一项',
    en: 'This subsidy was cancelled and goes no further: {reason}. If it is to be paid after all, set up another from its document',
  },
  nothingToDraw: {
    status: 409,
    zh: '各镇街的名单都已经提交或批准。要重新生成，请先退回',
    en: 'The lists of all towns are handed on or approved. Send one back to draw it again',
  },
  nothingToSubmit: {
    status: 409,
    zh: '没有可以提交的名单：还没有生成，或者名单上没有人。请先生成；没有人的，看名单下面写的原因',
    en: 'There is no list to hand on: none is drawn, or nobody is on it. Draw the lists first; where nobody is listed, the reasons stand below',
  },
  notSubmitted: {
    status: 409,
    zh: '这份名单现在不是等复核。请刷新看看到哪一步了',
    en: 'This list is not waiting for the second person. Reload to see where it stands',
  },
  samePerson: {
    status: 403,
    zh: '名单由别人复核：生成名单、提交名单的人不能自己批。请另一位能批的人来批',
    en: 'Somebody else approves: who drew or handed on a list cannot approve it. Ask another person who may',
  },
  listStale: {
    status: 409,
    zh: '名单生成以后有 {count} 个人变了：去世、搬走、账户变了，或者已经在别的名单上。请退回，重新生成',
    en: '{count} persons have changed since the list was drawn: a death, a move, an account, or another list. Send it back and draw it again',
  },
  notListed: {
    status: 409,
    zh: '这个人现在不在批准的名单上。请刷新后再看',
    en: 'This person is not on an approved list now. Reload and look again',
  },
})
