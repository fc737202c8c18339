import { defineRefusals } from '#platform/errors/index.ts'

export const payoutRefusals = defineRefusals('payouts', {
  notFound: {
    status: 404,
    zh: '没有找到，或者不在您的辖区。请从列表里重新打开',
    en: 'Not found, or not yours. Open it again from the list',
  },
  unknownProgramme: {
    status: 422,
    zh: '“{programme}”还没有设置从哪项资金发，请先请财务设置',
    en: 'No fund is set for {programme}. Ask finance to set it first',
  },
  rateTooSmall: {
    status: 422,
    zh: '金额要大于零，全年的金额不能少于 1.32 元',
    en: 'The amount must be above zero; a yearly one at least 1.32 yuan',
  },
  alreadyPaid: {
    status: 409,
    zh: '这一户已经在领同一类待遇，不能再批一份。请先看家庭档案里的发放情况',
    en: 'This household is paid a benefit of the same kind already. Look at its payments first',
  },
  fundShort: {
    status: 409,
    zh: '{fund} {year} 年只剩 {free} 元，不够 {wanted} 元。请减少金额或先追加额度',
    en: '{fund} {year} has {free} yuan left, not {wanted}. Lower the amount or add to the fund first',
  },
  endedAlready: {
    status: 409,
    zh: '这份待遇从 {month} 起已经停了，不能再改。要恢复请先撤回停发',
    en: 'This right has ended from {month}. Undo the end first',
  },
  beforeItBegan: {
    status: 422,
    zh: '这份待遇从 {month} 开始，不能改更早的月份',
    en: 'This right begins in {month}; earlier months cannot be changed',
  },
  anotherRightStands: {
    status: 409,
    zh: '这一户后来又批了一份同类待遇，这样改会重着发。请先停掉后来那份，再撤回或延长这一份',
    en: 'The household was granted another benefit of this kind since; the two would overlap. End the later one first',
  },
  notTheLatest: {
    status: 409,
    zh: '只能撤回最近的一次变动。请刷新后再看',
    en: 'Only the latest change can be undone. Reload and look again',
  },
  monthNotYet: {
    status: 422,
    zh: '{month} 还没有到，不能提前做发放名单',
    en: '{month} has not begun; its list cannot be made yet',
  },
  monthOver: {
    status: 409,
    zh: '{month} 之后的月份已经批过。漏发的会在下一份名单里补上',
    en: 'A later month than {month} is approved already. What is lacking comes with the next list',
  },
  monthBefore: {
    status: 409,
    zh: '{month} 的名单还没有做，请先做 {month}',
    en: 'The list of {month} is still to be made. Make {month} first',
  },
  otherRunOpen: {
    status: 409,
    zh: '{number} 还没有批完，一次只做一份。请先办完或退回它',
    en: '{number} is still open; one list at a time. Finish it first',
  },
  notADraft: {
    status: 409,
    zh: '{number} 已经提交或批过，不能这样做。要改请先退回',
    en: '{number} has been handed on. Send it back first',
  },
  notFrozen: {
    status: 409,
    zh: '{number} 还没有提交复核，或者已经批过。请刷新看看到哪一步了',
    en: '{number} is not waiting for the second person. Reload to see where it stands',
  },
  nothingToPay: {
    status: 409,
    zh: '{number} 一行要发的也没有，不用提交',
    en: '{number} has no line to pay',
  },
  samePerson: {
    status: 403,
    zh: '名单由别人复核：做名单、提交名单的人不能自己批',
    en: 'Somebody else approves: who made or handed on a list cannot approve it',
  },
  listStale: {
    status: 409,
    zh: '{number} 提交以后有 {count} 份待遇变了。请退回重新计算',
    en: '{count} rights have changed since {number} was handed on. Send it back and compute again',
  },
  budgetShort: {
    status: 409,
    zh: '{number} 暂缓：{fund} {year} 年（{source}）差 {short} 元。待遇照样有效，请财务追加额度后再批',
    en: '{number} is held: {fund} {year} ({source}) lacks {short} yuan. The rights stand; add to the allotment, then approve',
  },
  holdClosed: {
    status: 409,
    zh: '这个暂缓已经处理过了。请刷新后再看',
    en: 'This hold has been dealt with already. Reload and look again',
  },
  holdNeedsAnother: {
    status: 403,
    zh: '这个暂缓是 {name} 提出的，放行或不发要由另一个人来办',
    en: '{name} set this hold; somebody else has to release or end it',
  },
  reversalAsked: {
    status: 409,
    zh: '这笔额度已经有人提出冲回，或者已经冲回了。请刷新后再看',
    en: 'Somebody asked to take this allotment back already, or it is done. Reload and look again',
  },
  receiptTaken: {
    status: 409,
    zh: '这张回单已经登记过了，不能再登记一次。请核对回单号',
    en: 'This receipt has been recorded already. Check its number',
  },
  repaidTooMuch: {
    status: 409,
    zh: '只剩 {left} 元没有追回，每月扣不了 {amount} 元。请核对金额',
    en: 'Only {left} yuan are left to recover; {amount} a month cannot be kept back. Check the amount',
  },
  repaidTomorrow: {
    status: 422,
    zh: '还款日期不能晚于今天，请照回单填写',
    en: 'The day of a repayment cannot lie ahead; take it from the receipt',
  },
  askedDecided: {
    status: 409,
    zh: '这一笔已经处理过了。请刷新后再看',
    en: 'This has been dealt with already. Reload and look again',
  },
  refundChanged: {
    status: 409,
    zh: '应退还这一户的数刚刚变了。请刷新，照现在的数再提',
    en: 'What is to be refunded to this household has changed just now. Reload and propose the amount as it stands',
  },
  refundAsked: {
    status: 409,
    zh: '这一户的退还已经有人提了，正等另一个人确认。请刷新后再看',
    en: 'Somebody has proposed this refund already; it waits for a second person. Reload and look again',
  },
  refundDecided: {
    status: 409,
    zh: '这次退还已经处理过了，或者应退还的数变了、原来提的不算了。请刷新后再看',
    en: 'This refund has been dealt with, or what is to be refunded changed and the proposal lapsed. Reload and look again',
  },
  refundNeedsAnother: {
    status: 403,
    zh: '这次退还是 {name} 提出的，要由另一个人确认',
    en: '{name} proposed this refund; somebody else confirms it',
  },
  refundWithoutAccount: {
    status: 409,
    zh: '这一户没有审过的收款账户，退不进银行。请先登记账户并审过，或者当面付、登记凭证',
    en: 'The household has no approved account to refund to. Enter one and have it approved, or pay by hand and record the voucher',
  },
  refundVoucherTaken: {
    status: 409,
    zh: '这张凭证已经登记过一次退还，不能再用。请核对凭证号',
    en: 'This voucher stands for another refund already. Check its number',
  },
  refundTomorrow: {
    status: 422,
    zh: '付款日期不能晚于今天，请照凭证填写',
    en: 'The day of payment cannot lie ahead; take it from the voucher',
  },
  claimDropped: {
    status: 409,
    zh: '这一笔已经不用追了，约定没有可以扣的。请点“不同意”，写明不用追了',
    en: 'This is not claimed any more; there is nothing to keep back. Refuse the agreement, saying so',
  },
  deductionNotConfigured: {
    status: 409,
    zh: '这里没有录入可以从以后的发放里扣多少、依据哪份文件，不能扣。请由家庭自己还，凭银行回单登记；有文件的，请政策维护人员补上',
    en: 'Not configured for this area: no document says how much may be kept back from later payments. Record repayments by their receipts; a policy officer can add a document',
  },
  deductionTooMuch: {
    status: 422,
    zh: '这一户每月最多扣 {cap} 元（当月应发的 {percent}%，依据：{source}），写不了 {amount} 元。请写这个数以内的',
    en: 'At most {cap} yuan a month may be kept back of this household ({percent}% of what is due, {source}), not {amount}. Write that much or less',
  },
  nothingToDeductFrom: {
    status: 409,
    zh: '这一户现在没有在发的同一项待遇，没有可以扣的。请由家庭自己还，凭银行回单登记',
    en: 'The household is not paid this benefit now; there is nothing to keep back. Record repayments by their receipts',
  },
  deductionAgreed: {
    status: 409,
    zh: '这一笔已经有一份抵扣约定，或者正等人确认。要改请先结束它',
    en: 'An agreement for this claim stands already, or waits for confirmation. To change it, end it first',
  },
  deductionNotRunning: {
    status: 409,
    zh: '这份抵扣约定还没有确认，或者已经结束了。请刷新后再看',
    en: 'This agreement is not confirmed yet, or has ended. Reload and look again',
  },
  signedTomorrow: {
    status: 422,
    zh: '签字日期不能晚于今天，请照同意书填写',
    en: 'The day of signing cannot lie ahead; take it from the paper of consent',
  },
  deductionStale: {
    status: 409,
    zh: '{number} 算好以后，有一户的抵扣变了（家里还了款、收回了同意，或者不用追了）。请退回重新计算',
    en: 'What is kept back of a household has changed since {number} was computed (it repaid, took its consent back, or is not claimed from any more). Send the list back and compute again',
  },
  askedNeedsAnother: {
    status: 403,
    zh: '这一笔是 {name} 提出的，要由另一个人确认才记账',
    en: '{name} asked for this; somebody else confirms it before it is booked',
  },
  allotmentSpent: {
    status: 409,
    zh: '{fund} {year} 年只有 {free} 元没有动，冲不回 {amount} 元：已经答应出去的不能收回',
    en: '{fund} {year} has {free} yuan free, not {amount}: what was promised cannot be taken back',
  },
  lineNotReturned: {
    status: 409,
    zh: '这一行现在不是退回状态，不能重发。请刷新看看到哪一步了',
    en: 'This line is not returned and cannot be sent again. Reload to see where it stands',
  },
  lineNotPayable: {
    status: 409,
    zh: '有 {count} 行不能送出：已经送过、被暂缓或还没有批。请重新生成文件',
    en: '{count} lines cannot go out: sent already, held or not approved. Make the file again',
  },
  accountChanged: {
    status: 409,
    zh: '有 {count} 户的收款账户刚刚变了。请重新生成文件',
    en: '{count} households have another account now. Make the file again',
  },
  accountDecided: {
    status: 409,
    zh: '这个账户已经处理过了。请刷新后再看',
    en: 'This account has been decided on already. Reload and look again',
  },
  accountJustChanged: {
    status: 409,
    zh: '这一户刚刚启用了另一个收款账户。请刷新，核对哪一个是对的再审',
    en: 'Another account of this household was approved just now. Reload and check which one is right',
  },
  accountNumberDiffers: {
    status: 409,
    zh: '您照材料输入的账号和登记的不一样，没有启用。请再看一遍存折或卡；登记错了就不通过，请登记的人改',
    en: 'The number you typed from the paper is not the recorded one; nothing was approved. Look at the card again, or refuse it',
  },
  accountNeedsAnother: {
    status: 403,
    zh: '账户由别人复核：登记的人不能自己通过',
    en: 'Somebody else approves an account: not the one who entered it',
  },
})
