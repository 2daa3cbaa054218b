internal import LogFormats

/// Whether lines are of a format with a name: they match it, and what its fields hold is what it says.
///
/// Many formats differ in meaning alone, as those with a user or a host in the same place, so that a
/// line that matches says little.
enum KnownFormat {
  /// A format of so many values is of one server, and matches no other's lines.
  static let telling = 12

  /// The format as a guess with its fit, and how much the lines tell; `nil` where a field holds something else in too many lines.
  static func guess(
    _ definition: FormatDefinition, _ lines: [ArraySlice<UInt8>]
  ) -> (guess: FormatGuess, worth: Double)? {
    var guess = FormatGuess(definition: definition, fit: 0, notes: [])
    let fitting = FormatFit(guess)
    let values = lines.compactMap { fitting.values(of: $0) }
    guard !values.isEmpty else { return nil }
    guess.fit = Double(values.count) / Double(lines.count)
    let fields = definition.fields
    let columns = fields.indices.map { index in
      SniffedColumn(values: values.map { $0[index] }, asked: asked(of: fields[index]))
    }
    let isTelling = fields.count >= telling || !isLine(definition)
    for meaning in Set(fields.map(\.meaning)) where meaning != .ignored {
      // Of several values of one meaning the first that is there counts.
      let all = fields.indices.filter { fields[$0].meaning == meaning }
      let best = all.sorted { fields[$0].rank < fields[$1].rank }
      guard let index = best.first(where: { columns[$0].filled > 0 }) ?? best.first,
        isPossible(columns[index], as: fields[index], isTelling: isTelling)
      else { return nil }
    }
    // Where others have a user, a proxy's client may stand: combined would take the proxy for it.
    guard !zip(fields, columns).contains(where: { $0.isUser && holdsAddresses($1) }) else {
      return nil
    }
    // A value that ends within quotes is cut out of another one.
    guard !zip(fields, columns).contains(where: { $0.meaning == .ignored && isCutOff($1) }) else {
      return nil
    }
    if !fields.contains(where: { $0.meaning == .time }) { guess.notes.append(.noTime) }
    if !fields.contains(where: { $0.meaning == .client }) { guess.notes.append(.noAddress) }
    if !definition.targetNamesHost, !fields.contains(where: { $0.meaning == .host }),
      let user = fields.indices.first(where: { fields[$0].isUser && holdsHosts(columns[$0]) })
    {
      guess.notes.append(.hostLeftOut(fields[user].name))
    }
    choosePublicAddress(&guess, columns)
    // A key that no line has tells nothing.
    let present = zip(guess.definition.fields, columns).filter { _, column in
      column.values.contains { $0 != nil }
    }
    // Quotes around a value that has none in this format are those of another.
    let foreign = zip(fields, columns).count { field, column in
      field.meaning == .ignored && field.extent == .word && isQuoted(column)
    }
    var worth = FormatDefinition.worth(of: present.map(\.0))
    if definition.targetNamesHost, !fields.contains(where: { $0.meaning == .host }) { worth += 1 }
    return (guess, worth * (1 - 0.05 * Double(min(foreign, 10))))
  }

  /// Reads the client from another field where the addresses of its own are all private, and those of
  /// the other are public in most lines: a proxy's and what it says of its client.
  private static func choosePublicAddress(_ guess: inout FormatGuess, _ columns: [SniffedColumn]) {
    let fields = guess.definition.fields
    guard let other = publicAddress(among: fields, columns) else { return }
    guess.notes.append(.privateAddressesWithPublicColumn(fields[other].name))
    guard columns[other].fullness >= 0.5, columns[other].share(.isPublic) >= 0.5 else { return }
    guess.definition.changeFields { index, field in
      if index == other {
        (field.meaning, field.rank) = (.client, 0)
      } else if field.meaning == .client {
        field.meaning = .ignored
        field.mayBeClient = true
      }
    }
  }

  /// Whether most values have an address in them, alone or in a list, in brackets or not.
  private static func holdsAddresses(_ column: SniffedColumn) -> Bool {
    guard column.filled * 10 >= column.values.count else { return false }
    let holding = column.values.count { value in
      value?.split { " ,()[]\"".utf8.contains($0) }.contains { SniffedAddress($0) != nil } ?? false
    }
    return holding * 2 > column.filled
  }

  /// Whether nearly all values have the name of a site in them, and that is hardly a user's.
  private static func holdsHosts(_ column: SniffedColumn) -> Bool {
    guard column.fullness >= 0.9 else { return false }
    return column.values.allSatisfy { value in
      value?.split(separator: 0x20).contains { DomainShape($0)?.isPlain ?? false } ?? true
    }
  }

