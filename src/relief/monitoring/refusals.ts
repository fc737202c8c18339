import { defineRefusals } from '#platform/errors/index.ts'

export const monitoringRefusals = defineRefusals('monitoring', {
  notFound: {
    status: 404,
    zh: '没有找到这项复核，或者不在您负责的范围内',
    en: 'This review was not found or is not yours to see',
  },
  changedMeanwhile: {
    status: 409,
    zh: '这项复核刚刚有人动过。请看看现在的样子再办，您写的还在',
    en: 'Somebody has just worked on this review. Look at it again; what you wrote is still here',
  },
  notNow: {
    status: 409,
    zh: '这项复核现在是“{state}”，不能“{act}”',
    en: 'This review is “{state}” now, so “{act}” is not possible',
  },
  statusInCase: {
    status: 409,
    zh: '这一户确认的是身份，没有发放的钱可以调整。不再符合的，请在原来的办件里“重新审查”，由两个人重新决定；核实没有变的，提出“不用调整”',
    en: 'What this household has is a status; no money is paid that could be adjusted. If it no longer holds, reconsider its case, where two people decide anew; if nothing has changed, propose that nothing is to be adjusted',
  },
  noLetterYet: {
    status: 409,
    zh: '还没有批准调整，没有决定书可以打印。先批准，再打印、送达',
    en: 'Nothing has been approved, so there is no letter to print. Approve first, then print and hand it over',
  },
  samePerson: {
    status: 403,
    zh: '提出的人不能自己批准，“不用调整”也一样。请另一位审核确认人员来批',
    en: 'Whoever proposed does not approve, not even that nothing is to be adjusted. Another county reviewer must',
  },
  ownKin: {
    status: 403,
    zh: '您登记过的近亲属在这一户。这项复核请由别人来办',
    en: 'Kin you declared live in this household. Somebody else must work on this review',
  },
  lookMissing: {
    status: 422,
    zh: '定期复核要真的做过才能办结。请写明哪天入户或核对过；还没有做的，先去做',
    en: 'A re-check is closed by a re-check. State the day on which it was done; if it was not, do it first',
  },
  lookOutOfSpan: {
    status: 422,
    zh: '复核的日子要在 {from} 到 {to} 之间：发现以后做的才算。请照实写；还没有做的，先去做',
    en: 'The day of the re-check must be from {from} to {to}: only what was done since it was found counts. Write the day as it was; if none was done, do it first',
  },
  viewsMissing: {
    status: 409,
    zh: '降低或停止之前要听取家庭的意见（{source}）。请先记下他们怎么说，或者怎样通知过、等到哪天',
    en: 'Before a cut or an end the family is heard ({sourceEn}). Record what they said, or how they were asked and until when',
  },
  stillWaiting: {
    status: 409,
    zh: '还没有等到家庭的意见，期限是 {deadline}。过了这天还没有回音才能批准',
    en: 'The family has until {deadline} to answer; approval must wait until that day is over',
  },
  amountNeeded: {
    status: 422,
    zh: '调整以后每月多少元要写明，要大于零；不再发的请选“停止”',
    en: 'State the new monthly amount, above zero; to pay nothing any more choose “end”',
  },
  wrongDirection: {
    status: 422,
    zh: '现在每月发 {paid} 元，您写的是 {amount} 元，和“{kind}”对不上',
    en: 'Paid now: {paid}; you wrote {amount}, which is not a “{kind}”',
  },
  notTheSum: {
    status: 422,
    zh: '测算是每月 {computed} 元，您写的是 {amount} 元。调整要和测算一致；测算不对的，请先更正档案里的情况再重新测算',
    en: 'The sum is {computed} a month; you wrote {amount}. An adjustment follows the sum: if it is wrong, correct the file and assess again',
  },
  noSum: {
    status: 409,
    zh: '现在说不准应当发多少，不能增发也不能降低。请先补上缺的情况再重新测算',
    en: 'Nobody can say what is due, so neither a raise nor a cut is possible. Supply what is missing and assess again',
  },
  tooEarly: {
    status: 422,
    zh: '降低和停止只能从以后的月份起，最早 {month}；少发的补发可以往前算',
    en: 'A cut or an end begins with a later month, {month} at the earliest; only a raise may reach back',
  },
  tooLate: {
    status: 422,
    zh: '停止最晚从 {month} 起：渐退期最长 {months} 个月（{source}）',
    en: 'The end begins in {month} at the latest: the grace period is {months} months at most ({sourceEn})',
  },
  staleAssessment: {
    status: 409,
    zh: '提出以后档案里又有了新情况，测算或者依据已经不同。请退回，按新的情况再提',
    en: 'The file has changed since the proposal: the sum, or what it rests on, is another now. Send it back and propose again',
  },
  rightGone: {
    status: 409,
    zh: '这一户这项待遇已经停了或者换了，不用再调整',
    en: 'This right has ended or changed already; there is nothing to adjust',
  },
  noSuchHousehold: {
    status: 404,
    zh: '没有找到户号 {number}，或者不在您负责的范围内。请照家庭档案上的户号写全',
    en: 'No household {number} was found, or it is not yours to see. Write its whole number as on its file',
  },
  careNotHere: {
    status: 409,
    zh: '“{programme}”没有照料护理评估的规定，或者这项复核不是评估（monitoring.yaml 的 care）',
    en: 'Nothing in monitoring.yaml (care) says how care is assessed for “{programme}”, or this review is no assessment',
  },
  careByItems: {
    status: 409,
    zh: '照料护理按六项评估定档，请填评估，不能直接写一个数',
    en: 'The level of care follows the items of the assessment; fill it in, no amount can be typed',
  },
  itemsMissing: {
    status: 422,
    zh: '每一项都要评：{items}',
    en: 'Every item has to be assessed: whether the person can do it, and no other items',
  },
  noCareMonth: {
    status: 409,
    zh: '本地没有录入重新评估以后从哪个月起按新的档发，不能改。请政策维护人员在 care.yaml 里补上依据',
    en: 'It is not on file here from which month a new level of care of “{programme}” is paid. A policy officer can add it with its source to care.yaml',
  },
  careUnknown: {
    status: 409,
    zh: '算不出照料护理费，不能定档：{what}',
    en: 'The care allowance cannot be computed, so no level can be set: {whatEn}',
  },
  careNotDue: {
    status: 409,
    zh: '照今天的情况不符合照料护理：{what}。请先按供养的复核办',
    en: 'By today’s facts no care is due: {whatEn}. Settle the review of the support first',
  },
  endingNotHere: {
    status: 409,
    zh: '“{programme}”没有“先公示再停止”的规定（monitoring.yaml 的 ending），请用“停止”提出',
    en: 'Nothing in monitoring.yaml (ending) says that “{programme}” hangs on notice before it ends; propose an “end”',
  },
  unknownGround: {
    status: 422,
    zh: '“{programme}”终止的情形里没有这一种，请从列出来的里面选',
    en: 'This is none of the grounds on which “{programme}” ends; choose one of the list',
  },
  personNotHere: {
    status: 422,
    zh: '这个人今天不在这一户里，请从家庭成员里选',
    en: 'This person is not in the household today; choose one of its members',
  },
  noDeathOnFile: {
    status: 409,
    zh: '档案里没有这个人去世的日子。请先核实、登记去世的日子，再按“死亡”提出',
    en: 'No day of death of this person is on file. Verify and record it, then propose on this ground',
  },
  deathIsTheGround: {
    status: 409,
    zh: '档案里写着这个人 {day} 去世，请按“死亡”提出；写错了的先更正档案',
    en: 'By the file this person died on {day}: choose death as the ground, or correct the file first',
  },
  groundNotOnFile: {
    status: 409,
    zh: '照档案里今天的情况测算，这个人没有“{ground}”这一条。请先把核实到的情况记进档案，再提出',
    en: 'By today’s facts “{groundEn}” is not so of this person. Record what was verified in the file first, then propose',
  },
  restUnknown: {
    status: 409,
    zh: '留下的人应当发多少说不准，不能办。请先补上缺的情况',
    en: 'What is due to those who stay is not known. Supply what is missing first',
  },
  notInSupport: {
    status: 409,
    zh: '这个人走了，应当发的也不会比现在少，他（她）不在供养的人里面。请核对选的人',
    en: 'Without this person no less is due than is paid, so they are not among those supported. Check whom you chose',
  },
  nothingPaid: {
    status: 409,
    zh: '这一户现在没有在发“{programme}”，没有可以终止的',
    en: 'This household is paid nothing for “{programme}” now; there is nothing to end',
  },
  reviewIsOpen: {
    status: 409,
    zh: '这一户这项待遇已经有一项复核在办，请在那里提出',
    en: 'A review of this right is under way; propose there',
  },
  leaveNeeded: {
    status: 422,
    zh: '这项待遇停止以前要公示（{source}）。请用“终止供养”提出，写明是谁、属于哪一种情形',
    en: 'This support hangs on notice before it ends ({source}). Propose the “end of the support”, with the person and the ground',
  },
  noNoticeHere: {
    status: 409,
    zh: '这项提议不用公示，可以直接批准或者退回',
    en: 'This proposal needs no notice; approve it or send it back',
  },
  noticeFirst: {
    status: 409,
    zh: '终止以前要先公示（{source}）。请先贴出公示，满期没有异议再批准',
    en: 'Before the end it hangs on public notice ({source}). Put it up first; approve when its days are over and nobody objected',
  },
  stillHangs: {
    status: 409,
    zh: '公示到 {day} 24 时才满，满期没有异议才能批准',
    en: 'The notice hangs until the end of {day}; approve when it is over and nobody objected',
  },
  againByAnother: {
    status: 403,
    zh: '被提异议的是您提出的，重新决定要换人。请交给另一位审核确认人员',
    en: 'What was objected to was yours. Another county reviewer decides again',
  },
  noRule: {
    status: 409,
    zh: '{on} 这天没有“{programme}”的动态管理规定，请先补上 monitoring.yaml',
    en: 'There is no monitoring rule for “{programme}” on {on}; supply monitoring.yaml',
  },
  notEachMonth: {
    status: 409,
    zh: '“{programme}”不按月重新测算',
    en: '“{programme}” is not computed again each month',
  },
  badRule: { status: 422, zh: '{file} 有误：{what}', en: '{file} is wrong: {what}' },
})
