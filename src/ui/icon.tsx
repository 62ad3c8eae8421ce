/** Small drawings that say the same as the words beside them; hidden from screen readers. Drawn on a 24 × 24 grid. */
const drawings = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20 20',
  menu: 'M4 7h16M4 12h16M4 17h16',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  switch: 'M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4',
  notices: 'M6.5 17V11a5.5 5.5 0 0 1 11 0v6M4.5 17h15M10 20.5h4M12 3.5v2',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  sort: 'm8 9 4-4 4 4M8 15l4 4 4-4',
} as const

export type IconName = keyof typeof drawings

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path d={drawings[name]} />
  </svg>
)

/** The mark of the product: three who stand together and overlap. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
    <circle class="mark-a" cx="14" cy="15" r="10" />
    <circle class="mark-b" cx="26" cy="15" r="10" />
    <circle class="mark-c" cx="20" cy="26" r="10" />
  </svg>
)
