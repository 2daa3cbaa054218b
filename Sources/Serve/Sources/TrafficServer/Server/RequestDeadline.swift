internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Ends a connection whose client sends or takes bytes too slowly, sends too many, or was told to close it.
///
/// The time between requests, and for the headers of one, is the connection's idle time.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let connections: OpenConnections
  /// What the connection is called among all.
  private var name: Int?
  private var deadline: Scheduled<Void>?
  private var bodyBytes = 0
  private var isLast = false
  /// Whole requests that are not answered yet; an answer may come before the end of its request.
  private var unanswered = 0

  init(_ connections: OpenConnections) { self.connections = connections }

  func handlerAdded(context: ChannelHandlerContext) { name = connections.add(context.channel) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      bodyBytes = 0
      restart(context)
    case .body(let bytes):
      bodyBytes += bytes.readableBytes
      guard bodyBytes <= ServerLimits.bodyBytes * 2 else { return context.close(promise: nil) }
    case .end: count(1)
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head): if head.headerFields[.connection] == "close" { isLast = true }
    case .body: break
    case .end:
      let sent = promise ?? context.eventLoop.makePromise()
      let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
      sent.futureResult.whenComplete { _ in
        let (handler, context) = bound.value
        handler.cancel()
        handler.count(-1)
        if handler.isLast { context.close(promise: nil) }
      }
      return context.write(data, promise: sent)
    }
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    cancel()
    if let name { connections.remove(name) }
    name = nil
  }

  /// Notes that a request is whole, or that one is answered.
  private func count(_ change: Int) {
    unanswered += change
    if let name { connections.setWaits(unanswered <= 0, name) }
  }

  private func restart(_ context: ChannelHandlerContext) {
    cancel()
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: .seconds(ServerLimits.answerSeconds)) {
      bound.value.close(promise: nil)
    }
  }

  private func cancel() {
    deadline?.cancel()
    deadline = nil
  }
}

@available(*, unavailable)
extension RequestDeadline: Sendable {}
