import { defineRefusals } from '#platform/errors/index.ts'

export const sheetRefusals = defineRefusals('sheets', {
  notASheet: {
    status: 422,
    zh: '“{name}”不是表格文件。请用 .xlsx，或者 .csv',
    en: '“{name}” is not a sheet. Use .xlsx or .csv',
  },
  oldExcel: {
    status: 422,
    zh: '“{name}”是老格式 .xls，或者加了打开密码。请在 Excel 里去掉密码，另存为 .xlsx 再传',
    en: '“{name}” is an old .xls or has a password. Remove the password, save as .xlsx and try again',
  },
  macros: {
    status: 422,
    zh: '“{name}”带宏，这里不收带宏的文件。请另存为不带宏的 .xlsx 再传',
    en: '“{name}” carries macros, which are not taken here. Save it as .xlsx without macros',
  },
  tooMuchInside: {
    status: 413,
    zh: '“{name}”压缩得不正常，展开有 {size} MB，没有打开。请把名单复制到一张新表里另存再传',
    en: '“{name}” unpacks to {size} MB, which no list does; it was not opened. Copy the list to a new workbook',
  },
  damaged: {
    status: 422,
    zh: '“{name}”打不开，文件坏了或者没有传完。请在 Excel 里打开看看，另存一份再传',
    en: '“{name}” cannot be opened: damaged or cut short. Open it in Excel, save a copy and try again',
  },
  noVisibleSheet: {
    status: 422,
    zh: '“{name}”里没有看得见的表，隐藏的表不读。请把名单所在的表取消隐藏再传',
    en: '“{name}” has no visible sheet and hidden ones are not read. Unhide the list',
  },
  rowTooLong: {
    status: 422,
    zh: '第 {row} 行附近有一格内容太长，不像名单。请删掉多余的内容再传',
    en: 'A cell near row {row} is too long for a list. Remove what does not belong there',
  },
  brokenQuote: {
    status: 422,
    zh: '第 {line} 行的引号没有成对，后面的都分不清是哪一格，所以整份没有读。请改好这一行的引号再传',
    en: 'The quotes in line {line} do not pair, so nothing after it can be told apart and nothing was read. Mend that line',
  },
  unknownEncoding: {
    status: 422,
    zh: '“{name}”里的文字认不出来，不是 UTF-8 也不是 GBK。请另存为“CSV UTF-8”再传',
    en: 'The text in “{name}” is neither UTF-8 nor GBK. Save it as “CSV UTF-8”',
  },
  diskFull: {
    status: 507,
    zh: '磁盘写满了，“{name}”没有写完。腾出地方再试，原来的文件没有动',
    en: 'The disk is full and “{name}” was not finished. Make room and try again; nothing else was touched',
  },
  cannotWrite: {
    status: 422,
    zh: '“{name}”写不了。请看看文件夹在不在、是不是正在 Excel 里开着',
    en: '“{name}” cannot be written. Check that the folder exists and the file is not open in Excel',
  },
})
