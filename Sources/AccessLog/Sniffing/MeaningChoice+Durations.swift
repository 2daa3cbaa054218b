internal import LogFormats

extension MeaningChoice {
  /// The duration: what a label says with its unit, or the only value with a unit.
  mutating func chooseDuration() {
    let named = labelled(.duration) {
      $0.share([.integer, .decimal, .unit]) >= 0.9 && $0.filled > 0
    }
    for column in named {
      if let notation = Self.notation(
        of: columns[column], named: columns[column].label, besides: columns.map(\.label))
      {
        return take(column, as: .duration, notation)
      }
    }
    if let column = named.first {
      notes.append(.durationLeftOut(name(of: column)))
      return
    }
    for (words, unit) in Self.units {
      if let column = followed(by: words) { return take(column, as: .duration, .duration(unit)) }
    }
    let written = columns.indices.filter {
      isFree($0) && columns[$0].filled > 0 && columns[$0].isNearly(.unit)
    }
    guard let column = written.first else { return }
    if written.count == 1, columns[column].label.isEmpty {
      take(column, as: .duration, .durationWithUnit)
    } else {
      notes.append(.durationLeftOut(name(of: column)))
    }
  }

  private static let units: [(Set<String>, TimeUnit)] = [
    (["ms", "msec", "msecs", "milliseconds"], .milliseconds),
    (["us", "usec", "usecs", "microseconds", "micros"], .microseconds),
    (["secs", "seconds", "sec"], .seconds),
  ]

  /// How a duration with this name is written; `nil` where neither tells its unit.
  ///
  /// nginx writes seconds with three digits behind the point. Frameworks write milliseconds so, too, as
  /// morgan's `:response-time`: unless nginx's names are there, only an answer that took no time at all, as
  /// of a file, tells that these are seconds. Where most would have taken ten of them and more, they are
  /// milliseconds whatever the names.
  ///
  /// - Parameter others: The names of the other values.
  static func notation(
    of column: SniffedColumn, named name: String, besides others: [String]
  ) -> FieldNotation? {
    if column.isNearly(.unit) { return .durationWithUnit }
    if let unit = LabelName(name)?.unit { return .duration(unit) }
    let isLong = column.values.count { ($0?.prefix(while: ASCII.isDigit).count ?? 0) > 1 }
    guard column.share(.milliseconds) == 1, isLong * 2 <= column.filled else { return nil }
    let isOfNginx =
      ["requesttime", "rt"].contains(LabelName.key(name)) || others.contains(where: isOfNginx)
    let hasNone = column.values.contains { $0?.elementsEqual("0.000".utf8) ?? false }
    return isOfNginx || hasNone ? .duration(.seconds) : nil
  }

  /// Whether a name is that of one of nginx's variables, and hardly another's
  /// (https://nginx.org/en/docs/varindex.html).
  private static func isOfNginx(_ name: String) -> Bool {
    let names = [
      "http_user_agent", "http_referer", "http_x_forwarded_for", "body_bytes_sent", "time_local",
      "time_iso8601",
    ]
    return names.contains(name) || name.hasPrefix("upstream")
  }

  /// Says where a number of unknown meaning stands, since it may be how long the response took.
  mutating func noteNumbers() {
    guard let anchor, !fields.values.contains(where: { $0.meaning == .duration }) else { return }
    let numbers = unlabelled { column in
      column.filled > 0 && column.count(.address) == 0
        && column.values.allSatisfy { $0.map(Self.isNumber) ?? true }
    }
    let labelled = columns.indices.filter { column in
      column > anchor && isFree(column) && label(column) == nil && columns[column].filled > 0
        && !columns[column].label.isEmpty && columns[column].share([.integer, .decimal]) == 1
    }
    // A number with a point looks more like one than one without, and one at the end more than others.
    let points = numbers.filter { columns[$0].isNearly(.decimal) }
    if let column = points.last ?? numbers.last(where: { $0 > anchor }) ?? numbers.last
      ?? labelled.last
    {
      notes.append(.unknownNumber(name(of: column)))
    }
  }

  /// Whether it is a number, or several with `/` between them (HAProxy, Apache's `%T/%D`).
  private static func isNumber(_ value: ArraySlice<UInt8>) -> Bool {
    value.count <= 40 && (value.isDash || value.first.map(ASCII.isDigit) ?? false)
      && value.allSatisfy {
        ASCII.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
      }
  }
}
