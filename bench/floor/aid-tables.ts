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

/** Fields of a result after the number of its household, each under the name of the decision that gives it. */
export const resultFields = (classes: readonly string[]): readonly CopyField[] => [
  { path: 'household_no', type: 'int4' },
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
/** The newest result of each household that has one. */
export const lastResults = (wanted: Wanted): string =>
  `SELECT DISTINCT ON (household_no) household_no, class, amount, reasons FROM result
   WHERE ${wanted('household_no')} ORDER BY household_no, run DESC`

/** Households from a number on and until before another, whose results lie together. */
export interface Stretch {
  readonly from: number
  readonly until: number
}
const stretchTable = ({ from }: Stretch): string => `result_from_${from}`
/** What a run over everybody finds has a table of its own in each stretch; what a run over a few finds lies together. */
export const runTable = (stretch: Stretch, run: number): string => `${stretchTable(stretch)}_of_run_${run}`
export const openRun = (stretch: Stretch, run: number): string =>
  `CREATE TABLE ${runTable(stretch, run)} (LIKE result,
     CHECK (run = ${run} AND household_no >= ${stretch.from} AND household_no < ${stretch.until}));
   ALTER TABLE ${runTable(stretch, run)} ALTER run SET DEFAULT ${run}`
/** When all results of a stretch are there, they get their key: put one by one into a key, they cost thrice. */
export const keyRun = (stretch: Stretch, run: number): string =>
  `ALTER TABLE ${runTable(stretch, run)} ADD PRIMARY KEY (household_no, run)`
/** Then they belong to the rest. Nobody may be reading the results of runs over a few. */
export const joinRun = (stretch: Stretch, run: number): string =>
  `ALTER TABLE ${stretchTable(stretch)} ATTACH PARTITION ${runTable(stretch, run)} FOR VALUES IN (${run})`
export const appendTo = (table: string): string =>
  `COPY ${table} (household_no, class, amount, reasons) FROM STDIN (FORMAT binary)`
export const nameRun = (run: number): string => `SET LOCAL bench.run = ${run}`

const layStretch = (stretch: Stretch): string => `
    CREATE TABLE ${stretchTable(stretch)} PARTITION OF result FOR VALUES FROM (${stretch.from}) TO (${stretch.until})
      PARTITION BY LIST (run);
    CREATE TABLE ${stretchTable(stretch)}_of_few PARTITION OF ${stretchTable(stretch)} (PRIMARY KEY (household_no, run)) DEFAULT;`
const texts = (values: readonly string[]): string => `ARRAY[${values.map((value) => `'${value}'`).join(', ')}]`

/** Tables and synthetic rows, the same each time: chance comes from hashes of the numbers. */
export function layTables(
  households: number,
  stretches: readonly Stretch[],
  [reasons, levels]: readonly (readonly string[])[],
): string {
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
      class text, amount int8, reasons int4) PARTITION BY RANGE (household_no);
    ${stretches.map(layStretch).join('')}
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
