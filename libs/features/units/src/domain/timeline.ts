/** A value that holds from a moment on, until the next one; milliseconds since 1970. */
export interface Dated<Value> {
  readonly from: number;
  readonly value: Value;
}

/** What held when: ascending by `from`. Entries ahead of now are plans. */
export type Timeline<Value> = readonly Dated<Value>[];

export function valueAt<Value>(timeline: Timeline<Value>, time: number): Value | undefined {
  return timeline.findLast(({ from }) => from <= time)?.value;
}

/** The latest word counts from its date on: what was planned for that date or later is dropped. */
export function replacedFrom<Value>(timeline: Timeline<Value>, from: number, value: Value): Timeline<Value> {
  return [...timeline.filter((entry) => entry.from < from), { from, value }];
}

/** Whether saying `value` from `from` on would say nothing new. */
export function saysAlready<Value>(
  timeline: Timeline<Value>,
  from: number,
  same: (held: Value) => boolean,
): boolean {
  const held = timeline.findLast((entry) => entry.from <= from);
  return held !== undefined && held === timeline.at(-1) && same(held.value);
}
