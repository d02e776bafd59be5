export * from './commands/channel.commands.js';
export type * from './domain/channel.events.js';
export { CHANNEL_KINDS } from './domain/channel.events.js';
export { NOTICE_TYPES, type NoticeType } from './domain/notice-types.js';
