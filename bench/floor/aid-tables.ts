import type { CopyField } from '../../src/platform/decisions/index.ts'
import { disabilities, reasonsNotCounted } from './aid-caseload.ts'

/** Fields of a household as the COPY reads them. */
export const householdFields: readonly CopyField[] = [
  { path: 'no', type: 'int4' },
  { path: 'place', type: 'int2' },
  { path: '存款', type: 'int4' },
  { path: '房屋', type: 'int2' },
  { path: '车辆', type: 'int2' },
  { path: '无力抚养', type: 'bool' },
]
export const personFields: readonly CopyField[] = [
  { path: 'household_no', type: 'int4' },
  { path: '成员[].不计入原因', type: 'text', values: reasonsNotCounted },
  { path: '成员[].出生日期', type: 'date' },
  { path: '成员[].残疾等级', type: 'text', values: disabilities },
  ...['重病', '在读', '本地户籍'].map((name): CopyField => ({ path: `成员[].${name}`, type: 'bool' })),
  ...['工资性收入', '经营净收入', '财产净收入', '转移净收入', '全年经营净收入', '可扣支出'].map((name): CopyField => ({
    path: `成员[].${name}`,
    type: 'int4',
  })),
]

/** Fields of a result, each under the name of the decision that gives it. */
export const resultFields = (classes: readonly string[]): readonly CopyField[] => [
  { path: '类别', type: 'text', values: classes },
  { path: '发放金额', type: 'int8' },
  { path: '理由', type: 'int4' },
]

/** Which households are meant, as a condition on the column that holds their number. */
export type Wanted = (column: string) => string

export const readHouseholds = (wanted: Wanted): string =>
  `SELECT no, place, deposits, homes, vehicles, unable FROM household WHERE ${wanted('no')} ORDER BY no`
export const readPersons = (wanted: Wanted): string =>
  `SELECT household_no, reason, born, disability, ill, studies, local, wages, business, property, transfers, yearly, deducted
   FROM person WHERE ${wanted('household_no')} ORDER BY household_no, position`
/** The newest result of each household, and nothing known for one that has none. */
export const lastResults = (wanted: Wanted): string =>
  `SELECT last.class, last.amount, last.reasons FROM household LEFT JOIN
     (SELECT DISTINCT ON (household_no) household_no, class, amount, reasons FROM result
      WHERE ${wanted('household_no')} ORDER BY household_no, run DESC) AS last
     ON last.household_no = no WHERE ${wanted('no')} ORDER BY no`

/** A partition of its own for the results of a run over everybody. */
export const openRun = (run: number): string =>
  `CREATE TABLE ${partitionOf(run)} (LIKE result, CHECK (run = ${run}));
   ALTER TABLE ${partitionOf(run)} ALTER run SET DEFAULT ${run}`
/** When all results are there, they get their key and belong to the rest: put one by one into a key, they cost thrice. */
export const closeRun = (run: number): string =>
  `ALTER TABLE ${partitionOf(run)} ADD PRIMARY KEY (household_no, run);
   ALTER TABLE result ATTACH PARTITION ${partitionOf(run)} FOR VALUES IN (${run})`
export const appendTo = (table: string): string =>
  `COPY ${table} (household_no, class, amount, reasons) FROM STDIN (FORMAT binary)`
export const partitionOf = (run: number): string => `result_of_run_${run}`
/** Results of runs over a few lie together; which run it is, the session says. */
export const fewResults = 'result_of_few'
export const nameRun = (run: number): string => `SET LOCAL bench.run = ${run}`

const texts = (values: readonly string[]): string => `ARRAY[${values.map((value) => `'${value}'`).join(', ')}]`

/** Tables and synthetic rows, the same each time: chance comes from hashes of the numbers. */
export function layTables(households: number, [reasons, levels]: readonly (readonly string[])[]): string {
  const chance = (of: string, seed: number): string => `abs(hashint8extended(${of}, ${seed}) % 1000000)::int4`
  const person = (seed: number): string => chance('no * 10::int8 + position', seed)
  const money = (seed: number, share: number, high: number): string =>
    `CASE WHEN ${person(seed)} < ${share} THEN ${person(seed + 50)} % ${high} ELSE 0 END`
  const flag = (seed: number, share: number): string => `nullif(${person(seed)}, 7) < ${share}`
  return `
    CREATE TABLE household (no int4 PRIMARY KEY, place int2, deposits int4, homes int2, vehicles int2, unable bool);
    CREATE TABLE person (household_no int4, position int2, reason text, born date, disability text, ill bool, studies bool,
      local bool, wages int4, business int4, property int4, transfers int4, yearly int4, deducted int4,
      PRIMARY KEY (household_no, position));
    CREATE TABLE result (household_no int4 NOT NULL, run int4 NOT NULL DEFAULT current_setting('bench.run')::int4,
      class text, amount int8, reasons int4, PRIMARY KEY (household_no, run)) PARTITION BY LIST (run);
    CREATE TABLE ${fewResults} PARTITION OF result DEFAULT;
    INSERT INTO household SELECT no, ${chance('no', 1)} % 100, ${chance('no', 2)} * 10, ${chance('no', 3)} % 3,
      nullif(${chance('no', 4)} % 5, 4) / 3, ${chance('no', 5)} < 50000 FROM generate_series(1, ${households}) AS no;
    INSERT INTO person SELECT no, position, (${texts(reasons!)})[1 + greatest(0, ${person(6)} % 20 - 16)],
      DATE '1930-01-01' + ${person(7)} % 34000, (${texts(levels!)})[1 + greatest(0, ${person(8)} % 40 - 35)],
      ${flag(9, 60_000)}, ${flag(10, 150_000)}, ${flag(11, 900_000)}, ${money(12, 450_000, 400_000)},
      ${money(13, 100_000, 200_000)}, ${money(14, 50_000, 50_000)}, ${money(15, 200_000, 100_000)},
      ${money(16, 100_000, 900_000)}, ${money(17, 100_000, 60_000)}
    FROM household, generate_series(1, 1 + no % 4) AS position;
    ANALYZE household; ANALYZE person;`
}
