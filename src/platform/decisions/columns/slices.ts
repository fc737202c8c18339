/** What a thread needs to take part in a run, and nothing else: it starts in no time. */

export const kernelName = (size: number): string => `size${size}`

/** Tiles of one call: a fraction of a millisecond, so that workers share the work evenly. */
export const sliceTiles = 1024
const sliceFields = 5

/** One run as workers see it: what to call, with which arguments, over which memory. */
export interface Sheet {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  /** Size, tile, results, row and number of tiles of each slice. */
  readonly slices: Uint32Array<SharedArrayBuffer>
  /** Next slice to take, and whether to stop. */
  readonly cursor: Int32Array<SharedArrayBuffer>
}

type KernelFunction = (tile: number, out: number, row: number, count: number) => void

type Functions = (size: number) => KernelFunction

/** Modules as they were last used: parts of a caseload that follow each other lie in the same memory. */
const lastUsed = new WeakMap<
  WebAssembly.Module,
  { readonly memory: WebAssembly.Memory; readonly functions: Functions }
>()

/** The functions of a module over a memory, by size. */
export function kernelFunctions(module: WebAssembly.Module, memory: WebAssembly.Memory): Functions {
  const last = lastUsed.get(module)
  if (last?.memory === memory) return last.functions
  const { exports } = new WebAssembly.Instance(module, { caseload: { memory } })
  const functions: Functions = (size) => exports[kernelName(size)] as KernelFunction
  lastUsed.set(module, { memory, functions })
  return functions
}

/** Takes slices until there are none or somebody says stop. */
export function work({ slices, cursor }: Sheet, functions: (size: number) => KernelFunction): void {
  const count = slices.length / sliceFields
  while (Atomics.load(cursor, 1) === 0) {
    const slice = Atomics.add(cursor, 0, 1)
    if (slice >= count) return
    const [size, tile, out, row, tiles] = slices.subarray(slice * sliceFields, (slice + 1) * sliceFields)
    functions(size!)(tile!, out!, row!, tiles!)
  }
}
