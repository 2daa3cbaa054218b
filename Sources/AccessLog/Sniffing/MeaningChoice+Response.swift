internal import LogFormats

extension MeaningChoice {
  /// The status: what a label says, or three digits near the request.
  mutating func chooseStatus() -> Bool {
    guard let anchor else { return false }
    let isStatus = { (column: SniffedColumn) in column.share(.status) >= 0.9 }
    if let column = labelled(.status, where: isStatus).first {
      take(column, as: .status)
      return true
    }
    let candidates = unlabelled { isStatus($0) && $0.fullness >= 0.9 && $0.enclosure != .brackets }
    let after = candidates.filter { $0 > anchor }
    let before = candidates.filter { $0 < anchor }
    if let column = after.first, step(from: anchor, to: column) <= 2 {
      take(column, as: .status)
      return true
    }
    // As in an answer's first line: `HTTP/1.1 200`.
    if let column = after.first(where: { columns[$0 - 1].isNearly(.version) }) {
      take(column, as: .status)
      return true
    }
    if let column = before.last {
      // Those of upstreams stand before it, and are the same where they agree at all.
      let isSame = before.allSatisfy { columns[$0].values == columns[column].values }
      guard isSame || columns[column].fullness == 1 else { return false }
      take(column, as: .status)
      return true
    }
    guard let column = after.first, after.count == 1 || step(from: anchor, to: column) <= 4 else {
      return false
    }
    take(column, as: .status)
    return true
  }

  /// How many columns without a meaning of their own lie from one to another, and one more.
  private func step(from first: Int, to last: Int) -> Int {
    (first..<last).count { isFree($0) } + 1
  }

  private func status() -> Int? { fields.first { $0.value.meaning == .status }?.key }

  /// The bytes: what a label says, or the number behind the status.
  mutating func chooseBytes() {
    if let column = labelled(.bytes, where: { $0.isNearly(.integer) || $0.filled == 0 }).first {
      take(column, as: .bytes)
      return
    }
    if let column = followed(by: ["bytes", "B"]) { return take(column, as: .bytes) }
    chooseBytesBehindStatus()
    if !fields.values.contains(where: { $0.meaning == .bytes }) {
      if let column = writtenTwice() {
        take(column, as: .bytes)
      } else {
        notes.append(.bytesLeftOut)
      }
    }
  }

  private mutating func chooseBytesBehindStatus() {
    guard let status = status(), let anchor,
      let column = columns.indices.first(where: {
        $0 > status && isFree($0) && columns[$0].label.isEmpty && !columns[$0].isNearly(.decimal)
          && !isUpstream($0)
      }), isNear(column, status), columns[column].enclosure != .brackets
    else { return }
    let next = column + 1
    let isLast = next >= columns.count || columns[next].enclosure == .quotes || !isFree(next)
    let isDash = columns[column].filled == 0 && isLast && columns[column].enclosure != .quotes
    guard isDash || columns[column].share(.integer) == 1 else { return }
    let others = numbers(behind: column)
    if !others.isEmpty, (status..<column).contains(where: isUpstream) { return }
    // Nobody agrees on the order of sizes before a request, as of a load balancer's two; but all of
    // HAProxy's formats have the bytes behind the status.
    if status < anchor, !others.isEmpty {
      guard isHAProxy else { return }
      return take(column, as: .bytes)
    }
    if isDash || (others.isEmpty && !isOftenZero(column)) || isSize(column, besides: others) {
      take(column, as: .bytes)
      if !others.isEmpty, isZeroWithoutBody(column) != true { notes.append(.severalSizes) }
    } else if let other = others.first(where: { !isOftenZero($0) }),
      isZeroWithoutBody(other) == true
    {
      take(other, as: .bytes)
    }
  }

  /// Whether a column holds the address and port of another server, which stands between the status and
  /// the bytes where upstreams are logged in the middle.
  private func isUpstream(_ column: Int) -> Bool {
    isFree(column) && columns[column].filled > 0 && columns[column].isNearly(.service)
  }

  /// Whether no more than four values without a label lie between a column and the status before it,
  /// and of those only times and upstreams in the last two places.
  private func isNear(_ column: Int, _ status: Int) -> Bool {
    let between = (status + 1..<column).filter { isFree($0) && columns[$0].label.isEmpty }
    return between.count <= 2 || (between.count <= 4 && between.contains(where: isUpstream))
  }

  /// Whether the time is written as HAProxy alone writes it, and a client's address with its port begins
  /// the line.
  private var isHAProxy: Bool {
    fields.values.contains { $0.meaning == .time && $0.notation == .commonLogLocal }
      && columns[0].values.allSatisfy { ($0.flatMap { SniffedAddress($0) }?.port ?? 1) > 0 }
  }

