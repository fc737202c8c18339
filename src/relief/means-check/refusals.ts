import { defineRefusals } from '#platform/errors/index.ts'

export const meansCheckRefusals = defineRefusals('means-check', {
  notFound: {
    status: 404,
    zh: '没有找到这次核对，或者不在您负责的范围里。请从办件页面进入',
    en: 'This check was not found or is not yours. Open it from the case',
  },
  nobodyAuthorised: {
    status: 409,
    zh: '这一家还没有人签核对授权书，不能查询任何部门。请先让每位成年人签授权书，再点核对',
    en: 'Nobody of this family has signed an authorisation, so no department may be asked. Have every adult sign first',
  },
  stillAsking: {
    status: 409,
    zh: '上一次核对还在等部门回复，请等它结束再复核',
    en: 'The last check is still waiting for answers. Wait for it to end, then check again',
  },
  notTheLatest: {
    status: 409,
    zh: '已经有更新的核对报告，请在最新一份上操作',
    en: 'There is a newer report. Work on the latest one',
  },
  sameWhoAsked: {
    status: 409,
    zh: '这次核对是您发起的，请由另一位负责人具名同意先办',
    en: 'You asked the departments yourself. Another person has to answer for going on without them',
  },
  nothingSilent: {
    status: 409,
    zh: '没有需要再问的部门：都已回复，或者没有授权、没有接通',
    en: 'There is no source to ask again: all have answered, or may not or cannot be asked',
  },
  noSuchLine: {
    status: 404,
    zh: '报告里没有这一行差异，请刷新后再试',
    en: 'The report has no such difference. Reload and try again',
  },
  objectionNeedsNote: {
    status: 422,
    zh: '家庭有异议时，请写下他们的说法，或附上证明材料',
    en: 'When the family objects, write down what they say or attach their evidence',
  },
  unknownDocument: {
    status: 422,
    zh: '这份材料不在这一家的档案里，请先上传再选',
    en: 'This document is not in the file of the household. Upload it first',
  },
  valueNeeded: {
    status: 422,
    zh: '选“复核确认的数”时，请填确认的数',
    en: 'To use a confirmed value, fill it in',
  },
  valueNotUnderstood: {
    status: 422,
    zh: '“{value}”不是可以用的数。金额写到分为止，套数、辆数写整数，日期写成 2026-03-02',
    en: '“{value}” cannot be used. Write money in yuan with at most two decimals, counts as whole numbers, days as 2026-03-02',
  },
  notDeclared: {
    status: 409,
    zh: '家庭没有申报这一项，没有“申报数”可以采用。请采用核对数或复核确认的数',
    en: 'The family did not declare this, so there is no declared value to use',
  },
  notFoundThere: {
    status: 409,
    zh: '部门没有给出这一项的数，没有“核对数”可以采用',
    en: 'No source gave a value for this line',
  },
  noCheckYet: {
    status: 409,
    zh: '还没有做经济状况核对。请先点“核对”，等部门回复后再办',
    en: 'The means check has not been made. Ask the departments first',
  },
  waitingForAnswers: {
    status: 409,
    zh: '还在等这些部门回复：{departments}。请等回复，或由负责人具名写明理由先办',
    en: 'Still waiting for: {departmentsEn}. Wait, or let a named person state why the case goes on',
  },
  sourcesSilent: {
    status: 409,
    zh: '这些部门没有回复，不能当作没有问题：{departments}。请等它们回复，或由负责人具名写明理由先办',
    en: 'These sources have not answered, which is not a clean result: {departmentsEn}. Wait, or let a named person state why the case goes on',
  },
  adultsNotAuthorised: {
    status: 409,
    zh: '有 {count} 位成年人没有签核对授权书，没有查询他们，不能凭这份报告作决定。请补签后重新核对',
    en: '{count} adults have not signed, so nobody asked about them and the report cannot be decided on. Have them sign, then check again',
  },
  reportOutdated: {
    status: 409,
    zh: '核对报告已过时：{why}。请重新核对',
    en: 'The report is out of date: {whyEn}. Check again',
  },
  differencesOpen: {
    status: 409,
    zh: '核对报告里还有 {count} 处差异没有认定。请逐条听家庭的说法，写明采用哪个数、为什么',
    en: '{count} differences of the check are not settled. Hear the family on each and say which value counts, and why',
  },
  memberDied: {
    status: 409,
    zh: '公安部门回复：这一家有成员已于 {day} 死亡。请先核实，更改家庭成员后再办',
    en: 'The police register says that a member died on {day}. Verify it and correct the household first',
  },
  departmentShipped: {
    status: 409,
    zh: '代码“{code}”是系统自带的部门。自己加的部门请另取一个代码',
    en: 'The code {code} belongs to a department of the catalogue. Choose another for one of your own',
  },
  badDefinition: {
    status: 422,
    zh: '这个部门没有提出：{what}。请照接入单改',
    en: 'The department was not proposed: {whatEn}. Correct it by the sheet of the interface',
  },
  secretNeeded: {
    status: 422,
    zh: '这个部门还没有接过。请把对方给的密钥也填上',
    en: 'This department was never connected. Give the shared secret as well',
  },
  notAnAddress: {
    status: 422,
    zh: '这不是一个接口地址。请写成 https://… 的样子',
    en: 'This is no address of an interface. Write it as https://…',
  },
  addressTellsMore: {
    status: 422,
    zh: '地址里不要带账号、密码、问号或者井号后面的东西。密钥填在密钥那一格，会封存',
    en: 'An address carries no account, password, query or fragment. Take them off; the secret has a field of its own and is sealed',
  },
  addressInClear: {
    status: 422,
    zh: '证件号码不能明着走在外面。本机和内网地址以外，请用 https',
    en: 'ID numbers do not travel in clear. Outside this machine and private addresses, use https',
  },
  changeWaits: {
    status: 409,
    zh: '这个部门已经有一个改动在等人核实。请先答复或者收回那一个',
    en: 'A change of this department waits already. Answer it or take it back first',
  },
  changeGone: {
    status: 409,
    zh: '这个改动刚刚有人答复过或者收回了。请看看现在的样子',
    en: 'This change has just been answered or taken back. Look at it as it is now',
  },
  changeByAnother: {
    status: 403,
    zh: '提出的人不能自己核实：证件号码送到哪里，要两个人都看过。请另一位来核实',
    en: 'Whoever asked does not confirm: where ID numbers go is looked at by two people. Another person must verify it',
  },
  notYourChange: {
    status: 403,
    zh: '这个改动不是您提的，您收不回。不同意的，请答复“不同意”',
    en: 'You did not ask for this change, so you cannot take it back. If you disagree, answer “Do not agree”',
  },
  notConnected: {
    status: 409,
    zh: '这个部门没有接通，或者已经停用，现在改不了。请刷新；要用的，先接通或者重新启用',
    en: 'This department is not connected, or is switched off already, so this cannot be changed now. Reload; to use it, connect it or switch it on again',
  },
  notOff: {
    status: 409,
    zh: '这个部门没有停用，不用再启用。请刷新看看',
    en: 'This department is not switched off, so there is nothing to switch on. Reload and look again',
  },
  unknownDepartment: {
    status: 404,
    zh: '部门目录里没有“{code}”',
    en: 'The catalogue has no department {code}',
  },
})
