import { defineRefusals } from '#platform/errors/index.ts'

export const noticeRefusals = defineRefusals('public-notice', {
  birthUnknown: {
    status: 409,
    zh: '申请人的出生日期没有登记，不知道是不是成年人，姓名不能公示。请先在家庭档案里补上出生日期',
    en: 'The birth date of the applicant is not on file, so it is not known whether a name may be shown. Add it to the household first',
  },
  applicantUnknown: {
    status: 409,
    zh: '申请人已经不在这一户里，公示写不出申请人。请先核对家庭成员',
    en: 'The applicant is no longer a member of the household. Check the members first',
  },
  noRule: {
    status: 409,
    zh: '本地还没有录入“{programme}”公示几天，不能进入公示。请政策维护人员在 notices.yaml 里补上天数和依据',
    en: 'It is not on file how many days a notice for “{programme}” hangs. A policy officer can add the days and their source',
  },
  noPublicationRule: {
    status: 409,
    zh: '没有配置这个项目的结果怎样公布、依据哪一条，暂时不能公布。请政策维护人员在 notices.yaml 里补上依据',
    en: 'It is not configured how results of this programme are published and by which article. A policy officer can add the source',
  },
  noPublicationDays: {
    status: 409,
    zh: '本地还没有录入结果公布多少天，暂时不能公布。请政策维护人员在 notices.yaml 里补上',
    en: 'It is not on file how many days a result is shown. A policy officer can add it',
  },
  notPublished: {
    status: 409,
    zh: '这一件按规定不公示、不公布（未成年人申请，或者是不公示的救助项目）',
    en: 'This case is never shown in public (a minor applies, or the programme has no notice)',
  },
  stillHangs: {
    status: 409,
    zh: '公示到 {day} 24 时才满，还没有到。到时候会自动转到审核确认',
    en: 'The notice hangs until the end of {day}. The case moves on by itself then',
  },
  noNotice: {
    status: 404,
    zh: '这一件没有公示',
    en: 'There is no notice for this case',
  },
  noticeOver: {
    status: 410,
    zh: '公示期到 {day} 已满，公示已经撤下，不能再打印或查看。需要留档的，请看办件里的公示记录',
    en: 'The notice ended on {day} and was taken down, so it can be neither printed nor read. The record stays with the case',
  },
  notShown: {
    status: 409,
    zh: '这一件不公示，没有可以打印的公示。原因记在办件里',
    en: 'Nothing of this case is shown, so there is no notice to print. The reason stands in the case',
  },
  tooLate: {
    status: 409,
    zh: '公示的最后一天是 {day}，异议要在那天 24 时以前提出，现在已经过了。还有不同意见的，可以在决定以后申请复查或者举报',
    en: 'The last day of the notice was {day}; objections were heard until its end. A complaint or a review is still possible after the decision',
  },
  recordFirst: {
    status: 409,
    zh: '转入异议复查要先登记异议：谁提的、说什么。请在“公示”一栏里填写',
    en: 'Record the objection first, who objects and what they say, in the panel “public notice”',
  },
  movedOn: {
    status: 409,
    zh: '这份公示之后，办件已经往前走了，不能再登记对它的异议。请看现在的公示',
    en: 'The case has moved on since that notice. Look at the notice that hangs now',
  },
  noEndingRule: {
    status: 409,
    zh: '“{programme}”停止以前公示几天，没有录入依据，不能公示。请政策维护人员在 notices.yaml 里补上天数和依据（ending）',
    en: 'It is not on file how many days a notice hangs before “{programme}” ends. A policy officer can add the days and their source to notices.yaml (ending)',
  },
  alreadyHangs: {
    status: 409,
    zh: '这一项拟停止的公示已经贴出了，请看现在的样子',
    en: 'The notice of this ending hangs already; look at it as it is now',
  },
  openObjections: {
    status: 409,
    zh: '还有 {count} 条异议没有答复。答复以后才能拟定决定（{source}）',
    en: 'Objections not answered yet: {count}. The decision waits for the answers ({source})',
  },
  objectionNotFound: {
    status: 404,
    zh: '没有找到这条异议，或者它不在您负责的地方',
    en: 'There is no such objection, or it is outside your area',
  },
  alreadyAnswered: {
    status: 409,
    zh: '这条异议已经答复过了，不能改。请刷新页面查看',
    en: 'This objection has been answered. Reload to read the answer',
  },
  answerByAnother: {
    status: 403,
    zh: '被提异议的初审意见是您给的，异议要换人答复。请交给另一位工作人员',
    en: 'You gave the opinion that was objected to. Somebody else has to answer',
  },
  evidenceUnknown: {
    status: 422,
    zh: '有一份证据材料不在这一户的材料里。请先把材料拍照或扫描存入，再选它',
    en: 'A piece of evidence is not among the papers of this household. Keep it there first',
  },
  ownKin: {
    status: 403,
    zh: '您登记过的近亲属在这一户，谁提的异议您不能看。请由别人来办',
    en: 'Kin you declared live in this household, so you may not see who objected. Somebody else must work on it',
  },
  alreadyPublished: {
    status: 409,
    zh: '这个决定已经公布过了',
    en: 'This decision has been published',
  },
  nothingToPublish: {
    status: 409,
    zh: '还没有确认的决定，没有结果可以公布',
    en: 'There is no confirmed decision to publish yet',
  },
  publicationNotFound: {
    status: 404,
    zh: '没有找到这份公布，或者它不在您负责的地方',
    en: 'There is no such publication, or it is outside your area',
  },
  publicationOver: {
    status: 409,
    zh: '这份公布已经撤下了',
    en: 'This publication has been taken down',
  },
  notHere: {
    status: 404,
    zh: '没有这份公示或公布。请从村（社区）的公示栏里找',
    en: 'There is no such notice. Look for it on the board of the village',
  },
})
