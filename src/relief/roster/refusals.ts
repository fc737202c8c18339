import { defineRefusals } from '#platform/errors/index.ts'

export const rosterRefusals = defineRefusals('roster', {
  noHeading: {
    status: 422,
    zh: '前 15 行里没有找到表头。请在第一行写上户号、姓名、与户主关系等列名，或者下载模板照着填',
    en: 'No heading was found in the first 15 rows. Name the columns in the first row, or use the template',
  },
  missingColumns: {
    status: 422,
    zh: '第 {row} 行的表头里没有“{columns}”。没有它就分不清谁是谁家的，请补上这一列',
    en: 'The heading in row {row} lacks “{columns}”, without which households cannot be told apart. Add it',
  },
  columnTwice: {
    status: 422,
    zh: '“{column}”有两列：{left}，{right}。分不清用哪一列，请删掉一列或改个名字',
    en: 'There are two columns for “{column}”: {left} and {right}. Remove or rename one',
  },
  noRows: {
    status: 422,
    zh: '表头下面一行也没有。请看看名单是不是在另一张表里',
    en: 'There is no row below the heading. Is the list on another sheet?',
  },
  tooManyRows: {
    status: 413,
    zh: '这份名单超过 {max} 行。请按镇街分成几份，一份一份来',
    en: 'This list has more than {max} rows. Split it by town',
  },
  unknownRegion: {
    status: 422,
    zh: '没有“{region}”这个区划代码。请核对，如 330400',
    en: 'There is no region with the code {region}. Check it, for example 330400',
  },
  ruleFault: {
    status: 422,
    zh: '户号 {number} 没有算出来：{why}',
    en: 'Household {number} could not be computed: {why}',
  },
  noFile: { status: 422, zh: '请先选一份文件', en: 'Choose a file first' },
  notFound: {
    status: 404,
    zh: '没有找到这次体检，可能已经删掉了。请重新传一份',
    en: 'This check was not found; it may have been deleted. Upload the list again',
  },
  notRead: {
    status: 409,
    zh: '这次体检现在不能这样做：它已经存入、删掉或还在读。请刷新看看到哪一步了',
    en: 'This cannot be done now: the check is recorded, deleted or still being read. Reload to see',
  },
  nothingReady: {
    status: 409,
    zh: '没有一户可以存入，先把错误改好再传',
    en: 'No household is ready to be recorded; mend the errors first',
  },
  notAssessed: {
    status: 409,
    zh: '还没有测算完，请等一会儿再看结果',
    en: 'The assessment is not finished yet; wait a little',
  },
  fileGone: {
    status: 410,
    zh: '原来的文件已经按规定删掉了，不能再下载或重读。请重新传一份',
    en: 'The file has been deleted as promised. Upload it again',
  },
  placeOutside: {
    status: 422,
    zh: '户号 {number} 的管理镇村不在您负责的范围里，或者没有写到镇。请补上“管理镇村”',
    en: 'The handling place of household {number} is missing or not yours. Fill in 管理镇村',
  },
})