  /// The first of two neighbours that are the same number in all lines, or `-` and 0: Apache's `%b` and
  /// `%B`. No other two values of a line are.
  private func writtenTwice() -> Int? {
    // A number behind the status that was not taken is a size that is in doubt.
    guard let status = status(), status + 1 < columns.count,
      columns[status + 1].share(.integer) == 0
    else { return nil }
    return columns.indices.dropLast().first { column in
      let (first, second) = (columns[column], columns[column + 1])
      guard isFree(column), isFree(column + 1), first.label.isEmpty, second.label.isEmpty,
        first.filled > 0, first.share(.integer) == 1, second.share(.integer) == 1,
        // Not a counter or a code, which may be the same by chance.
        first.values.contains(where: { ($0?.count ?? 0) >= 4 }),
        first.distinct() * 2 > first.filled || isBeforeRequest(column)
      else { return false }
      return (0..<lines).allSatisfy { line in
        first.values[line] == second.values[line]
          || (!first.traits[line].isDisjoint(with: [.empty, .zero])
            && !second.traits[line].isDisjoint(with: [.empty, .zero]))
      }
    }
  }

  /// Whether the same number in all lines stands before the request, and is no port: how long it took is
  /// not logged twice there.
  private func isBeforeRequest(_ column: Int) -> Bool {
    guard let anchor, column < anchor else { return false }
    return !columns[column].values.contains { value in
      value.flatMap { SniffedAddress(Array("192.0.2.1:".utf8) + $0) }?.isService ?? false
    }
  }

  /// The number behind the request with one of these words behind it in all lines: `1234 bytes`.
  func followed(by words: Set<String>) -> Int? {
    guard let anchor else { return nil }
    return columns.indices.dropLast().first { column in
      column > anchor && isFree(column) && columns[column].share([.integer, .decimal]) == 1
        && columns[column + 1].values.allSatisfy {
          $0.map { words.contains(String(decoding: $0, as: UTF8.self)) } ?? false
        }
    }
  }

  /// The whole numbers that follow directly.
  private func numbers(behind column: Int) -> [Int] {
    var numbers: [Int] = []
    var next = column + 1
    while next < columns.count, isFree(next), columns[next].label.isEmpty,
      columns[next].share(.integer) == 1
    {
      numbers.append(next)
      next += 1
    }
    return numbers
  }

  /// Whether a number behind the status is the size of the response's body, and not of the request,
  /// where other numbers follow it.
  private func isSize(_ column: Int, besides others: [Int]) -> Bool {
    if isOftenZero(column) { return false }
    guard let isZero = isZeroWithoutBody(column), !isZero else { return true }
    return !others.contains { isZeroWithoutBody($0) == true && !isOftenZero($0) }
  }

  /// Whether there are no bytes in most answers that have a body.
  private func isOftenZero(_ column: Int) -> Bool {
    guard let (zeros, all) = zeros(column, where: { $0 == 200 || $0 == 404 || $0 == 500 }) else {
      return false
    }
    return zeros * 2 > all
  }

  /// Whether there are no bytes in answers without a body; `nil` where there are no such answers.
  private func isZeroWithoutBody(_ column: Int) -> Bool? {
    guard let (zeros, all) = zeros(column, where: { $0 == 304 || $0 == 204 }) else { return nil }
    return zeros * 2 > all
  }

  private func zeros(_ column: Int, where fits: (Int) -> Bool) -> (Int, Int)? {
    guard let status = status() else { return nil }
    var (zeros, all) = (0, 0)
    for line in 0..<lines {
      guard let text = columns[status].values[line], text.count == 3,
        fits(text.reduce(0) { $0 * 10 + Int($1 &- 0x30) })
      else { continue }
      all += 1
      if !columns[column].traits[line].isDisjoint(with: [.zero, .empty]) { zeros += 1 }
    }
    return all == 0 ? nil : (zeros, all)
  }

  /// Referrer and user agent, in either order, or one of them alone.
  mutating func chooseReferrerAndAgent() {
    let isAgent = { (column: SniffedColumn) in
      column.share(.agent) >= 0.5
        || (column.count(.agent) > 0 && column.share([.agent, .product]) >= 0.8)
    }
    // `ua` without any value may be another's: nginx's `ua="$upstream_addr"`.
    let agents =
      labelled(.userAgent) { $0.share([.agent, .product]) > 0 } + unlabelled(where: isAgent)
      + labelled(.userAgent) { $0.filled == 0 && LabelName.key($0.label) != "ua" }
    let agent = agents.first ?? agentByPlace()
    if let agent { take(agent, as: .userAgent, encoding: encoding(of: agent)) }
    let isReferrer = { (column: SniffedColumn) in column.share(.url) >= 0.5 }
    if let column = labelledReferrer() {
      take(
        column, as: .referrer, label(column)?.referrerNotation ?? .plain,
        encoding: encoding(of: column))
      return
    }
    guard let agent else { return chooseReferrerAlone() }
    guard columns[agent].label.isEmpty else { return }
    let before = neighbour(of: agent, -1)
    let after = neighbour(of: agent, 1)
    if let before, isReferrer(columns[before]) || isDashBeforeAgent(before) {
      take(before, as: .referrer, encoding: encoding(of: before))
    } else if let after, isReferrer(columns[after]), !repeatsTarget(after) {
      take(after, as: .referrer, encoding: encoding(of: after))
    } else if let column = unlabelled(where: { isReferrer($0) && !$0.isPart }).first,
      column < agent, !repeatsTarget(column)
    {
      take(column, as: .referrer, encoding: encoding(of: column))
    } else if let anchor, agent < anchor {
      chooseReferrerAlone()
    }
  }

