internal import LogFormats

extension MeaningChoice {
  /// The client: the column of addresses that is not a server's own, and public where there is one.
  mutating func chooseClient() {
    let isClient = { (column: SniffedColumn) in column.isNearly(.address) && column.filled > 0 }
    let named = labelled(.client, where: isClient)
    // A host's label with addresses is a client's (LTSV).
    let hosts = labelled(.host) { isClient($0) && !$0.isNearly(.service) }
    let candidates = unlabelled { isClient($0) && !$0.isNearly(.service) && !$0.isPart }
    let all = named + (named.isEmpty ? candidates : []) + (named.isEmpty ? hosts : [])
    guard let first = first(of: all) else {
      notes.append(all.isEmpty ? .noAddress : .severalAddresses)
      return takeNames()
    }
    if let usual = all.first, usual != first, isPrivate(usual), !isPrivate(first) {
      notes.append(.privateAddressesWithPublicColumn(name(of: first)))
    }
    guard isPrivate(first), let other = publicColumn(besides: first) else {
      return takeClient(first)
    }
    notes.append(.privateAddressesWithPublicColumn(name(of: other)))
    takeClient(isTelling(other) || isDirectlyBehind(other, first) ? other : first)
  }

  /// A port stands behind all addresses where it does behind one without brackets.
  private mutating func takeClient(_ column: Int) {
    let isBare = columns[column].values.contains {
      $0.flatMap { SniffedAddress($0) }?.isBare ?? false
    }
    take(column, as: .client, isBare ? .addressWithPort : .plain)
  }

  /// The client's column among several.
  private func first(of all: [Int]) -> Int? {
    guard let first = all.first, all.count > 1, columns[first].label.isEmpty else {
      return all.first
    }
    let full = all.filter { columns[$0].fullness >= 0.9 }
    guard let first = full.first, full.count > 1 else { return full.first ?? all.first }
    if lines >= 8 {
      // A server's own address is the same in all lines.
      let varied = full.filter { columns[$0].distinct() > 1 }
      return varied.first ?? first
    }
    let values = full.map { column in
      columns[column].values.map { $0.map { Array(SniffedAddress.withoutPort($0)) } }
    }
    let isPublic = full.map { columns[$0].count(.isPublic) > 0 }
    if isPublic.filter({ $0 }).count <= 1 { return first }
    // Which of several it is can be told where one is there twice, or begins the line.
    if let twice = full.indices.first(where: { index in
      values[(index + 1)...].contains(values[index])
    }) {
      return full[twice]
    }
    return first == 0 ? first : nil
  }

  /// Whether all addresses are of private networks.
  private func isPrivate(_ column: Int) -> Bool {
    columns[column].filled > 0 && columns[column].count(.isPublic) == 0
  }

  /// Another column that holds public addresses and may be a proxy's note of the client.
  private func publicColumn(besides column: Int) -> Int? {
    columns.indices.first { other in
      guard other != column, isFree(other), columns[other].share(.address) >= 0.9,
        columns[other].count(.isPublic) > 0, !columns[other].isNearly(.service),
        !columns[other].isPart
      else { return false }
      return !isLabelled(other, otherThan: .client)
    }
  }

  /// Whether the public addresses of a column are clients' beyond doubt: in most lines, and in a form
  /// that headers are logged in, or not the same in all lines.
  private func isTelling(_ column: Int) -> Bool {
    guard columns[column].fullness >= 0.5, columns[column].share(.isPublic) >= 0.5 else {
      return false
    }
    if !columns[column].label.isEmpty || columns[column].enclosure != .none { return true }
    return columns[column].share(.list) > 0 || (lines >= 8 && columns[column].distinct() > 1)
  }

  /// Whether a line begins with a private address and a public one behind it, as Apache's
  /// `%h %{X-Forwarded-For}i`.
  private func isDirectlyBehind(_ column: Int, _ first: Int) -> Bool {
    first == 0 && column == 1 && columns[column].fullness >= 0.5
      && columns[column].share(.isPublic) >= 0.5 && (lines < 8 || columns[column].distinct() > 1)
  }

  /// Names where the client's address belongs: at the beginning of the line, or before the name and
  /// the user of the client and the time.
  private mutating func takeNames() {
    guard notes.last == .noAddress,
      let time = fields.first(where: { $0.value.meaning == .time })?.key,
      let anchor, (1...3).contains(time), time < anchor, isFree(0),
      columns[0].share([.domain, .hostName, .address]) >= 0.9, columns[0].label.isEmpty,
      columns[0].share([.domain, .address]) >= 0.5, columns[0].enclosure == .none
    else { return }
    notes.removeLast()
    notes.append(.hostNamesInsteadOfAddresses)
    take(0, as: .client)
  }

  /// The host: what a label says, or a column of names that are few and the same again and again.
  mutating func chooseHost() {
    let isHost = { (column: SniffedColumn) in
      column.share(.domain) >= 0.5 || (column.count(.domain) > 0 && column.isNearly(.hostName))
    }
    if let column = labelled(.host, where: isHost).first {
      return take(column, as: .host, encoding: .some(.none))
    }
    guard !targetNamesHost else { return }
    let columns = columns
    let candidates = unlabelled { $0.share(.domain) >= 0.9 && $0.enclosure != .brackets }
    let evident = candidates.filter { isEvident($0) }
    // Of two that differ, as `$server_name` and `$host`, nothing tells which is meant.
    if let column = evident.first,
      evident.allSatisfy({ columns[$0].values == columns[column].values })
    {
      return take(column, as: .host, encoding: .some(.none))
    }
    let bracketed = unlabelled { $0.share(.domain) >= 0.9 && $0.enclosure == .brackets }
    for column in candidates + bracketed where columns[column].fullness >= 0.9 {
      notes.append(.hostLeftOut(name(of: column)))
    }
  }

  private func isEvident(_ column: Int) -> Bool {
    let names = columns[column]
    let client = fields.first { $0.value.meaning == .client }?.key
    // The part of `example.org:80/a` before the target is its host.
    if names.isPart, fields[column + 1]?.meaning == .target, columns[column + 1].isPart {
      return true
    }
    // As Apache's `%v:%p %h`: the first of all, and a client's address behind it.
    if column == 0, client == 1, names.fullness >= 0.9, names.isNearly(.domain),
      names.share(.plainDomain) >= 0.5
    {
      return true
    }
    guard lines >= 8, names.fullness >= 0.9, names.distinct() <= max(2, lines / 8) else {
      return false
    }
    // A user's name stands directly before the time.
    if let client, let time = fields.first(where: { $0.value.meaning == .time })?.key,
      client < column, time == column + 1, column - client == 2
    {
      return false
    }
    return names.share(.plainDomain) >= 0.9 || isReferredTo(column)
  }

  /// Whether referrers name these hosts, as pages of a site name each other.
  private func isReferredTo(_ column: Int) -> Bool {
    guard let referrer = fields.first(where: { $0.value.meaning == .referrer })?.key else {
      return false
    }
    let hosts = Set(
      columns[column].values.compactMap { $0.map { Array($0.prefix { $0 != 0x3a }) } })
    return columns[referrer].values.contains {
      $0.map { hosts.contains(Array(RequestShape.host(of: $0))) } ?? false
    }
  }
}
