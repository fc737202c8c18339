import { defineRefusals } from '#platform/errors/index.ts'

export const caseRefusals = defineRefusals('casework', {
  procedureUnreadable: {
    status: 422,
    zh: '办理流程文件 {file} 不能用：{stage}{why}。请改好再装',
    en: 'The procedure {file} cannot be used: {stage}{why}. Mend it and load again',
  },
  noProcedure: {
    status: 422,
    zh: '{programme}在这里还没有办理流程，立不了案。请政策维护人员先装上流程',
    en: 'There is no procedure for {programme} here, so no case can be opened. A policy officer can add one',
  },
  notFound: {
    status: 404,
    zh: '没有找到这个办件，或者不归您看',
    en: 'This case was not found, or it is not yours to see',
  },
  householdNotFound: {
    status: 404,
    zh: '没有找到这一户，或者不归您办',
    en: 'This household was not found, or it is not yours',
  },
  applicantNotInHousehold: {
    status: 422,
    zh: '申请人不是这一户的成员。请先在档案里登记，再申请',
    en: 'The applicant is not a member of this household. Record the person first',
  },
  alreadyOpen: {
    status: 409,
    zh: '这家已有成员在办同类救助，一个人同时只能办一件。请先问清家里人，在原来受理的地方接着办',
    en: 'A member of this family is already in an open case of this kind; a person can be in one only. Ask the family, and go on where it was begun',
  },
  changedMeanwhile: {
    status: 409,
    zh: '别人刚刚办过这件，现在是“{stage}”。请刷新，看清楚再办',
    en: 'Somebody has just acted on this case; it is now at “{stageEn}”. Reload, look, and try again',
  },
  notNow: {
    status: 409,
    zh: '这件现在是“{stage}”，不能{move}。请看环节条，等到该做的时候再做',
    en: 'The case is at “{stageEn}”, where it is not possible to {moveEn}. See the stages for when it is',
  },
  ended: {
    status: 409,
    zh: '这件已经办结（{stage}），不能再{move}',
    en: 'The case has ended ({stageEn}); it is no longer possible to {moveEn}',
  },
  notYours: {
    status: 403,
    zh: '{move}由{roles}来做，您的岗位不能做。请转给他们',
    en: 'To {moveEn} is for {rolesEn}, not for your post. Pass it on to them',
  },
  samePerson: {
    status: 403,
    zh: '{other}是您做的，{move}要换一个人',
    en: 'You did this: {otherEn}. Another person has to {moveEn}',
  },
  onlyOnce: {
    status: 409,
    zh: '{move}只能一次，已经做过了（{on}）',
    en: 'It is possible to {moveEn} only once; it was done on {on}',
  },
  askedAlready: {
    status: 409,
    zh: '材料已经在 {on} 一次问全了，不能再问。只有档案里登记了新的情况，才能为它再要材料',
    en: 'Papers were asked for on {on}, once for all. More can be asked for only when a new fact is on file',
  },
  whyMissing: {
    status: 422,
    zh: '请写明理由',
    en: 'Please say why',
  },
  answerMissing: {
    status: 422,
    zh: '{move}要说清结果：{answers}',
    en: 'To {moveEn}, say which: {answersEn}',
  },
  notPaused: {
    status: 409,
    zh: '时限没有停着，用不着恢复',
    en: 'The clock is not stopped, so it cannot go on',
  },
  pausedAlready: {
    status: 409,
    zh: '时限从 {on} 起已经停着',
    en: 'The clock has been stopped since {on}',
  },
  ownKin: {
    status: 403,
    zh: '这一户里有您登记过的亲属，您不能办这一步。请转给别的工作人员',
    en: 'A person you declared as kin is in this household, so this step is not for you. Pass it on to a colleague',
  },
  visitFirst: {
    status: 409,
    zh: '{why}，县级必须先入户查看（{source}）。请先记下县级入户，再决定',
    en: '{whyEn}: the county must visit first ({source}). Record the visit, then decide',
  },
  consentFirst: {
    status: 409,
    zh: '这份决定和测算不一样，要由第三个人同意以后才能批准。提出人和批准人都不算',
    en: 'This decision differs from the assessment: a third person, neither proposer nor approver, must consent first',
  },
  nothingToConsent: {
    status: 409,
    zh: '这份决定和测算一致，不需要第三个人同意',
    en: 'This decision follows the assessment; no third person is needed',
  },
  assessmentNotOfCase: {
    status: 422,
    zh: '这次测算不是这一户这个项目的。请选这一户的测算，或者重新测算',
    en: 'This assessment is not of this household and programme. Choose one that is, or assess again',
  },
  assessmentMissing: {
    status: 422,
    zh: '请先测算，再选依据哪一次测算',
    en: 'Assess first, then say which assessment it rests on',
  },
  assessmentSimulated: {
    status: 422,
    zh: '这次测算用了征求意见稿或试填的数，只能参考，不能作依据',
    en: 'This assessment used a draft or trial values; nothing can rest on it',
  },
  assessmentStale: {
    status: 409,
    zh: '情况或标准变了：依据的测算是{was}，照今天的情况是{now}。请重新测算再办',
    en: 'Facts or standards have changed: the assessment said {wasEn}, today it would be {nowEn}. Assess again',
  },
  proposalAgainstAssessment: {
    status: 422,
    zh: '测算结论是“{outcome}”，不能提“拟确认”。有不同看法，请写进意见，由县级决定',
    en: 'The assessment says “{outcomeEn}”, so a grant cannot be proposed on it. Say why in the opinion; the county decides',
  },
  overrideNeeded: {
    status: 422,
    zh: '测算是{was}，您要决定{now}。和测算不一样，要写明理由和依据条款，并由第三个人同意',
    en: 'The assessment says {wasEn}, you decide {nowEn}. A decision that differs needs a reason, an article and a third person',
  },
  amountMissing: {
    status: 422,
    zh: '确认给多少钱要写清楚，测算没有算出数',
    en: 'Say how much is granted; the assessment gave no amount',
  },
  statusHasNoAmount: {
    status: 422,
    zh: '这个项目确认的是身份，本身不发钱，不能填金额。请把金额空着；要给钱，请另办发钱的项目',
    en: 'This programme confirms a status and pays nothing, so no amount can be given. Leave it empty; for money use a programme that pays',
  },
  proposalGone: {
    status: 409,
    zh: '您看到的这份决定已经换过了。请刷新，看清楚再批',
    en: 'The proposal you saw has been replaced. Reload, look, and approve again',
  },
  memberDied: {
    status: 409,
    zh: '登记显示，这家有成员在 {on} 去世。请先核实、更改家庭成员并重新测算，再决定',
    en: 'A member of this household is on file as having died on {on}. Verify, change the members, assess again, then decide',
  },
  notEmergency: {
    status: 409,
    zh: '这个项目没有“先救助后补手续”的办法，请按一般程序办',
    en: 'This programme knows no help before papers; follow the ordinary procedure',
  },
  overCap: {
    status: 422,
    zh: '先行救助最多 {cap} 元（{source}），您填的是 {amount} 元。请减少，或者按一般程序办',
    en: 'Help before papers is at most {cap} yuan ({source}); you entered {amount}. Lower it, or use the ordinary procedure',
  },
  amountNotPositive: {
    status: 422,
    zh: '金额要大于零',
    en: 'The amount must be above zero',
  },
  papersFirst: {
    status: 409,
    zh: '上一次先行救助的手续还没有补齐（应在 {due} 前）。再救助一次要县级先同意',
    en: 'The papers for the first help are not complete (due {due}). A second one needs the county’s consent first',
  },
  consentNotNeeded: {
    status: 409,
    zh: '这家没有缺着手续的先行救助，或者县级已经同意过了，直接办就行',
    en: 'No papers for earlier help are missing, or the county has consented already; go ahead',
  },
  kinTwice: {
    status: 409,
    zh: '这个亲属关系已经登记过了',
    en: 'This kinship is already on file',
  },
  kinNotFound: {
    status: 404,
    zh: '没有找到这条亲属登记',
    en: 'This declaration was not found',
  },
  kinEndAsked: {
    status: 409,
    zh: '已经提过“不再是了”，正等别人核实，不用再提。没有同意以前，照样回避',
    en: 'That it is over has been said already and waits for somebody else to verify it; until that person agrees, you still keep away from the household',
  },
  kinEndNotAsked: {
    status: 409,
    zh: '没有人提过这条登记“不再是了”，或者刚刚有人答复过。请刷新看看',
    en: 'Nobody asks to end this declaration, or somebody has just answered. Reload and look again',
  },
  kinEndByAnother: {
    status: 403,
    zh: '登记的本人和提出的人都不能自己同意。请另一位审核确认人员来核实',
    en: 'Neither the officer whose kin it is nor whoever asked may agree. Another county reviewer must verify it',
  },
})
