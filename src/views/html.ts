const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** The text may stand in a page, or between the quotes of an attribute; control characters are left out. */
export const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ').replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)

/** Every page that cl makes begins so. */
export const madeHere = '<!doctype html>\n<!-- A page of cl -->'

/** The page takes nothing from elsewhere. `body` is HTML. */
export const htmlPage = (title: string, body: string): string => `${madeHere}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`

const style = `
:root { --paper: #fff; --ink: #1d1f23; --quiet: #5c626b; --line: #d9dce1; --panel: #f5f6f8; --good: #2c7a5b; --bad: #b4472f; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8eaed; --quiet: #a3a9b3; --line: #34383e; --panel: #1f2226; --good: #5fb994; --bad: #e58a70; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .2rem; }
h2 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
h3 { font-size: .85rem; margin: .6rem 0 .1rem; color: var(--quiet); font-weight: 600; }
p { margin: .2rem 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
ul { margin: .1rem 0; padding-left: 1.1rem; }
li, td, h1, dd, .figures { overflow-wrap: anywhere; }

dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .8rem; margin: .2rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
.figures { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .6rem; margin: 1rem 0 0; }
.figures div { background: var(--panel); border-radius: .5rem; padding: .6rem .8rem; }
.figures b { display: block; font-size: 1.6rem; line-height: 1.2; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.5rem; }
svg { display: block; width: 100%; min-width: 32rem; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.number, .one-line { white-space: nowrap; }
.words { min-width: 6rem; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.only-printed { display: none; }
/* The oldest weeks are those that do not fit. */
.chart { direction: rtl; }
.chart svg { direction: ltr; }
@media screen and (max-width: 40rem) {
  .stacked, .stacked tbody { display: block; }
  .stacked thead { display: none; }
  .stacked tr { display: flex; flex-wrap: wrap; gap: 0 .8rem; padding: .3rem 0; border-bottom: 1px solid var(--line); }
  .stacked td { padding: 0; border: 0; }
  .stacked td.words:last-child { flex-basis: 100%; }
  .figures { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .columns { grid-template-columns: minmax(0, 1fr); }
}
@page { margin: 10mm; }
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --panel: #fff; --good: #2c7a5b; --bad: #b4472f; }
  body { font-size: 9px; line-height: 1.35; }
  main { max-width: none; padding: 0; }
  .figures { grid-template-columns: repeat(4, minmax(0, 1fr)); margin-top: 6px; padding-right: 1px; }
  .figures div { border: 1px solid var(--line); padding: 3px 6px; }
  .figures b { font-size: 14px; }
  .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  h1 { font-size: 16px; }
  h2 { font-size: 11px; margin: 6px 0 2px; }
  h3 { font-size: 9px; margin: 3px 0 0; }
  table { font-size: 9px; }
  th, td { padding: 1px 6px 1px 0; }
  .words { min-width: 0; }
  .text { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  li.short { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .scroll { overflow: visible; }
  svg { min-width: 0; max-height: 26mm; }
  h2 { break-after: avoid; }
  dl { gap: 0 6px; }
  .not-printed { display: none; }
  .only-printed { display: block; }
}
`
