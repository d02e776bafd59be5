import { describe, expect, it } from '@jest/globals';
import { isPublicAddress } from './addresses.js';

describe('telling the public internet from what is inside', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.255.255', '223.5.5.5', '2400:3200::1'])(
    'lets %s be reached',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '0.0.0.0',
    '10.255.0.1',
    '100.64.0.1',
    '127.1.2.3',
    '169.254.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',

    '64:ff9b::a00:1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '',
    'localhost',
    '8.8.8',
  ])('keeps away from %s', (address) => expect(isPublicAddress(address)).toBe(false));
});
