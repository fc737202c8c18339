const beijing = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' })

/** `2026-03-02 09:01`, the time in the county, wherever the browser stands. */
export const momentText = (iso: string): string => beijing.format(new Date(iso))
