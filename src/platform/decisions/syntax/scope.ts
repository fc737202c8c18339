import { type Type, anyType } from '../values/type.ts'
import { nameKey } from './names.ts'
import type { Role } from './node.ts'

/** Counts the slots that one piece of decision logic needs for its variables. */
export class Slots {
  size = 0

  take(): number {
    this.size += 1
    return this.size - 1
  }
}

export interface Binding {
  readonly name: string
  readonly slot: number
  readonly type: Type
  readonly role: Role
  /** What stands for it in a sentence, where its name says nothing to a reader: of `?` what is tested. */
  readonly shown?: string
}

export type Found =
  | { readonly kind: 'binding'; readonly binding: Binding }
  | {
      readonly kind: 'entry'
      readonly slot: number
      readonly itemType: Type
      readonly name: string
      readonly type: Type
    }

/** Names that an expression can use. A scope of a filter also offers the entries of the item. */
export class Scope {
  readonly slots: Slots
  private readonly parent: Scope | null
  private readonly bindings = new Map<string, Binding>()
  private readonly item: Binding | null

  constructor(slots: Slots, parent: Scope | null = null, item: Binding | null = null) {
    this.slots = slots
    this.parent = parent
    this.item = item
    if (item) this.bindings.set('item', item)
  }

  child(item: Binding | null = null): Scope {
    return new Scope(this.slots, this, item)
  }

  declare(
    name: string,
    type: Type = anyType,
    role: Role = 'variable',
    slot = this.slots.take(),
    shown = name,
  ): Binding {
    const binding: Binding = { name, slot, type, role, shown }
    this.bindings.set(nameKey(name), binding)
    return binding
  }

  /** The meaning of a name here, and the slots of filter items that may hold an entry of that name. */
  find(name: string): { found: Found | null; maybeIn: readonly number[] } {
    const key = nameKey(name)
    const { item } = this
    const entry = item?.type.kind === 'context' ? entryOf(item.type.entries, key) : undefined
    if (item && entry) return { found: { kind: 'entry', slot: item.slot, itemType: item.type, ...entry }, maybeIn: [] }
    const mayHoldMore = item?.type.kind === 'any' || (item?.type.kind === 'context' && item.type.entries.size === 0)
    const binding = this.bindings.get(key)
    const outer = binding
      ? { found: { kind: 'binding', binding } as const, maybeIn: [] }
      : (this.parent?.find(name) ?? { found: null, maybeIn: [] })
    return item && mayHoldMore && key !== 'item'
      ? { found: outer.found, maybeIn: [item.slot, ...outer.maybeIn] }
      : outer
  }

  /** All names with their types, inner ones last, for the parser and for guesses. */
  visible(): Map<string, Type> {
    const names = this.parent?.visible() ?? new Map<string, Type>()
    if (this.item?.type.kind === 'context') for (const [name, type] of this.item.type.entries) names.set(name, type)
    for (const binding of this.bindings.values()) names.set(binding.name, binding.type)
    return names
  }
}

function entryOf(entries: ReadonlyMap<string, Type>, key: string): { name: string; type: Type } | undefined {
  const direct = entries.get(key)
  if (direct) return { name: key, type: direct }
  for (const [name, type] of entries) if (nameKey(name) === key) return { name, type }
  return undefined
}
export const findEntryType = (entries: ReadonlyMap<string, Type>, name: string) => entryOf(entries, nameKey(name))
