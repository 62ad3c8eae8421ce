export type BarPart = { readonly label: string; /** Written out: 'kr 250 000'. */ readonly value: string; /** In any unit, the same for all parts; nothing below zero. */ readonly size: number; readonly tone: 1 | 2 | 3 | 4 | 5 }

const width = 1000
const height = 28

/**
 * What a whole is made of, as one bar with its parts side by side, and under it what each is. Drawn for the eye: the page has the same numbers as a table, which is what is read aloud.
 * @param whole the length of the bar; the parts' sum when that is more
 */
export const ShareBar = ({ parts, whole = 0 }: { readonly parts: readonly BarPart[]; readonly whole?: number }) => {
  const shown = parts.filter(({ size }) => size > 0)
  const all = Math.max(whole, shown.reduce((sum, { size }) => sum + size, 0))
  const before = (index: number) => shown.slice(0, index).reduce((sum, { size }) => sum + size, 0)
  const along = (size: number) => Math.round((size / all) * width * 10) / 10
  return (
    <div class="share-bar" aria-hidden="true">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" focusable="false">
        <rect class="share-bar-whole" x="0" y="0" width={width} height={height} />
        {all > 0 && shown.map((part, index) => <rect class={`share-bar-part share-bar-${part.tone}`} x={along(before(index))} y="0" width={Math.max(2, along(part.size))} height={height} />)}
      </svg>
      <ul>
        {parts.map((part) => (
          <li>
            <svg class="share-bar-key" viewBox="0 0 12 12" focusable="false">
              <rect class={`share-bar-part share-bar-${part.tone}`} x="0" y="0" width="12" height="12" />
            </svg>
            {part.label} <strong>{part.value}</strong>
          </li>
        ))}
      </ul>
    </div>
  )
}
