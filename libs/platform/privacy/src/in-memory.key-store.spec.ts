import { InMemoryKeyStore } from './in-memory.key-store.js';
import { describeKeyStore } from './key-store.contract.js';

describeKeyStore('memory', () => new InMemoryKeyStore());
