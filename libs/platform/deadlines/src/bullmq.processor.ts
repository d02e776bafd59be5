import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { ALARMS, type AlarmData } from './bullmq.alarm.js';

/** Jobs a process works on at the same time; their firings share a write to the log. */
const CONCURRENCY = 64;

type Work = (job: Job<AlarmData>, token: string | undefined) => Promise<void>;

/** Takes jobs from the queue, once it is told to run. */
@Processor(ALARMS, {
  autorun: false,
  concurrency: CONCURRENCY,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
})
export class AlarmProcessor extends WorkerHost {
  private work: Work | undefined;

  /** Before it runs. */
  workWith(work: Work): void {
    this.work = work;
  }

  /** The link to Redis says what there is to say; without a listener BullMQ prints each error. */
  @OnWorkerEvent('error')
  onError(): void {}

  async process(job: Job<AlarmData>, token?: string): Promise<void> {
    await this.work?.(job, token);
  }
}
