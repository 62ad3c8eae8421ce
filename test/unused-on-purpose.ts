/** Nothing uses this file: the gate for unused code proves that it looks by finding it, and only it. */
export const nobodyReadsThis = true
