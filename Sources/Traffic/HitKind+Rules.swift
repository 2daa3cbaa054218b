extension HitKind {
  /// What a hit is; see the cases.
  @inlinable
  public init(isBot: Bool, status: UInt16, isAsset: Bool, isGet: Bool) {
    if isBot {
      self = .bot
    } else if status >= 400 || status == 0 {
      self = .error
    } else if isAsset {
      self = .asset
    } else if isGet && (200...299 ~= status || status == 304) {
      self = .pageView
    } else {
      self = .other
    }
  }
}