  /// The field with public addresses besides a client's that are all private, if there is one.
  static func publicAddress(among fields: [FormatField], _ columns: [SniffedColumn]) -> Int? {
    let clients = fields.indices.filter { fields[$0].meaning == .client && columns[$0].filled > 0 }
    guard let client = clients.min(by: { fields[$0].rank < fields[$1].rank }),
      columns[client].count(.isPublic) == 0
    else { return nil }
    return fields.indices.first { index in
      index != client && (fields[index].mayBeClient || fields[index].meaning == .client)
        && columns[index].count(.isPublic) > 0 && columns[index].isNearly(.address)
    }
  }

  /// What ``isPossible(_:as:isTelling:)`` and ``choosePublicAddress(_:_:)`` ask of a field's values.
  private static func asked(of field: FormatField) -> ValueTraits {
    let addresses: ValueTraits = [.address, .isPublic]
    switch field.meaning {
    case .host: return [.domain, .plainDomain, .hostName, .address, .isPublic]
    case .client: return addresses
    case .request: return .request
    case .method: return .method
    case .target: return [.path, .url, .hostPath]
    case .status: return .status
    case .bytes: return .integer
    case .duration, .duration2, .duration3: return [.integer, .decimal, .unit]
    case .referrer: return .url
    case .userAgent: return [.agent, .product]
    case .time, .date, .end, .query, .version, .ignored: return field.mayBeClient ? addresses : []
    }
  }

  private static func isQuoted(_ column: SniffedColumn) -> Bool {
    column.filled > 0
      && column.values.allSatisfy {
        $0.map { $0.count > 1 && $0.first == 0x22 && $0.last == 0x22 } ?? true
      }
  }

  /// Whether most values have a quote at their beginning or their end only.
  private static func isCutOff(_ column: SniffedColumn) -> Bool {
    let cut = column.values.count { value in
      guard let value, let first = value.first, let last = value.last else { return false }
      return (first == 0x22) != (last == 0x22)
    }
    return cut * 2 > column.values.count
  }

  private static func isLine(_ definition: FormatDefinition) -> Bool {
    if case .line = definition.shape { true } else { false }
  }

  private static func isPossible(
    _ column: SniffedColumn, as field: FormatField, isTelling: Bool
  ) -> Bool {
    if column.filled == 0 {
      // A column without any host may be one of users.
      if field.meaning == .host { return isTelling }
      return field.rank > 0 || ![.time, .request, .target, .status].contains(field.meaning)
    }
    switch field.meaning {
    case .host:
      guard column.share([.domain, .address, .hostName]) >= 0.8, column.share(.address) <= 0.3
      else { return false }
      // A user's name or a word stands in the same place elsewhere.
      let isFew = column.values.count >= 8 && column.distinct() <= max(3, column.values.count / 8)
      return isTelling || (isFew && column.share(.plainDomain) >= 0.5)
    case .client: return column.share(.address) >= 0.9
    case .request: return column.share(.request) >= 0.5
    case .method: return column.isNearly(.method)
    case .target: return column.share([.path, .url, .hostPath]) >= 0.5
    case .status: return column.share(.status) >= 0.8
    case .bytes: return column.isNearly(.integer)
    case .duration, .duration2, .duration3: return column.share([.integer, .decimal, .unit]) >= 0.9
    case .referrer: return column.share(.url) >= 0.5
    case .userAgent: return column.share([.agent, .product]) > 0
    case .time, .date, .end, .query, .version, .ignored: return true
    }
  }
}

extension FormatField {
  /// Whether it is what the client says its user is called: `-` nearly everywhere, and no address.
  fileprivate var isUser: Bool {
    meaning == .ignored
      && ["%l", "%u", "%ui", "%un", "%[un", "$remote_user", "user"].contains(name)
  }
}

extension FormatDefinition {
  /// Changes each field, by its number among ``fields``.
  fileprivate mutating func changeFields(_ change: (Int, inout FormatField) -> Void) {
    var number = 0
    func changed(_ field: FormatField) -> FormatField {
      var field = field
      change(number, &field)
      number += 1
      return field
    }
    func changed(_ keys: [FormatKey]) -> [FormatKey] {
      keys.map { FormatKey($0.path, changed($0.field)) }
    }
    switch shape {
    case .line(let pieces):
      shape = .line(
        pieces.map { if case .field(let field) = $0 { .field(changed(field)) } else { $0 } })
    case .json(let keys): shape = .json(changed(keys))
    case .logfmt(let keys): shape = .logfmt(changed(keys))
    case .separated(let separator, let fields):
      shape = .separated(separator, fields.map { changed($0) })
    }
  }
}
