import { rejectionsOf } from '#kernel';

export const refuseMigration = rejectionsOf({
  'migration-not-found': ['not-found', 'No such migration was ordered.', '没有这次目录迁移。'],
});
