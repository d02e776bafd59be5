import { Module } from '@nestjs/common';
import { CloseChannelHandler, OpenChannelHandler } from './commands/channel.command-handler.js';
import { NoticeCarrier } from './delivery/notice-carrier.js';
import { NoticeCourier } from './delivery/notice-courier.js';
import { SendNoticesHandler } from './delivery/send-notices.command-handler.js';
import { ChannelsController } from './http/channels.controller.js';
import { NoticesController } from './http/notices.controller.js';
import { SupervisionController } from './http/supervision.controller.js';
import { NameBook } from './notices/names.js';
import { BoardQueries } from './projections/board/board.queries.js';
import { ChannelQueries } from './projections/channels/channels.queries.js';
import { NoticeQueries } from './projections/notices/notices.queries.js';
import { SilenceQueries } from './projections/silence/silence.queries.js';
import { SilenceWatch } from './silence/silence-watch.js';
import { ChannelStreams } from './streams.js';

/**
 * The supervision board, notices and the ways they take out of the house. Needs `EventStore`, `ReadStore`, `Vault`,
 * `Directory`, `Clock`, `Calendars`, `Catalogues`, `Outbox`, `ReadingMarks`, `Poster` and `CqrsModule.forRoot()` as global
 * providers. The worker starts the `NoticeCourier` and lets the `SilenceWatch` look.
 */
@Module({
  controllers: [SupervisionController, NoticesController, ChannelsController],
  providers: [
    ChannelStreams,
    OpenChannelHandler,
    CloseChannelHandler,
    SendNoticesHandler,
    BoardQueries,
    NoticeQueries,
    ChannelQueries,
    SilenceQueries,
    NameBook,
    NoticeCarrier,
    NoticeCourier,
    SilenceWatch,
  ],
  exports: [NoticeCourier, SilenceWatch],
})
export class SupervisionModule {}
