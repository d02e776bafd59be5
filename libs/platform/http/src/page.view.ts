/** Of `next` in a list that is shown page by page, for its `ApiProperty`. */
export const NEXT_PAGE = {
  type: String,
  nullable: true,
  description: 'There may be more: ask again with this as `after`. Null: this was the last page.',
};
