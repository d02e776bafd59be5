import { rejectionsOf } from '#kernel';

/** Every no of this room: `code: [kind, English, Chinese]`. Codes are stable, programs rely on them. */
export const refuse = rejectionsOf({
  'unit-not-found': ['not-found', 'There is no such unit.', '没有这个单位。'],
  'unit-exists': ['conflict', 'Another unit has this id already.', '该编号已被另一单位使用。'],
  'unit-closed': ['conflict', 'The unit is closed by then.', '届时该单位已撤销。'],
  'malformed-unit-id': [
    'invalid',
    'A unit id has 1 to 64 letters, digits, "-" or "_".',
    '单位编号由 1 至 64 个字母、数字、“-”或“_”组成。',
  ],
  'unknown-parent': ['invalid', 'There is no such higher unit.', '没有这个上级单位。'],
  'wrong-parent-level': [
    'invalid',
    'A unit of this level does not belong there.',
    '该层级的单位不能设在此处。',
  ],
  'parent-not-open': [
    'conflict',
    'The higher unit is not open for all of that time.',
    '上级单位在该期间并非一直存在。',
  ],
  'children-open': ['conflict', 'Units below are open longer than that.', '届时仍有下级单位未撤销。'],
  'group-covers-addresses': [
    'conflict',
    'A group of it still covers addresses; hand them to another group first.',
    '所辖小组仍联系着住户地址,请先移交给其他小组。',
  ],
  'wrong-external-kind': [
    'invalid',
    'External units, and only they, say what they are.',
    '外部单位须注明类别,其他单位不得注明。',
  ],
  'wrong-date': ['invalid', 'The date is not readable or too far ahead.', '日期无法识别或过于久远。'],
  'before-last-change': [
    'conflict',
    'An earlier change took effect after that date.',
    '该日期之后已有变更生效,不能倒填。',
  ],
  'not-a-committee': ['invalid', 'This is not an open committee.', '这不是在册的村(社区)。'],
  'malformed-address': [
    'invalid',
    "An address code is the committee's id, a hyphen and 1 to 16 letters or digits.",
    '地址编码为村(社区)编号加“-”再加 1 至 16 个字母或数字。',
  ],
  'unknown-address': ['invalid', 'These addresses are not registered here.', '这些地址未在此登记。'],
  'address-covered': ['conflict', 'Another group covers these addresses.', '这些地址已由其他小组联系。'],
  'contradictory-addresses': [
    'invalid',
    'An address cannot be added and removed at once.',
    '同一地址不能同时增加和移除。',
  ],
  'not-a-group-here': [
    'invalid',
    'This is not a group of the committee, or it closes or leaves.',
    '这不是本村(社区)的小组,或该小组将撤销、划出。',
  ],
  'person-not-found': ['not-found', 'There is no such person.', '没有这个人员。'],
  'sign-in-taken': ['conflict', 'Somebody has this sign-in already.', '该登录名已被使用。'],
  'malformed-sign-in': [
    'invalid',
    'A sign-in has 2 to 64 letters, digits, ".", "-", "_" or "@".',
    '登录名由 2 至 64 个字母、数字或“.-_@”组成。',
  ],
  'name-missing': ['invalid', 'Give a name in Chinese or in English.', '请填写中文或英文姓名。'],
  'role-does-not-fit': ['invalid', 'There is no such role at this level.', '该层级没有这个岗位。'],
  'wrong-period': [
    'invalid',
    'The end lies before the beginning or in the past.',
    '结束时间早于开始时间或已过。',
  ],
  'position-held': [
    'conflict',
    'The person holds this position then, with other dates.',
    '该人员届时已任此岗位,起止时间不同。',
  ],
  'position-not-held': ['not-found', 'The person does not hold this position.', '该人员未任此岗位。'],
  'mandate-too-long': ['invalid', 'A mandate lasts 90 days at most.', '代理期限最长 90 天。'],
  'mandate-exists': [
    'conflict',
    'There is such a mandate already, with other dates.',
    '已有相同的代理,起止时间不同。',
  ],
  'mandate-not-found': ['not-found', 'There is no such mandate.', '没有这项代理。'],
  'role-not-lent': ['forbidden', 'Nobody acts for the holder of this role.', '该岗位不得由他人代理。'],
  'not-for-yourself': ['forbidden', 'Somebody else must arrange this for you.', '此事须由他人为您办理。'],
  'not-permitted': ['forbidden', 'Your positions do not allow this here.', '您的岗位在此无权进行该操作。'],
});
