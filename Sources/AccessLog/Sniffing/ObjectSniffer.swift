internal import LogFormats

/// Recognises the keys of objects by their names and by what their values look like.
struct ObjectSniffer {
  private struct Key {
    var path: [String]
    var column: SniffedColumn
    var name: LabelName?
  }

  private var keys: [Key] = []
  private var chosen: [Int: FormatField] = [:]
  private var notes: [GuessNote] = []
  private var targetNamesHost = false
  private let encoding: FieldEncoding

  /// The formats of lines that are objects: of JSON, or of pairs.
  static func guesses(_ lines: [ArraySlice<UInt8>]) -> [FormatGuess] {
    let json = lines.compactMap { FlatObject(json: $0) }
    if json.count * 4 >= lines.count, !json.isEmpty {
      return [guess(json, .json) { .json($0) }].compactMap(\.self)
    }
    let pairs = lines.compactMap { FlatObject(pairs: $0) }
    guard pairs.count * 4 >= lines.count, !pairs.isEmpty else { return [] }
    return [guess(pairs, .backslash) { .logfmt($0) }].compactMap(\.self)
  }

  private static func guess(
    _ objects: [FlatObject], _ encoding: FieldEncoding,
    _ shape: ([FormatKey]) -> FormatDefinition.Shape
  ) -> FormatGuess? {
    var sniffer = ObjectSniffer(objects, encoding)
    guard sniffer.choose() else { return nil }
    let keys = sniffer.chosen.sorted { $0.key < $1.key }.map {
      FormatKey(sniffer.keys[$0.key].path, $0.value)
    }
    let definition = FormatDefinition(
      name: LogFormat.recognisedName, shape: shape(keys), targetNamesHost: sniffer.targetNamesHost)
    return FormatGuess(definition: definition, fit: 0, notes: sniffer.notes)
  }

  private init(_ objects: [FlatObject], _ encoding: FieldEncoding) {
    self.encoding = encoding
    var order: [[String]: Int] = [:]
    var values: [[ArraySlice<UInt8>?]] = []
    var paths: [[String]] = []
    for (line, object) in objects.enumerated() {
      for entry in object.entries where entry.path.allSatisfy(Self.isName) {
        if order[entry.path] == nil {
          guard paths.count < 512 else { continue }
          order[entry.path] = paths.count
          paths.append(entry.path)
          values.append([ArraySlice<UInt8>?](repeating: nil, count: objects.count))
        }
        guard let index = order[entry.path], values[index][line] == nil else { continue }
        values[index][line] = encoding == .json ? Self.unescaped(entry.value) : entry.value
      }
    }
    for (path, values) in zip(paths, values) {
      let column = SniffedColumn(values: values, label: path.joined(separator: "."))
      keys.append(Key(path: path, column: column, name: Self.name(path)))
    }
  }

  /// Whether a key is one that a server has of its own. It is written in a scrubbed log as it is, so it has
  /// no byte that acts, and none that would be escaped.
  private static func isName(_ key: String) -> Bool {
    key.utf8.allSatisfy { (0x20...0x7e).contains($0) && !"\"\\".utf8.contains($0) }
  }

  /// Objects that hold what another server said, or what is sent back.
  private static let others = [
    "upstream", "origin", "resphead", "responsehead", "tls", "labels", "resource",
  ]

  /// Whether what stands in an object is another server's, or what is sent back; not `url.original`.
  private static func isOther(_ path: [String]) -> Bool {
    path.contains { key in
      let key = LabelName.key(key)
      return !key.hasPrefix("original") && others.contains { key.hasPrefix($0) }
    }
  }

  /// What a path's name means: the last key's, or that of the last two; nothing of what a server sends
  /// back, or of what another server said.
  private static func name(_ path: [String]) -> LabelName? {
    guard let last = path.last, !isOther(path) else { return nil }
    // How long a request's own content is says nothing of the response.
    if LabelName(last)?.meaning == .bytes,
      path.dropLast().contains(where: { LabelName.key($0).hasPrefix("req") })
    {
      return nil
    }
    if path.count > 1, let name = LabelName(path.suffix(2).joined()) { return name }
    guard var name = LabelName(last) else { return nil }
    // What stands deeper is less likely meant.
    name.rank += path.count - 1
    return name
  }

