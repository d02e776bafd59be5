/** Cases of one family may be merged. `129999` (unsure) belongs to every family. */
export function sameFamily(one: string, other: string): boolean {
  return one === '129999' || other === '129999' || one.slice(0, 2) === other.slice(0, 2);
}
