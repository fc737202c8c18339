import { defineRefusals } from '#platform/errors/index.ts'

/** What is wrong with a file to or from the bank. `at` says where: `行 12 列 E`, or nothing for the whole file. */
export const payFileRefusals = defineRefusals('pay-files', {
  empty: {
    status: 422,
    zh: '这个文件里一行也没有。请向银行要完整的回盘文件',
    en: 'The file is empty. Ask the bank for the whole answer',
  },
  noHeader: {
    status: 422,
    zh: '第一行不是“{route}”的开头，认不出批次号。请看看是不是传错了文件',
    en: 'The first line is not the head of a “{route}” file, so no batch number was found. Is it the right file?',
  },
  missingColumns: {
    status: 422,
    zh: '第 {row} 行的表头里没有“{columns}”，这样的回盘不能入账。请照模板补上这一列',
    en: 'The heading in row {row} lacks “{columns}”; such an answer cannot be booked. Add the column',
  },
  otherBatch: {
    status: 422,
    zh: '文件写的批次号是“{found}”，不是这一批发出去的（{expected}）。请到那一批里去回盘，或者换一个文件',
    en: 'The file names batch “{found}”, which this run never sent ({expected}). Bring it to its own run, or another file',
  },
  otherBatchInLine: {
    status: 422,
    zh: '第 {row} 行的批次号是“{found}”，和文件其余的“{expected}”不一样。一个文件只能回一个批次',
    en: 'Row {row} names batch “{found}” while the rest of the file says “{expected}”. One file answers one batch',
  },
  cannotRead: {
    status: 422,
    zh: '第 {row} 行开头“{found}”不认得，应是 {expected}。请向银行核对这一行',
    en: 'Row {row} begins with “{found}”, expected {expected}. Check that row with the bank',
  },
  afterFooter: {
    status: 422,
    zh: '合计在第 {footer} 行，后面的第 {row} 行还有内容。请把多出来的行删掉或者重新导出',
    en: 'The total stands in row {footer}, yet row {row} follows. Remove what is too much, or export again',
  },
  missingFooter: {
    status: 422,
    zh: '最后没有合计行，看不出文件有没有传完。请向银行要带合计的完整文件',
    en: 'There is no total at the end, so nobody can tell whether the file is whole. Ask the bank for the whole file',
  },
  wrongCount: {
    status: 422,
    zh: '第 {row} 行的合计写着 {stated} 笔，文件里有 {found} 笔。差的找到了再传',
    en: 'The total in row {row} says {stated} lines, the file has {found}. Find the difference first',
  },
  wrongSum: {
    status: 422,
    zh: '第 {row} 行的合计写着 {stated} 元，一行行加起来是 {found} 元。差的找到了再传',
    en: 'The total in row {row} says {stated} yuan, the lines add up to {found}. Find the difference first',
  },
  unknownLine: {
    status: 422,
    zh: '第 {row} 行的明细编号“{reference}”不在发出去的文件里。我们没有让银行付这一笔，请向银行核对',
    en: 'Row {row}: the reference “{reference}” is not in the file that was sent. We never asked for this payment',
  },
  repeatedLine: {
    status: 422,
    zh: '第 {row} 行和第 {first} 行是同一笔（{reference}）。同一笔只能有一个结果，请向银行核对',
    en: 'Rows {row} and {first} are the same payment ({reference}). One payment has one result; check with the bank',
  },
  otherAmount: {
    status: 422,
    zh: '第 {row} 行的金额是 {found} 元，发出去的是 {sent} 元。差一分也不入账，请向银行核对',
    en: 'Row {row} says {found} yuan, {sent} were sent. Not even a fen may differ; check with the bank',
  },
  otherAccount: {
    status: 422,
    zh: '第 {row} 行的账号尾号 {found}，发出去的是尾号 {sent}。不是付给同一个账户，请向银行核对',
    en: 'Row {row} names the account ending {found}, sent was the one ending {sent}. Check with the bank',
  },
  otherHolder: {
    status: 422,
    zh: '第 {row} 行的户名和发出去的不一样。不是付给同一个人，请向银行核对',
    en: 'Row {row} names another account holder than the one that was sent. Check with the bank',
  },
  notAnAmount: {
    status: 422,
    zh: '第 {row} 行的金额“{found}”不是金额。应写成 1234.50 这样',
    en: 'Row {row}: “{found}” is not an amount. It should look like 1234.50',
  },
  unknownResult: {
    status: 422,
    zh: '第 {row} 行的结果“{found}”不认得，只认 {known}。请向银行核对',
    en: 'Row {row}: the result “{found}” is unknown; known are {known}. Check with the bank',
  },
  noReason: {
    status: 422,
    zh: '第 {row} 行写着失败，却没有写原因。没有原因就没法改，请向银行要',
    en: 'Row {row} failed without a reason. Without it nothing can be corrected; ask the bank',
  },
  unknownReason: {
    status: 422,
    zh: '第 {row} 行的原因代码“{found}”不在这条发放渠道的代码表里。请核对，或先把代码加进渠道设置',
    en: 'Row {row}: the reason code “{found}” is not in the list of this route. Check it or add it to the route',
  },
  notAllAnswered: {
    status: 422,
    zh: '发出去 {sent} 笔，文件只回了 {found} 笔，还差 {missing} 笔（第一笔是 {first}）。“{route}”要一次回全',
    en: '{sent} lines were sent and {found} answered; {missing} are missing, the first is {first}. “{route}” answers at once',
  },
  contradicts: {
    status: 422,
    zh: '第 {row} 行（{reference}）先前已经回过“{before}”，这次写的是“{now}”。已经入账的不能改，请向银行核对',
    en: 'Row {row} ({reference}) was answered “{before}” before and is “{now}” now. What is booked stands; check with the bank',
  },
  cannotTravel: {
    status: 422,
    zh: '明细 {reference} 的户名或摘要里有文件写不了的字（分隔符、引号、换行，或 {encoding} 里没有的字）。请先改收款人户名',
    en: 'Line {reference}: the name or purpose holds a sign the file cannot carry (a separator, a quote, a line break, or one not in {encoding}). Correct the account holder first',
  },
  nothingToSend: {
    status: 409,
    zh: '这个文件里一笔也没有：该发的都已经发出去了，或者名单还没有批准。请回到名单，看每一笔到了哪一步',
    en: 'This file has no payment in it: all that may go has gone, or the list is not approved yet. See on the list where each one stands',
  },
})
