import { Controller, Get, Optional, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EventStore } from '#event-store';
import { Public } from '#http';
import { Worker } from './worker.js';

@Public()
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly store: EventStore,
    @Optional() private readonly worker?: Worker,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers 进程存活' })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The log answers, and what follows it keeps up; else 503 可以提供服务' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const head = await this.store.head();
    const { keepsUp = true, ...followers } = (await this.worker?.health()) ?? {};
    void reply.code(keepsUp ? 200 : 503);
    return { status: keepsUp ? 'ready' : 'not-ready', log: { head }, ...followers };
  }
}