  /// The bytes with `\/`, `\"` and `\\` read, as far as looks matter.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.contains(UInt8(ascii: "\\")) else { return text }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.endIndex { index += 1 }
      result.append(text[index])
      index += 1
    }
    return result[...]
  }

  // MARK: Choosing

  private func candidates(
    _ meaning: FieldMeaning, where fits: (SniffedColumn) -> Bool
  ) -> [Int] {
    keys.indices.filter {
      chosen[$0] == nil && keys[$0].name?.meaning == meaning && fits(keys[$0].column)
    }.sorted { (keys[$0].name?.rank ?? 0, $0) < (keys[$1].name?.rank ?? 0, $1) }
  }

  /// The only key whose values show what they are, whatever it is called.
  private func onlyOne(_ trait: ValueTraits, _ share: Double) -> Int? {
    let all = keys.indices.filter { key in
      chosen[key] == nil && keys[key].name == nil && !Self.isOther(keys[key].path)
        && keys[key].column.filled > 0 && keys[key].column.share(trait) >= share
    }
    return all.count == 1 ? all.first : nil
  }

  /// HAProxy's own name for the bytes that it sent (`%B`), among others of its names.
  private func bytesRead() -> Int? {
    let names = Set(keys.compactMap { $0.path.last.map(LabelName.key) })
    guard names.contains("backend") || names.contains("backendname"),
      names.contains("frontend") || names.contains("frontendname")
    else { return nil }
    return keys.indices.first {
      chosen[$0] == nil && keys[$0].path.last.map(LabelName.key) == "bytesread"
        && keys[$0].column.filled > 0 && keys[$0].column.isNearly(.integer)
    }
  }

  /// Whether no bytes were taken, although a number's name sounds like them.
  private func perhapsBytes() -> Bool {
    guard !chosen.values.contains(where: { $0.meaning == .bytes }) else { return false }
    return keys.indices.contains { key in
      guard chosen[key] == nil, keys[key].name == nil, let last = keys[key].path.last,
        keys[key].column.filled > 0, keys[key].column.share(.integer) == 1
      else { return false }
      let name = LabelName.key(last)
      return ["byte", "size", "length"].contains { name.contains($0) }
    }
  }

  private mutating func take(
    _ key: Int?, as meaning: FieldMeaning, _ notation: FieldNotation = .plain
  ) {
    guard let key else { return }
    chosen[key] = FormatField(
      meaning, notation, encoding: Self.encoding(of: keys[key].column) ?? encoding,
      name: keys[key].path.joined(separator: "."),
      mayBeClient: keys[key].column.share(.address) >= 0.5)
  }

  /// Percent-encoded values (Akamai).
  private static func encoding(of column: SniffedColumn) -> FieldEncoding? {
    let values = column.values.compactMap { $0?.prefix(512) }
    guard values.contains(where: { $0.holds("%20") || $0.holds("%3A%2F%2F") || $0.holds("%3D") }),
      !values.contains(where: { $0.contains(0x20) || $0.holds("://") }),
      column.share([.agent, .product, .url]) > 0 || values.allSatisfy({ !$0.contains(0x3d) })
    else { return nil }
    return .percent
  }

  private mutating func choose() -> Bool {
    chooseTime()
    take(
      candidates(.request) { $0.share(.request) >= 0.5 }.first ?? onlyOne(.request, 0.9),
      as: .request)
    if chosen.values.allSatisfy({ $0.meaning != .request }) {
      // Fastly's own example calls the method the request.
      let methods =
        candidates(.method) { $0.isNearly(.method) }
        + candidates(.request) { $0.isNearly(.method) }
      take(methods.first, as: .method)
      let targets =
        candidates(.target) { $0.share([.path, .url]) >= 0.8 }
        + candidates(.request) { $0.share([.path, .url]) >= 0.8 }
      guard let target = targets.first
      else { return false }
      take(target, as: .target)
      targetNamesHost = keys[target].column.isNearly(.url)
      take(candidates(.version) { $0.isNearly(.version) }.first, as: .version)
      let hasQuery = keys[target].column.values.contains { $0?.contains(0x3f) ?? false }
      if !hasQuery { take(candidates(.query) { _ in true }.first, as: .query) }
    }
    let status = candidates(.status, where: { $0.share(.status) >= 0.9 }).first
    // AWS WAF looks at requests before they are answered.
    guard status != nil || isOfFirewall else { return false }
    take(status, as: .status)
    take(candidates(.bytes) { $0.isNearly(.integer) }.first ?? bytesRead(), as: .bytes)
    if perhapsBytes() { notes.append(.bytesLeftOut) }
    chooseReferrer()
    take(
      candidates(.userAgent) { $0.filled == 0 || $0.share([.agent, .product]) > 0 }.first
        ?? onlyOne(.agent, 0.5),
      as: .userAgent)
    chooseClient()
    let hosts = candidates(.host) {
      $0.share(.domain) >= 0.5 || ($0.isNearly(.hostName) && $0.count(.domain) > 0)
    }
    take(host(among: hosts), as: .host)
    chooseDuration()
    return true
  }

  /// The referrer, or where no key has one its host alone.
  private mutating func chooseReferrer() {
    let key = candidates(.referrer, where: { _ in true }).first {
      keys[$0].column.mayBeReferrer(keys[$0].name)
    }
    take(key, as: .referrer, key.flatMap { keys[$0].name }?.referrerNotation ?? .plain)
  }

  /// Whether the objects are AWS WAF's
  /// (https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html).
  private var isOfFirewall: Bool {
    let paths = Set(keys.map(\.path))
    return paths.isSuperset(of: [["webaclId"], ["action"], ["httpRequest", "clientIp"]])
  }

  private mutating func chooseTime() {
    // `requestTime` is a time in one log and a duration in another.
    let times =
      candidates(.time) { $0.share(.time) >= 0.8 }
      + candidates(.duration) { column in
        // A number of milliseconds since 1970 is no duration.
        column.share(.time) >= 0.8
          && (column.count([.integer, .decimal]) == 0
            || column.values.allSatisfy { $0.map { $0.count == 13 } ?? true })
      }
    for key in times {
      guard let (time, isUncertain) = keys[key].column.time() else { continue }
      if isUncertain {
        notes.append(.dayOrMonthFirst)
        continue
      }
      take(key, as: .time, time.notation)
      if !time.hasZone { notes.append(.timeWithoutZone) }
      break
    }
    if chosen.isEmpty { notes.append(.noTime) }
    // Others hold whole seconds, and say nothing of most responses.
    if let end = candidates(.end, where: { $0.share(.time) >= 0.8 }).first,
      let (time, _) = keys[end].column.time(), time.notation.hasFractions
    {
      take(end, as: .end, time.notation)
    }
  }

  private mutating func chooseClient() {
    var all = candidates(.client) { $0.share(.address) >= 0.9 && $0.filled > 0 }
    if all.isEmpty { all = onlyAddress() }
    guard let first = all.first else {
      notes.append(.noAddress)
      return
    }
    let full = all.first { keys[$0].column.fullness >= 0.9 } ?? first
    var client = full
    if keys[full].column.count(.isPublic) == 0,
      let other = all.first(where: { keys[$0].column.count(.isPublic) > 0 })
    {
      notes.append(.privateAddressesWithPublicColumn(keys[other].path.joined(separator: ".")))
      if keys[other].column.fullness >= 0.5 { client = other }
    }
    take(client, as: .client)
    for key in all where key != client {
      take(key, as: .ignored)
      chosen[key]?.mayBeClient = true
    }
  }

  /// The only key with addresses, whatever it is called, if not by the name of another machine.
  private func onlyAddress() -> [Int] {
    let all = keys.indices.filter { key in
      chosen[key] == nil && keys[key].column.share(.address) >= 0.9
        && keys[key].column.filled > 0 && !keys[key].column.isNearly(.service)
        && !keys[key].path.contains { key in
          let key = LabelName.key(key)
          return Self.machines.contains { key.contains($0) }
        }
    }
    return all.count == 1 ? all : []
  }

  /// Words in the names of addresses that are not the client's.
  private static let machines = [
    "server", "upstream", "backend", "origin", "local", "dest", "dst", "target", "host", "node",
    "pod", "proxy", "balancer", "elb", "gateway", "listen", "bind", "nat", "via",
  ]

  /// The host that was asked for: where a key that says so differs from `host`, that is the machine
  /// that wrote the log.
  private func host(among keys: [Int]) -> Int? {
    guard let first = keys.first, self.keys[first].path.last == "host" else { return keys.first }
    let asked = keys.dropFirst().first { key in
      Self.askedNames.contains(LabelName.key(self.keys[key].path.last ?? ""))
    }
    guard let asked else { return first }
    let (one, other) = (self.keys[first].column.values, self.keys[asked].column.values)
    let isSame = zip(one, other).allSatisfy { one, other in
      guard let one, let other else { return true }
      return one.prefix { $0 != 0x3a } == other.prefix { $0 != 0x3a }
    }
    return isSame ? first : asked
  }

  private static let askedNames: Set<String> = [
    "httphost", "requesthost", "requestedhost", "requesteddomain", "vhost", "virtualhost",
    "authority", "domain", "domainhttphost",
  ]

  private mutating func chooseDuration() {
    guard chosen.values.allSatisfy({ $0.meaning != .end }) else { return }
    if chooseParts() { return }
    let all = candidates(.duration) {
      $0.share([.integer, .decimal, .unit]) >= 0.9 && $0.filled > 0
    }
    let names = keys.map { $0.path.last ?? "" }
    for key in all {
      if let notation = known(names[key], keys[key].column)
        ?? MeaningChoice.notation(of: keys[key].column, named: names[key], besides: names)
      {
        return take(key, as: .duration, notation)
      }
    }
    if let key = all.first ?? perhapsDuration() {
      notes.append(.durationLeftOut(keys[key].path.joined(separator: ".")))
    }
  }

  /// A key with numbers whose name sounds like a time that something took.
  private func perhapsDuration() -> Int? {
    keys.indices.first { key in
      guard chosen[key] == nil, keys[key].name == nil, let last = keys[key].path.last,
        keys[key].column.filled > 0, keys[key].column.share([.integer, .decimal, .unit]) == 1
      else { return false }
      let name = LabelName.key(last)
      return ["ms", "us", "s", "ta", "tt", "rt", "d"].contains(name)
        || ["time", "elaps", "dur", "took", "spent", "process", "latency"].contains {
          name.contains($0)
        }
    }
  }

  /// Durations whose unit only the manual tells of what writes these keys.
  private static let knownUnits: [(name: String, besides: [String], unit: TimeUnit)] = [
    // Caddy.
    ("duration", ["request.uri", "logger"], .seconds),
    // https://github.com/pinojs/pino-http
    ("responseTime", ["pid", "hostname", "res.statusCode"], .milliseconds),
    // Delivery networks of Alibaba, Tencent and Huawei:
    // https://www.alibabacloud.com/help/en/sls/dcdn-real-time-logs-log-fields,
    // https://www.tencentcloud.com/document/product/614/42748,
    // https://support.huaweicloud.com/intl/en-us/usermanual-lts/lts_04_0536.html
    ("request_time", ["unixtime", "return_code", "response_size"], .milliseconds),
    ("request_time", ["http_code", "rsp_size", "proto"], .milliseconds),
    ("response_time", ["request_time", "http_code", "hit_info"], .milliseconds),
    ("Duration", ["DownstreamStatus"], .nanoseconds),
  ]

  private func known(_ name: String, _ column: SniffedColumn) -> FieldNotation? {
    let names = Set(keys.map { $0.path.joined(separator: ".") })
    let known = Self.knownUnits.first { $0.name == name && names.isSuperset(of: $0.besides) }
    // Nobody writes a part of a nanosecond: these are seconds under another's name.
    if let known, known.unit != .nanoseconds || column.count(.decimal) == 0 {
      return .duration(known.unit)
    }
    // Elastic Common Schema, field event.duration.
    let isElastic =
      name == "duration" && names.contains("@timestamp")
      && keys.contains { $0.path.suffix(2) == ["event", "duration"] }
    return isElastic && column.count(.decimal) == 0 ? .duration(.nanoseconds) : nil
  }

  /// Durations that are logged in parts: Heroku's router, Akamai, Oracle Cloud's load balancers
  /// (https://docs.oracle.com/en-us/iaas/Content/Logging/Reference/details_for_load_balancer_logs.htm).
  private mutating func chooseParts() -> Bool {
    let known: [([String], FieldNotation)] = [
      (["connect", "service"], .durationWithUnit),
      (["turnAroundTimeMSec", "transferTimeMSec"], .duration(.milliseconds)),
      (
        ["requestProcessingTime", "backendProcessingTime", "responseProcessingTime"],
        .duration(.seconds)
      ),
    ]
    for (names, notation) in known {
      let parts = names.compactMap { name in keys.firstIndex { $0.path.last == name } }
      guard parts.count == names.count,
        parts.allSatisfy({ keys[$0].column.share([.integer, .decimal, .unit]) >= 0.9 })
      else { continue }
      for (part, meaning) in zip(parts, [FieldMeaning.duration, .duration2, .duration3]) {
        take(part, as: meaning, notation)
      }
      return true
    }
    return false
  }
}

extension FieldNotation {
  /// Whether a time may be finer than a second.
  fileprivate var hasFractions: Bool {
    switch self {
    case .iso8601, .epoch, .anyTime: true
    default: false
    }
  }
}
