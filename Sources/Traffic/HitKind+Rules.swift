extension HitKind {
  /// What a hit is; see the cases.
  @inlinable
  public init(isBot: Bool, status: UInt16, page: PageKind, isGet: Bool) {
    if page == .noRequest {
      self = .noRequest
    } else if isBot {
      self = .bot
    } else if page == .health {
      self = .health
    } else if status >= 400 || status == 0 {
      self = .error
    } else if page == .asset {
      self = .asset
    } else if page == .api {
      self = .api
    } else if page == .background || page == .page && isGet && (status == 204 || status == 205) {
      self = .background
    } else if isGet && (200...299 ~= status || status == 304) {
      self = page == .page ? .pageView : page == .feed ? .feed : .download
    } else {
      self = .other
    }
  }
}
