import { defineRefusals } from '#platform/errors/index.ts'

/** What the desk of files says no to; what is wrong inside a file stands in `refusals.ts`. */
export const fileDeskRefusals = defineRefusals('pay-desk', {
  noFile: { status: 422, zh: '请先选银行的回盘文件', en: 'Choose the bank’s return file first' },
  notFound: {
    status: 404,
    zh: '没有找到这个文件。请回到这一批的页面再看',
    en: 'This file was not found. Look again on the page of the run',
  },
  unknownRoute: {
    status: 422,
    zh: '没有“{route}”这条发放渠道。请在列出的渠道里选一条',
    en: 'There is no payment route “{route}”. Choose one that is listed',
  },
  nothingToSend: {
    status: 409,
    zh: '现在没有可以发给银行的笔：{why}',
    en: 'Nothing may go to the bank now: {whyEn}',
  },
  nameCannotTravel: {
    status: 422,
    zh: '户号 {number} 的收款户名里有文件写不了的字（分隔符、引号、换行，或 {encoding} 里没有的字），文件没有做。请给这一户重新登记收款账户，审过再做文件',
    en: 'The account holder of household {number} has a sign the file cannot carry (a separator, a quote, a line break, or one not in {encoding}), so no file was made. Enter the account of this household anew, have it approved, then make the file',
  },
  hasFaults: {
    status: 409,
    zh: '这份回盘有 {count} 处不对，一笔也没有入账。第一处：{first}',
    en: 'This return file has {count} faults; nothing was booked. The first: {first}',
  },
  linesMoved: {
    status: 409,
    zh: '有 {count} 笔在这之前已经变了，一笔也没有入账。请刷新再看一遍',
    en: '{count} lines have changed in the meantime; nothing was booked. Reload and look again',
  },
  notYetSent: {
    status: 409,
    zh: '{number} 还没有发给银行，没有可以回盘的文件。请先做发放文件',
    en: '{number} was not sent to the bank yet, so nothing can be answered. Make the file first',
  },
  onlyDemonstration: {
    status: 404,
    zh: '模拟银行只在演示里有',
    en: 'The simulated bank exists in demonstrations only',
  },
})
