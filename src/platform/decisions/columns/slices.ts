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

/** By memory and module: parts of a caseload that follow each other lie in one memory, and nothing outlives it. */
const made = new WeakMap<WebAssembly.Memory, WeakMap<WebAssembly.Module, WebAssembly.Exports>>()

/** What a module exports over a memory; made once. */
export function exportsOver(memory: WebAssembly.Memory, module: WebAssembly.Module): WebAssembly.Exports {
  const known = made.get(memory) ?? new WeakMap<WebAssembly.Module, WebAssembly.Exports>()
  made.set(memory, known)
  const exports = known.get(module) ?? new WebAssembly.Instance(module, { caseload: { memory } }).exports
  known.set(module, exports)
  return exports
}

/** The functions of a module over a memory, by size. */
export function kernelFunctions(module: WebAssembly.Module, memory: WebAssembly.Memory): Functions {
  const exports = exportsOver(memory, module)
  return (size) => exports[kernelName(size)] as KernelFunction
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
