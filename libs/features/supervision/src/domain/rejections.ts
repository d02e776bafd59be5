import { rejectionsOf } from '#kernel';

/** Every no of this room: `code: [kind, English, Chinese]`. Codes are stable, programs rely on them. */
export const refuse = rejectionsOf({
  'channel-not-found': ['not-found', 'There is no such channel.', '没有这个通知渠道。'],
  'channel-exists': ['conflict', 'A channel with this id was opened already.', '该编号的通知渠道已经开通。'],
  'unknown-unit': ['invalid', 'There is no such unit, or it is closed.', '没有这个单位，或该单位已撤销。'],
  'secret-missing': [
    'invalid',
    'A webhook is signed: give a secret of at least 16 characters.',
    'Webhook 须签名：请提供不少于 16 个字符的密钥。',
  ],
  'address-refused': [
    'invalid',
    'Notices cannot be sent to this address: it must be https, without credentials, and on the public internet.',
    '不能向该地址发送通知：须为 https、不含账号口令且位于公网。',
  ],
  'not-permitted': ['forbidden', 'Your positions do not allow this here.', '您的岗位在此无权进行该操作。'],
});
