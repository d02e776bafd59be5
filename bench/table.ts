/** One figure, what it has to reach, and the floor or peer of the same run that it stands beside. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** As the project wants it, for example `≥ 15,000`. */
  readonly reach?: string;
  readonly floor?: { readonly name: string; readonly value: number };
}

/** Measures in a folder of its own that is deleted afterwards. */
export type Section = (folder: string) => Promise<readonly Figure[]>;

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, reach = '', floor }) => [
    name,
    `${plain(value)} ${unit}`,
    reach,
    floor ? `${floor.name}: ${plain(floor.value)}` : '',
  ]);
  const all = [['figure · 指标', 'seen · 实测', 'reach · 目标', 'beside it · 对照'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

function plain(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
