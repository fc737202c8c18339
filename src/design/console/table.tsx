import { Table } from 'antd'
import { useRef, type ReactNode } from 'react'
import { useSay, type Words } from './language.tsx'
import { Pages } from './list-pages.tsx'
import { useTableKeys } from './table-keys.ts'
import { closesPage, FilteredAway, Trouble, Waiting } from './table-states.tsx'
import type { TableUrl } from './table-url.ts'

export interface Column<Row> extends Words {
  readonly name: string
  readonly cell: (row: Row) => ReactNode
  readonly align?: 'right'
  /** Names the row for a screen reader and heads its card on a phone. Exactly one column. */
  readonly isHead?: boolean
  /** May be left out on a phone. */
  readonly isOptional?: boolean
  /** Value of `order` in the address that sorts by this column. */
  readonly order?: string
  /** The sum below the column, over everything the filter matched. */
  readonly total?: ReactNode
}

export interface DataTableProps<Row> {
  /** What the table is: read out before it, and the name of its region. */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly keyOf: (row: Row) => string
  /** How many the filter matched in all; pages are made of it. */
  readonly count: number
  readonly pageSize: number
  readonly url: TableUrl
  readonly isWaiting: boolean
  readonly error: unknown
  readonly onRetry: () => void
  /** The filter in words, or null when nothing is filtered. */
  readonly filters: string | null
  readonly empty: ReactNode
  readonly waitingFor: string
  readonly rowClass?: (row: Row) => string
  /** Every value says by itself what it is: on a phone they stand beside each other without their names. */
  readonly isLean?: boolean
}

/**
 * Every list of the console. No `scroll` of antd: its hidden copy of the head fails axe. The region around it can be
 * focused, so that a keyboard can move what is wider than the screen; on a phone each row becomes a card.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, url, caption, count, pageSize } = props
  const say = useSay()
  const region = useRef<HTMLDivElement>(null)
  useTableKeys(region)
  closesPage(props.error)
  if (props.error !== null && props.error !== undefined) return <Trouble error={props.error} onRetry={props.onRetry} />
  if (rows === undefined) return <Waiting what={props.waitingFor} />
  const pages = {
    ...{ page: Number(url.state['page'] ?? 1), size: pageSize, all: count },
    onPage: (page: number) => {
      url.set({ page })
      region.current?.scrollIntoView({ block: 'start' })
    },
  }
  // A page after the last one: there are rows, on other pages.
  if (rows.length === 0 && count > 0) return <Pages {...pages} />
  if (rows.length === 0)
    return props.filters === null ? (
      <>{props.empty}</>
    ) : (
      <FilteredAway filters={props.filters} onClear={() => url.clear()} />
    )
  return (
    <div
      className={`dt${props.isLean === true ? ' lean' : ''}${props.isWaiting ? ' is-waiting' : ''}`}
      ref={region}
      role="region"
      aria-label={caption}
      aria-busy={props.isWaiting}
      tabIndex={0}
    >
      <Pages {...pages} isAbove />
      <Table<Row>
        size="small"
        dataSource={[...rows]}
        rowKey={props.keyOf}
        {...(props.rowClass === undefined ? {} : { rowClassName: props.rowClass })}
        columns={columns.map((column) => antdColumn(column, say(column), url))}
        pagination={false}
        summary={() => (columns.some(({ total }) => total !== undefined) ? <Totals columns={columns} /> : null)}
      />
      <Pages {...pages} />
      <p className="keys">
        <kbd>j</kbd> <kbd>k</kbd> {say('上下', 'move')} · <kbd>Enter</kbd> {say('打开', 'open')} · <kbd>/</kbd>{' '}
        {say('查找', 'find')}
      </p>
    </div>
  )
}

function antdColumn<Row>(column: Column<Row>, label: string, url: TableUrl) {
  const className = [
    column.align === 'right' ? 'r' : '',
    column.isHead === true ? 'head' : '',
    column.isOptional === true ? 'opt' : '',
  ]
    .filter((name) => name !== '')
    .join(' ')
  return {
    key: column.name,
    title: column.order === undefined ? label : <SortLink label={label} order={column.order} url={url} />,
    className,
    ...(column.isHead === true ? { rowScope: 'row' as const } : {}),
    onCell: () => ({ 'data-label': label }) as object,
    render: (_: unknown, row: Row) => column.cell(row),
  }
}

function SortLink({ label, order, url }: { label: string; order: string; url: TableUrl }) {
  const say = useSay()
  const isOn = url.state['order'] === order
  return (
    <button
      type="button"
      className="sort"
      aria-pressed={isOn}
      onClick={() => url.set({ order: isOn ? undefined : order })}
    >
      {label}
      <span aria-hidden="true">{isOn ? ' ▾' : ''}</span>
      <span className="vh">{isOn ? say('，按它排着', ', sorted by this') : say('，按它排', ', sort by this')}</span>
    </button>
  )
}

function Totals<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <Table.Summary>
      <Table.Summary.Row className="tot">
        {columns.map((column, index) => (
          <Table.Summary.Cell
            key={column.name}
            index={index}
            {...(column.align === 'right' ? { align: 'right' as const } : {})}
            className={column.isOptional === true ? 'opt' : ''}
          >
            {column.total ?? null}
          </Table.Summary.Cell>
        ))}
      </Table.Summary.Row>
    </Table.Summary>
  )
}
