public import Traffic

extension Hour {
  /// An hour in UTC, by the hours since 1970.
  public init(utc hours: some BinaryInteger) { self.init(at: Int64(hours) * 3600) }

  /// An hour so many hours later, in UTC.
  public func later(by hours: some BinaryInteger) -> Hour {
    Hour(at: start + Int64(hours) * 3600)
  }
}

extension Day {
  /// The first hour of the day in UTC.
  public var midnight: Hour { Hour(self, 0) }
}
