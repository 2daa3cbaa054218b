extension HAProxyReader {
  mutating func directive(_ words: [String], _ place: Place) {
    switch section {
    case .global:
      switch words[0] {
      case "log": globalTargets.append(Target(words: Array(words.dropFirst()), place: place))
      case "setenv" where words.count > 2: variables[words[1]] = words[2]
      case "presetenv" where words.count > 2:
        variables[words[1]] = variables[words[1]] ?? words[2]
      default: break
      }
    case .defaults, .proxy: inProxy(words, place)
    case .other: break
    }
  }

  private mutating func inProxy(_ words: [String], _ place: Place) {
    switch words[0] {
    case "mode": current.isHTTP = words.dropFirst().first == "http"
    case "log":
      guard words.count > 1 else { return sources.note(.missingArgument, place, "log") }
      if words[1] == "global" {
        current.isGlobal = true
      } else {
        current.targets.append(Target(words: Array(words.dropFirst()), place: place))
      }
    case "no" where words.dropFirst().first == "log":
      current.isGlobal = false
      current.targets = []
    case "no" where words.count > 2 && words[1] == "option":
      if option(Array(words.dropFirst(2))) != nil { current.format = .connections }
    case "option":
      guard let format = option(Array(words.dropFirst())) else { return }
      current.format = format
      current.formatPlace = place
    case "log-format":
      guard words.count > 1 else { return sources.note(.missingArgument, place, "log-format") }
      current.format = .requests(name: nil, text: words[1])
      current.formatPlace = place
    case "capture", "declare", "http-request", "http-response", "tcp-request": capture(words)
    default: break
    }
  }

  private func option(_ words: [String]) -> Format? {
    switch words.first {
    case "httplog":
      words.contains("clf")
        ? .requests(name: "httplog clf", text: HAProxyFormats.clf)
        : .requests(name: "httplog", text: HAProxyFormats.http)
    case "httpslog": .requests(name: "httpslog", text: HAProxyFormats.https)
    case "tcplog": .connections
    default: nil
    }
  }

  /// What a place of `%hr` holds. Each declaration has the next place; `id` fills one that is there.
  private mutating func capture(_ words: [String]) {
    switch (words[0], words.count > 1 ? words[1] : "", words.count > 2 ? words[2] : "") {
    case ("capture", "request", "header"): add(words.dropFirst(3).first ?? "", true)
    case ("capture", "response", "header"): add(words.dropFirst(3).first ?? "", false)
    case ("declare", "capture", let side): add("", side == "request")
    case (let side, "capture", let sample) where side != "capture":
      let name = Self.header(sample)
      guard let id = words.firstIndex(of: "id") else { return add(name, side != "http-response") }
      guard words.indices.contains(id + 1), let place = Int(words[id + 1]) else { return }
      if side == "http-response" {
        if current.responseCaptures.indices.contains(place) {
          current.responseCaptures[place] = name
        }
      } else if current.requestCaptures.indices.contains(place) {
        current.requestCaptures[place] = name
      }
    default: break
    }
  }

  private mutating func add(_ name: String, _ isRequest: Bool) {
    guard current.requestCaptures.count + current.responseCaptures.count < 1_000 else { return }
    if isRequest {
      current.requestCaptures.append(name)
    } else {
      current.responseCaptures.append(name)
    }
  }

  /// The header that an expression takes, as `req.hdr(User-Agent)`; else the expression.
  private static func header(_ sample: String) -> String {
    for fetch in ["req.hdr(", "req.fhdr(", "hdr(", "res.hdr(", "res.fhdr("]
    where sample.hasPrefix(fetch) {
      let name = sample.dropFirst(fetch.count).prefix { $0 != ")" && $0 != "," }
      if sample.hasSuffix(")"), !name.isEmpty { return String(name) }
    }
    return sample
  }

  /// What is sent, once all is read.
  func resolved() -> SaidLogs {
    var said = SaidLogs()
    for proxy in proxies {
      let targets = (proxy.isGlobal ? globalTargets : []) + proxy.targets
      guard !targets.isEmpty else { continue }
      // What is not in HTTP mode has no requests to log.
      guard proxy.isHTTP else { continue }
      guard case .requests(let name, let text) = proxy.format else {
        sources.note(.noRequests, proxy.place)
        continue
      }
      for target in targets where Self.takesRequests(target.words) {
        let place = proxy.formatPlace ?? proxy.place
        said.add(
          ConfiguredLog(
            path: Self.place(target.words),
            destination: Self.isStandardStream(target.words) ? .standardOutput : .syslog,
            format: ConfiguredFormat(
              .haproxy, text, requestCaptures: proxy.requestCaptures,
              responseCaptures: proxy.responseCaptures),
            formatName: name, file: place.file, line: place.line), sources)
      }
    }
    return said
  }

  /// Address and facility, as written.
  private static func place(_ words: [String]) -> String {
    ([words.first ?? ""] + facilityAndLevel(words).prefix(1)).joined(separator: " ")
  }

  private static func isStandardStream(_ words: [String]) -> Bool {
    ["stdout", "stderr", "fd@1", "fd@2"].contains(words.first)
  }

  private static func facilityAndLevel(_ words: [String]) -> [String] {
    var rest = words.dropFirst()
    while let first = rest.first, ["len", "format", "sample", "profile"].contains(first) {
      rest = rest.dropFirst(2)
    }
    return Array(rest)
  }

  /// Requests are of the level `info`, which a level above leaves out.
  private static func takesRequests(_ words: [String]) -> Bool {
    let level = facilityAndLevel(words).dropFirst().first
    return level == nil || level == "info" || level == "debug"
  }
}
