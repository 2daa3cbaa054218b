internal import LogFormats

/// Decides what the columns of a template mean.
///
/// Nothing is guessed from a value's place alone but what each server writes in this place: the bytes
/// behind the status, the referrer before the user agent.
struct MeaningChoice {
  let template: SniffedTemplate
  var fields: [Int: FormatField] = [:]
  var notes: [GuessNote] = []
  var targetNamesHost = false
  /// Where the request, or else the target, stands.
  var anchor: Int?

  var columns: [SniffedColumn] { template.columns }
  /// How many lines there are.
  var lines: Int { columns.first?.values.count ?? 0 }

  /// The choice; `nil` where the lines are hardly of an access log: without request or status.
  init?(of template: SniffedTemplate) {
    self.template = template
    chooseTime()
    guard chooseRequest(), chooseStatus() else { return nil }
    chooseBytes()
    chooseReferrerAndAgent()
    chooseClient()
    chooseHost()
    chooseDuration()
    noteNumbers()
  }

  // MARK: Looking

  func label(_ column: Int) -> LabelName? {
    columns[column].label.isEmpty ? nil : LabelName(columns[column].label)
  }

  func isFree(_ column: Int) -> Bool { fields[column] == nil }

  /// Whether a label says something else than this, or nothing that is known.
  func isLabelled(_ column: Int, otherThan meaning: FieldMeaning) -> Bool {
    !columns[column].label.isEmpty && label(column)?.meaning != meaning
  }

  /// The free columns whose label says this meaning, best first.
  func labelled(_ meaning: FieldMeaning, where fits: (SniffedColumn) -> Bool) -> [Int] {
    columns.indices.filter {
      isFree($0) && label($0)?.meaning == meaning && fits(columns[$0])
    }.sorted { (label($0)?.rank ?? 0, $0) < (label($1)?.rank ?? 0, $1) }
  }

  /// The free columns without a label.
  func unlabelled(where fits: (SniffedColumn) -> Bool) -> [Int] {
    columns.indices.filter { isFree($0) && columns[$0].label.isEmpty && fits(columns[$0]) }
  }

  mutating func take(
    _ column: Int, as meaning: FieldMeaning, _ notation: FieldNotation = .plain,
    encoding: FieldEncoding? = nil
  ) {
    var field = field(for: column)
    field.meaning = meaning
    field.notation = notation
    if let encoding { field.encoding = encoding }
    fields[column] = field
  }

  /// A field for what stands in a column, ignored as yet.
  func field(for column: Int) -> FormatField {
    let isAddress = columns[column].share(.address) >= 0.5 || label(column)?.meaning == .client
    return FormatField(
      .ignored, encoding: columns[column].enclosure == .quotes ? .backslash : .none,
      name: name(of: column), mayBeClient: isAddress, isPadded: columns[column].isPadded)
  }

  /// The label, or `field7` for the seventh value of a line.
  func name(of column: Int) -> String {
    columns[column].label.isEmpty ? "field\(column + 1)" : columns[column].label
  }

  // MARK: Time

  private mutating func chooseTime() {
    let times = columns.indices.compactMap { column -> (Int, SniffedTime)? in
      guard !columns[column].isPart, !isLabelled(column, otherThan: .time) else { return nil }
      guard let (time, isUncertain) = columns[column].time() else { return nil }
      if isUncertain {
        notes.append(.dayOrMonthFirst)
        return nil
      }
      if case .epoch = time.notation, !isClock(column) { return nil }
      // A zone that no notation has behind such a time: hours would be wrong without it.
      if !time.hasZone, column + 1 < columns.count, isZone(column + 1) { return nil }
      return (column, time)
    }
    // A time with its zone before one without, one whose label says so before others, and the first.
    let best = times.min {
      (rank($0.0, $0.1), $0.0) < (rank($1.0, $1.1), $1.0)
    }
    if let (column, time) = best {
      notes.removeAll { $0 == .dayOrMonthFirst }
      take(column, as: .time, time.notation)
      if !time.hasZone { notes.append(.timeWithoutZone) }
      return
    }
    let dates = columns.indices.filter { columns[$0].isNearly(.date) }
    let clocks = columns.indices.filter { columns[$0].isNearly(.timeOfDay) }
    if let date = dates.first, let clock = clocks.first(where: { abs($0 - date) == 1 }) {
      take(date, as: .date, .isoDate)
      take(clock, as: .time, .timeOfDay)
      notes.append(.timeWithoutZone)
      return
    }
    notes.append(.noTime)
  }

