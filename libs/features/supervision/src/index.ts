import type { Process } from '#processes';
import { noticeProcess } from './processes/notice.process.js';

export { NoticeCourier } from './delivery/notice-courier.js';
export { SilenceWatch } from './silence/silence-watch.js';
export { SupervisionModule } from './supervision.module.js';

/** Events of cases → notices. */
export const supervisionProcesses: readonly Process[] = [noticeProcess];
