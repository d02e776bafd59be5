export { AtLeastQuery } from './at-least.dto.js';
export { BilingualView } from './bilingual.view.js';
export { createHttpApp, nestLogger } from './create-http-app.js';
export { clearedSessionCookie, sessionCookie } from './credential.js';
export { By, CurrentSession, Meta, Public, type SignedIn } from './decorators.js';
export { HttpRim, type HttpSettings } from './http-rim.js';
export { documentOf } from './open-api.js';
export { isPlainText } from './plain-json.js';
export { IsDay, IsInstant } from './text-formats.js';
