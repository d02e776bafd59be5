export { Accounts, type Account, type Credentials, type NewAccount } from './accounts.js';
export * from './attempt-limit.js';
export * from './directory.js';
export * from './identity.js';
export * from './network.js';
export { Sessions, type OpenedSession, type Session, type SessionsOptions } from './sessions.js';
