/** At most `most` signs (UTF-16 units, as forms and spreadsheets count them): a longer text is cut and ends with '…', never in the middle of a sign. */
export const shorten = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed().replace(/\ufffd$/u, '').trimEnd()}…`)
