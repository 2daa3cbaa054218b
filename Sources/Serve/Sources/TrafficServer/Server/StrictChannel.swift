internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// A connection whose request lines are looked at before the library takes them apart.
struct StrictChannel: ServerChildChannel {
  var base: HTTP1Channel

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    let ready = base.setup(channel: channel, logger: logger)
    return ready.flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let codec = try pipeline.context(handlerType: HTTP1ToHTTPServerCodec.self).handler
      try pipeline.addHandler(RequestLines(), position: .before(codec))
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}

/// Refuses targets that name a scheme and a host, which the library would drop, and takes HTTP/1.0 for a proxy's.
final class RequestLines: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    // What no target may be, so that it is answered as such.
    if !head.uri.hasPrefix("/") { head.uri = "//" }
    // Browsers have not sent HTTP/1.0 for long; nginx does, with a name of this machine, unless it is told otherwise.
    if head.version.minor == 0 { head.headers.add(name: "Via", value: "1.0") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}

@available(*, unavailable)
extension RequestLines: Sendable {}
