import { rejectionsOf } from '#kernel';

/** Every no of this room. A refused sign-in never tells whether the account exists. */
export const refuse = rejectionsOf({
  'wrong-sign-in': ['unauthenticated', 'The sign-in or the password is wrong.', '登录名或密码错误。'],
  'wrong-password': ['forbidden', 'The present password is wrong.', '当前密码错误。'],
  'too-many-attempts': ['too-many', 'Too many attempts; try again later.', '尝试次数过多,请稍后再试。'],
  'sign-in-taken': ['conflict', 'Somebody has this sign-in already.', '该登录名已被使用。'],
  'account-exists': ['conflict', 'This person has an account already.', '此人已有账号。'],
  'account-not-found': ['not-found', 'This person has no account.', '此人没有账号。'],
  'password-too-short': ['invalid', 'A password has at least 10 characters.', '密码至少 10 个字符。'],
  'password-too-long': ['invalid', 'A password has at most 128 characters.', '密码最多 128 个字符。'],
  'password-is-sign-in': ['invalid', 'The password must not be the sign-in.', '密码不能与登录名相同。'],
});
