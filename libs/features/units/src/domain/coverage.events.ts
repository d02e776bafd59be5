import type { Message } from '#kernel';

/** Addresses are doors, not people: a code says where, never who lives there. */
export interface AddressesRegisteredData {
  readonly committee: string;
  readonly codes: readonly string[];
}

export interface GroupCoverageChangedData {
  readonly committee: string;
  readonly groupId: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export type AddressesRegistered = Message<'AddressesRegistered', AddressesRegisteredData>;
export type GroupCoverageChanged = Message<'GroupCoverageChanged', GroupCoverageChangedData>;

/** One stream per committee. */
export type CoverageEvent = AddressesRegistered | GroupCoverageChanged;
export type CoverageCommand =
  | Message<'RegisterAddresses', AddressesRegisteredData>
  | Message<'ChangeGroupCoverage', GroupCoverageChangedData>;