  private func isZone(_ column: Int) -> Bool {
    let values = columns[column].values.compactMap(\.self)
    return !values.isEmpty
      && values.allSatisfy {
        ($0.first == UInt8(ascii: "+") || $0.first == UInt8(ascii: "-"))
          && (5...6).contains($0.count)
          && $0.dropFirst().allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ":") }
      }
  }

  private func rank(_ column: Int, _ time: SniffedTime) -> Int {
    var rank = time.hasZone ? 0 : 4
    if label(column)?.meaning != .time { rank += 1 }
    if case .epoch = time.notation { rank += 2 }
    return rank
  }

  /// Whether numbers that may be seconds since 1970 go on as a clock does, or are written as one.
  private func isClock(_ column: Int) -> Bool {
    if label(column)?.meaning == .time { return true }
    let values = columns[column].values.compactMap { $0 }.map {
      $0.prefix(10).reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }
    guard let first = values.min(), let last = values.max(), last - first < 366 * 86_400 else {
      return false
    }
    let isLong = columns[column].values.allSatisfy { ($0?.count ?? 10) > 10 }
    guard values.count > 2 else { return isLong }
    let steps = zip(values, values.dropFirst())
    return steps.count { $0 <= $1 } * 10 >= (values.count - 1) * 8
  }

  // MARK: Request

  private mutating func chooseRequest() -> Bool {
    let requests =
      labelled(.request) { $0.share(.request) >= 0.5 }
      + unlabelled { $0.share(.request) >= 0.5 }
    if let request = requests.first {
      take(request, as: .request)
      anchor = request
      targetNamesHost = namesHost(request)
      return true
    }
    let methods =
      labelled(.method) { $0.isNearly(.method) } + unlabelled { $0.isNearly(.method) }
    let targets =
      labelled(.target) { $0.share([.path, .url]) >= 0.8 }
      + unlabelled { $0.share([.path, .url]) >= 0.8 && !$0.isPart && $0.fullness >= 0.9 }
      + unlabelled { $0.isPart && $0.share(.path) >= 0.8 }
    guard let target = target(among: targets, near: methods.first) else { return false }
    take(target, as: .target)
    if let method = methods.first { take(method, as: .method) }
    if let version = unlabelled(where: { $0.isNearly(.version) }).first {
      take(version, as: .version)
    }
    if let query = labelled(.query, where: { _ in true }).first { take(query, as: .query) }
    anchor = methods.first ?? target
    targetNamesHost = namesHost(target)
    return true
  }

  /// The target: the one with a label, a path, or the only URL; the first URL behind the method. Of
  /// several URLs it is the one whose hosts are fewer, if there are lines enough to tell: the other
  /// is the referrer.
  private func target(among targets: [Int], near method: Int?) -> Int? {
    guard let first = targets.first else { return nil }
    if targets.count == 1 || !columns[first].label.isEmpty { return first }
    if let method, let next = targets.filter({ $0 > method }).min(), next - method <= 3 {
      return next
    }
    let paths = targets.filter { columns[$0].share(.path) >= 0.8 }
    if let path = paths.first {
      return targets.first { columns[$0].isNearly(.url) && isObjectKey(path, of: $0) } ?? path
    }
    guard lines >= 8 else { return nil }
    let hosts = targets.map { column in
      Set(columns[column].values.compactMap { $0.map { Array(RequestShape.host(of: $0)) } }).count
    }
    guard let fewest = hosts.min(), hosts.count(where: { $0 == fewest }) == 1,
      fewest <= max(2, lines / 8)
    else { return nil }
    return targets[hosts.firstIndex(of: fewest) ?? 0]
  }

  /// Whether paths are the URLs' with something more in front, as an object store's account (Azure's
  /// `requested-object-key`): what was asked for is the URL then.
  private func isObjectKey(_ paths: Int, of urls: Int) -> Bool {
    let longer = zip(columns[paths].values, columns[urls].values).count { path, url in
      guard let path, let url, RequestShape.isURL(url) else { return false }
      let asked = url[RequestShape.host(of: url).endIndex...].prefix { $0 != UInt8(ascii: "?") }
      let page = asked.drop { $0 != UInt8(ascii: "/") }
      return page.count > 1 && path.count > page.count
        && path.suffix(page.count).elementsEqual(page)
    }
    return longer * 10 >= columns[urls].filled * 9
  }

  /// Whether nearly all targets are whole URLs: then the site is in them.
  private func namesHost(_ column: Int) -> Bool {
    var urls = 0
    for value in columns[column].values.compactMap({ $0 }) {
      let words = value.split(separator: 0x20, maxSplits: 2)
      if let target = words.count > 1 ? words[1] : words.first, RequestShape.isURL(target) {
        urls += 1
      }
    }
    return urls * 10 >= columns[column].filled * 9 && urls > 0
  }
}
