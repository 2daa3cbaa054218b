/// Chooses of all values of a line those that count.
enum FieldChoice {
  /// The same values, each with the meaning it has in the end: most often none.
  ///
  /// - Parameter keepsAlternatives: Whether several values of one meaning stay, of which a line has
  ///   perhaps only one, as keys of objects: they are written alike.
  /// - Throws: ``FormatProblem`` with `noFields`, `noTime` or `noRequest`.
  static func chosen(
    _ fields: [FormatField], client name: String?, keepsAlternatives: Bool = false
  ) throws(FormatProblem) -> [FormatField] {
    guard !fields.isEmpty else { throw FormatProblem(.noFields) }
    var fields = fields
    if let name { nameClient(name, in: &fields) }
    chooseTime(in: &fields)
    chooseRequest(in: &fields)
    chooseDurations(in: &fields)
    for meaning: FieldMeaning in [
      .host, .client, .time, .date, .request, .method, .target, .query, .version, .status, .bytes,
      .referrer, .userAgent, .end,
    ] {
      keepBest(meaning, in: &fields, withAlternatives: keepsAlternatives)
    }
    guard fields.contains(where: { $0.meaning == .time }) else { throw FormatProblem(.noTime) }
    guard fields.contains(where: { $0.meaning == .request || $0.meaning == .target }) else {
      throw FormatProblem(.noRequest)
    }
    return fields
  }

  /// Which of the values has this name, written with or without a server's signs.
  static func index(of name: String, in fields: [FormatField]) -> Int? {
    let wanted = plainName(name)
    return fields.firstIndex { $0.name == name }
      ?? fields.firstIndex { plainName($0.name) == wanted }
  }

  /// A name without what servers put around it: `$http_x_forwarded_for`, `%{X-Forwarded-For}i`,
  /// `cs(X-Forwarded-For)` and `X-Forwarded-For` are all `x-forwarded-for`.
  static func plainName(_ name: String) -> String {
    var text = name.lowercased()
    for prefix in ["$http_", "http_", "$", "%req(", "%>ha{", "cs(", "%{", "%"]
    where text.hasPrefix(prefix) {
      text.removeFirst(prefix.count)
      break
    }
    if let end = text.firstIndex(where: { "}):?".contains($0) }), end > text.startIndex {
      text = String(text[..<end])
    }
    if let dot = text.lastIndex(of: "."), text.index(after: dot) < text.endIndex {
      text = String(text[text.index(after: dot)...])
    }
    return String(text.map { $0 == "_" ? "-" : $0 })
  }

  private static func nameClient(_ name: String, in fields: inout [FormatField]) {
    guard let index = index(of: name, in: fields) else { return }
    for other in fields.indices where fields[other].meaning == .client {
      fields[other].meaning = .ignored
    }
    fields[index].meaning = .client
  }

  /// Leaves one value with a meaning: the one of the lowest rank, the first of several.
  private static func keepBest(
    _ meaning: FieldMeaning, in fields: inout [FormatField], withAlternatives: Bool
  ) {
    let all = fields.indices.filter { fields[$0].meaning == meaning }
    guard all.count > 1, let best = all.min(by: { fields[$0].rank < fields[$1].rank }) else {
      return
    }
    for index in all where index != best {
      if withAlternatives, fields[index].notation == fields[best].notation,
        fields[index].encoding == fields[best].encoding
      {
        continue
      }
      fields[index].meaning = .ignored
    }
  }

  /// A time of day needs its date; where a whole time is logged, neither is needed.
  private static func chooseTime(in fields: inout [FormatField]) {
    func isOfDay(_ field: FormatField) -> Bool {
      field.meaning == .time
        && (field.notation == .timeOfDay || field.notation == .localTimeOfDay)
    }
    let hasDate = fields.contains { $0.meaning == .date }
    let ofDay = hasDate ? fields.filter(isOfDay).map(\.rank).min() : nil
    let whole = fields.filter { $0.meaning == .time && !isOfDay($0) }.map(\.rank).min()
    let hasWhole = whole.map { $0 <= ofDay ?? .max } ?? false
    for index in fields.indices {
      if hasWhole ? isOfDay(fields[index]) || fields[index].meaning == .date : false {
        fields[index].meaning = .ignored
      } else if ofDay != nil, !hasWhole, fields[index].meaning == .time, !isOfDay(fields[index]) {
        fields[index].meaning = .ignored
      } else if !hasDate, isOfDay(fields[index]) {
        fields[index].meaning = .ignored
      }
    }
  }

  /// The whole request line tells more than its parts.
  private static func chooseRequest(in fields: inout [FormatField]) {
    let parts: Set<FieldMeaning> = [.method, .target, .query, .version]
    let hasRequest = fields.contains { $0.meaning == .request }
    for index in fields.indices where hasRequest && parts.contains(fields[index].meaning) {
      fields[index].meaning = .ignored
    }
    let targets = fields.filter { $0.meaning == .target }
    // A target of the lowest rank is whole: whoever logs it logs the query in it.
    guard targets.contains(where: { $0.rank == 0 }) else { return }
    for index in fields.indices where fields[index].meaning == .query {
      fields[index].meaning = .ignored
    }
  }

  /// Durations of the lowest rank are added up, three of them at most; the same one only once.
  private static func chooseDurations(in fields: inout [FormatField]) {
    let all = fields.indices.filter { fields[$0].meaning == .duration }
    guard let rank = all.map({ fields[$0].rank }).min() else { return }
    var names: Set<String> = []
    let places: [FieldMeaning] = [.duration, .duration2, .duration3]
    for index in all {
      let isPart = fields[index].rank == rank && !names.contains(fields[index].name)
      if isPart, names.count < places.count {
        fields[index].meaning = places[names.count]
        names.insert(fields[index].name)
      } else {
        fields[index].meaning = .ignored
      }
    }
    for index in fields.indices where fields[index].meaning == .end {
      fields[index].meaning = .ignored
    }
  }
}
