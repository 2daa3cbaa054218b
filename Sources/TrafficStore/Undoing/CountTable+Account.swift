import CountCatalogue
import GRDB
import Traffic

/// What an account holds of a table of counts.
extension CountTable {
  /// The dimensions that the same lines have again when they are read once more, whatever else was counted with them.
  var accounted: [CountDimension] {
    dimensions.filter { dimension in
      switch dimension {
      // Whether a name is kept depends on what came with it, before and after.
      case .site, .page, .campaign: false
      // It is told by its group, which stays; a day with too many pairs of it and a page lacks some.
      case .referrer: !has(.page)
      // The database of countries is another one every few days.
      case .country: false
      case .device, .browser, .system, .kind, .traffic, .bot, .responseTime, .status, .major: true
      }
    }
  }

  /// The places of the measures that add up, among all of the table. Of visitors, a number says nothing once their
  /// day is closed.
  var accountedMeasures: [Int] {
    measures.indices.filter { measures[$0].adding != .largest }
  }

  /// A query for the rows of a day: time, site, the accounted dimensions, the accounted measures. Its parameters are
  /// the first value of the day and the first behind it.
  var accountSQL: String {
    let joins =
      (has(.page) ? " JOIN page ON page.id = \(name).page" : "")
      + (accounted.contains(.referrer) ? " JOIN referrer ON referrer.id = \(name).referrer" : "")
    let columns =
      ["\(name).\(grain.column)", has(.page) ? "page.site" : "\(name).site"]
      + accounted.map { $0 == .referrer ? "referrer.grp" : "\(name).\($0.column)" }
      + accountedMeasures.map { "\(name).\(measures[$0].column)" }
    return """
      SELECT \(columns.joined(separator: ", ")) FROM \(name)\(joins)
      WHERE \(name).\(time.column) >= ? AND \(name).\(time.column) < ?
      """
  }
}

extension CountDimension {
  /// The value that an account has for one of a row.
  func accounted(_ value: Int64) -> Int64 {
    // Which of a file's parts is the download depends on who else fetched it.
    self == .kind && value == Int64(HitKind.part.rawValue)
      ? Int64(HitKind.download.rawValue) : value
  }
}
