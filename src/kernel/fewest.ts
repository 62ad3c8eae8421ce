/** Fewer people, or kindergartens, than these are never told about: what is shown is of so many or nothing. The functions of the database hold to the same number. */
export const fewest = 5
