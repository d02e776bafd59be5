/** Columns as wide as their widest cell; the last one runs free. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
  }
  return rows
    .map((row) => row.map((cell, column) => padded(cell, row, column, widths)).join('  '))
    .join('\n');
}

function padded(cell: string, row: readonly string[], column: number, widths: readonly number[]): string {
  if (column === row.length - 1) return cell;
  return cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
}

/** Cells on a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(
        character,
      )
        ? 2
        : 1;
  return width;
}