  /// The column whose label says that it is the referrer, or its host alone.
  private func labelledReferrer() -> Int? {
    labelled(.referrer, where: { _ in true }).first { columns[$0].mayBeReferrer(label($0)) }
  }

  /// The referrer of a log without user agents behind the request: the URL of another page behind the status or the bytes,
  /// in quotes.
  private mutating func chooseReferrerAlone() {
    let column = fields.filter { $0.value.meaning == .bytes || $0.value.meaning == .status }
      .map { $0.key + 1 }.first { column in
        guard columns.indices.contains(column), isFree(column), columns[column].label.isEmpty,
          columns[column].enclosure == .quotes, columns[column].share(.url) >= 0.5,
          !repeatsTarget(column)
        else { return false }
        // An address is another server's.
        return columns[column].values.allSatisfy {
          $0.map { SniffedAddress(RequestShape.host(of: $0)) == nil } ?? true
        }
      }
    if let column { take(column, as: .referrer, encoding: encoding(of: column)) }
  }

  private func neighbour(of column: Int, _ step: Int) -> Int? {
    let other = column + step
    guard columns.indices.contains(other), isFree(other), columns[other].label.isEmpty else {
      return nil
    }
    return other
  }

  /// Whether a column without any value stands between the bytes and the user agent, in quotes or
  /// not (Traefik 1), where the referrer stands.
  private func isDashBeforeAgent(_ column: Int) -> Bool {
    columns[column].filled == 0 && column > 0 && fields[column - 1]?.meaning == .bytes
  }

  /// The second of two quoted values behind the bytes, where no line has a known user agent: names
  /// with versions, or nothing.
  private func agentByPlace() -> Int? {
    guard let bytes = fields.first(where: { $0.value.meaning == .bytes })?.key,
      let referrer = neighbour(of: bytes, 1), let agent = neighbour(of: referrer, 1),
      columns[referrer].enclosure == .quotes, columns[agent].enclosure == .quotes,
      columns[referrer].filled == 0 || columns[referrer].share(.url) >= 0.5
    else { return nil }
    let column = columns[agent]
    let isEmpty = column.filled == 0 && (agent + 1 == columns.count || columns[referrer].filled > 0)
    return isEmpty || column.share(.product) >= 0.5 ? agent : nil
  }

  /// Whether the URLs end as the targets do, so that they name what was asked for.
  private func repeatsTarget(_ column: Int) -> Bool {
    guard let anchor else { return false }
    var same = 0
    for (value, request) in zip(columns[column].values, columns[anchor].values) {
      guard let value, let request else { continue }
      let words = request.split(separator: 0x20, maxSplits: 2)
      guard let target = words.count > 1 ? words[1] : words.first else { continue }
      let path = target.prefix { $0 != UInt8(ascii: "?") }
      let page = value.prefix { $0 != UInt8(ascii: "?") }
      if path.count > 1, page.suffix(path.count).elementsEqual(path) { same += 1 }
    }
    return same * 2 > columns[column].filled
  }

  /// How blanks and other bytes are written, told by their look.
  private func encoding(of column: Int) -> FieldEncoding {
    let plain: FieldEncoding = columns[column].enclosure == .quotes ? .backslash : .none
    var (blanks, percent, twice, plus) = (0, 0, 0, 0)
    for value in columns[column].values.compactMap({ $0?.prefix(512) }) {
      if value.contains(0x20) { blanks += 1 }
      if value.holds("%2520") {
        twice += 1
      } else if value.holds("%20(") || value.holds(";%20") || value.holds("%3A%2F%2F") {
        percent += 1
      } else if value.holds("+(") || value.holds(";+") {
        plus += 1
      }
    }
    guard blanks == 0 else { return plain }
    switch max(percent, twice, plus) {
    case 0: return plain
    case percent: return .percent
    case twice: return .percentTwice
    default: return .plusForSpace
    }
  }
}
