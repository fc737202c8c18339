/** Node's arguments for a command line verb. */
export const commandArguments: readonly string[]
