const PAGE = 200;

/** All of a list that is read page by page, each after the last key of the one before. */
export async function pagesOf<Item>(
  page: (after: string, limit: number) => Promise<readonly Item[]>,
  keyOf: (item: Item) => string,
): Promise<Item[]> {
  const all: Item[] = [];
  for (;;) {
    const last = all.at(-1);
    const items = await page(last === undefined ? '' : keyOf(last), PAGE);
    all.push(...items);
    if (items.length < PAGE) return all;
  }
}
