/**
 * The look of every document, in Typst. A fixed program: what a document says arrives as data (JSON in `sys.inputs`) and becomes text as it
 * stands, so nothing written by a person is ever read as Typst. Colours are those of `ui/theme.css`.
 */
export const template = String.raw`
#let d = json(bytes(sys.inputs.document))
#let ink = rgb("#2f2b26")
#let subtle = rgb("#58544e")
#let green = rgb("#0f6152")
#let dark = rgb("#033229")
#let apricot = rgb("#e29d5e")
#let tint = rgb("#edf5f3")
#let warm = rgb("#f7f2ec")
#let rule = rgb("#d0cbc3")
#let small(body) = text(size: 8.5pt, fill: subtle, body)

#set document(title: d.title, author: d.sender, date: datetime(year: d.at.year, month: d.at.month, day: d.at.day, hour: d.at.hour, minute: d.at.minute, second: 0))
#set text(font: "Inter", size: 10pt, fill: ink, lang: d.lang, region: d.region, hyphenate: true)
#set par(leading: 0.72em, spacing: 1.1em, justify: false)
#set page(
  paper: "a4",
  margin: (top: 3.1cm, bottom: 2.6cm, x: 2.4cm),
  header-ascent: 0.9cm,
  header: grid(columns: (auto, 1fr, auto), column-gutter: 8pt, align: (left + horizon, left + horizon, right + horizon),
    box(width: 20pt, height: 18pt, {
      place(dx: 2pt, circle(radius: 5pt, fill: green))
      place(dx: 8pt, circle(radius: 5pt, fill: apricot.transparentize(20%)))
      place(dx: 5pt, dy: 6pt, circle(radius: 5pt, fill: rgb("#3c8574").transparentize(20%)))
    }), small(d.sender), small(d.reference)),
  footer: { line(length: 100%, stroke: 0.5pt + rule); v(-4pt); grid(columns: (1fr, auto), small(d.date), context small(d.page.replace("{page}", str(counter(page).get().first())).replace("{total}", str(counter(page).final().first())))) },
)
#set heading(numbering: none)
#show heading: set text(fill: dark, hyphenate: false)
#show heading: set par(leading: 0.5em)
#show heading.where(level: 1): set text(size: 20pt, weight: 700)
#show heading.where(level: 1): set block(above: 0pt, below: 14pt)
#show heading.where(level: 2): set text(size: 13pt, weight: 600)
#show heading.where(level: 2): set block(above: 24pt, below: 11pt, sticky: true)
#show heading.where(level: 3): set text(size: 10.5pt, weight: 600)
#show heading.where(level: 3): set block(above: 17pt, below: 9pt, sticky: true)
#set list(marker: text(fill: green, "•"), spacing: 0.75em, body-indent: 0.6em)
#set enum(spacing: 0.75em, body-indent: 0.6em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt + green } else { 0.5pt + rule }), inset: (x: 6pt, y: 6pt), fill: (x, y) => if y == 0 { tint })
#show table.cell.where(y: 0): set text(weight: 600, fill: dark)
#show table: set text(size: 9pt)
#show table: set par(leading: 0.6em)
#show figure: set block(breakable: true, above: 14pt, below: 16pt)
#show figure: set align(start)
#show figure.caption: it => block(below: 6pt, sticky: true, text(weight: 600, size: 9pt, fill: subtle, it.body))

#let lines(one) = one.join(linebreak())
#let paragraphs(all) = for one in all { par(lines(one)) }
#let write(b) = {
  if b.kind == "heading" { heading(level: b.level + 1, b.text) }
  else if b.kind == "text" { paragraphs(b.text) }
  else if b.kind == "facts" {
    line(length: 100%, stroke: 0.5pt + rule)
    v(-7pt)
    list(marker: none, indent: 0pt, body-indent: 0pt, spacing: 0pt, ..b.rows.map(row => block(width: 100%, inset: (y: 6pt), stroke: (bottom: 0.5pt + rule), above: 0pt, below: 0pt,
      grid(columns: (4.6cm, 1fr), column-gutter: 0.5cm, text(weight: 600, fill: subtle, row.term), lines(row.value)))))
  }
  else if b.kind == "list" { list(..b.items.map(lines)) }
  else if b.kind == "numbered" { enum(..b.items.map(lines)) }
  else if b.kind == "table" {
    figure(kind: table, supplement: none, numbering: none, caption: figure.caption(position: top, b.caption),
      table(columns: range(b.numeric.len()).map(at => if b.numeric.at(at) { auto } else { b.widths.at(at) * 1fr }), align: (x, y) => if b.numeric.at(x) { right + top } else { left + top },
        table.header(..b.titles), ..b.rows.flatten().map(cell => table.cell(cell))))
  }
  else if b.kind == "timeline" {
    list(spacing: 1.1em, ..b.events.map(event => {
      small(event.when); linebreak()
      text(weight: 600, event.what)
      if event.by != "" { linebreak(); small(event.by) }
      if event.detail.len() > 0 { paragraphs(event.detail) }
    }))
  }
  else if b.kind == "note" {
    block(fill: warm, inset: (left: 12pt, rest: 10pt), stroke: (left: 2.5pt + apricot), width: 100%, breakable: true, above: 14pt, below: 14pt, {
      if b.title != "" { par(text(weight: 600, fill: dark, b.title)) }
      paragraphs(b.text)
    })
  }
  else if b.kind == "cards" {
    grid(columns: (1fr, 1fr), ..b.items.map(card => block(width: 100%, height: 5.2cm, breakable: false, inset: 10pt, stroke: (paint: subtle, thickness: 0.5pt, dash: "dashed"),
      grid(columns: (3.2cm, 1fr), column-gutter: 10pt, image(bytes(card.svg), format: "svg", width: 3.2cm, alt: card.alt), { par(text(weight: 600, fill: dark, hyphenate: false, card.title)); set text(size: 8.5pt); paragraphs(card.text) }))))
  }
  else if b.kind == "picture" { block(above: 14pt, below: 10pt, breakable: false, image(bytes(b.svg), format: "svg", width: 9.5cm, alt: b.alt)) }
  else if b.kind == "wide" { page(flipped: true, for one in b.body { write(one) }) }
  else if b.kind == "page-break" { pagebreak(weak: true) }
}

#if d.above != "" { block(below: 10pt, text(size: 9.5pt, weight: 600, fill: green, par(d.above))) }
#heading(level: 1, d.title)
#if d.intro.len() > 0 { block(below: 18pt, text(size: 11pt, paragraphs(d.intro))) }
#for b in d.body { write(b) }
`
