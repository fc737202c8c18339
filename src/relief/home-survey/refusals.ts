import { defineRefusals } from '#platform/errors/index.ts'

export const surveyRefusals = defineRefusals('home-survey', {
  notFound: {
    status: 404,
    zh: '没有找到这份入户调查，或者它不在您负责的地方',
    en: 'There is no such home survey, or it is outside your area',
  },
  noRule: {
    status: 409,
    zh: '{on} 这天没有“{what}”的规定。入户调查开始不了。请政策维护人员在 home-survey.yaml 里补上这一天的一行，写明依据',
    en: 'No home survey can begin: no rule is written for {on} about when it has to begin or how many investigators it needs. A policy officer must add a row for that day to home-survey.yaml, with its source',
  },
  photoNotFound: { status: 404, zh: '没有找到这张照片', en: 'There is no such photo' },
  closed: {
    status: 409,
    zh: '这一件已经办结，不能再做入户调查',
    en: 'The case is closed, so no survey can be begun',
  },
  finished: {
    status: 409,
    zh: '这份调查已经完成，不能再改。情况有变的，请另做一份，两份都保留',
    en: 'This survey is finished and stays as it is. Begin another one; both are kept',
  },
  unknownField: {
    status: 422,
    zh: '表里没有这一题，可能家里的人变了。请刷新页面再填',
    en: 'The form has no such question; the members may have changed. Reload the page',
  },
  badAnswer: {
    status: 422,
    zh: '“{question}”填的不对：数字写整数，钱写成 930 或 930.50，选择题点一下选项',
    en: 'The answer to “{questionEn}” does not fit: whole numbers, money as 930 or 930.50, choices by a tap',
  },
  changedMeanwhile: {
    status: 409,
    zh: '表刚刚又改过了。请看一遍新的内容，再签名或完成',
    en: 'The form has just been changed. Read it again before signing or finishing',
  },
  notAnInvestigator: {
    status: 422,
    zh: '签名的人不在调查人里。请先把他选为调查人',
    en: 'Who signs is not among the investigators. Choose them first',
  },
  signsForAnother: {
    status: 403,
    zh: '不能替{name}签名。请本人用自己的账号签，或者都签在纸上，拍照传上来',
    en: 'Nobody signs for {name}. They sign with their own account, or everybody signs on paper and the sheet is handed in',
  },
  nobodyOnPaper: {
    status: 422,
    zh: '请选纸上有谁的签名，一个都没选',
    en: 'Say whose signatures are on the sheet; nobody was chosen',
  },
  unknownColleague: {
    status: 422,
    zh: '选的人里有一位不在本地在岗人员里，请重新选',
    en: 'One of those chosen does not serve here. Choose again',
  },
  wentBefore: {
    status: 409,
    zh: '有人提了异议，要换人重新入户：{names}上次去过，这次不能去。请选没有去过的人',
    en: 'After an objection other people survey anew: {names} went before and may not go again. Choose people who have not',
  },
  badSignature: {
    status: 422,
    zh: '签名没有收到，请在框里重新写一遍',
    en: 'The signature did not arrive. Please write it again',
  },
  familyNameNeeded: {
    status: 422,
    zh: '请写上是家里谁签的名',
    en: 'Say who of the family signed',
  },
  overtaken: {
    status: 409,
    zh: '这份调查是在有人提异议以前开始的，做完了也不算数。请在这一页上面按“换人另做一份”，填过的会带过去',
    en: 'This survey was begun before the objection, so it would not count. Press “Begin anew by others” at the top of the page; what was typed is taken over',
  },
  incomplete: {
    status: 409,
    zh: '还不能完成：{what}',
    en: 'Not to be finished yet: {whatEn}',
  },
  notFinished: {
    status: 409,
    zh: '这份调查还没有完成，里面的内容不能写入家庭档案',
    en: 'This survey is not finished, so nothing of it can become a fact on file',
  },
  unknownFinding: {
    status: 422,
    zh: '选的内容里有一项不能写入档案。请刷新页面重新选',
    en: 'One of those chosen cannot become a fact. Reload and choose again',
  },
  surveyFirst: {
    status: 409,
    zh: '还没有完成的入户调查（至少 {least} 个人上门、都签名）。请先完成，再提意见',
    en: 'No home survey is finished yet ({least} people at least, each signed). Finish it before the opinion',
  },
  newSurveyFirst: {
    status: 409,
    zh: '有人提了异议，要换人重新入户调查：新的调查完成以后才能提意见，上次的调查人不能参加',
    en: 'After an objection other people survey anew; the opinion waits for that, and nobody of the first survey takes part',
  },
})
