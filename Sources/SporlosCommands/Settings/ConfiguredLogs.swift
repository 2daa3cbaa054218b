internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Traffic

/// The logs that the configuration file lists: which they are, and how those of each site are read.
struct ConfiguredLogs {
  private(set) var groups: [LogGroup] = []
  /// What to count where a command line names no log.
  private(set) var inputs: [String] = []
  /// Whether all is as the file says.
  private(set) var isComplete = true
  private let settings: Settings
  private var found: FoundFiles
  private var missing: [String] = []

  /// Whether the file lists any, or the environment does.
  static var areThere: Bool {
    let settings = Settings.inForce
    return settings.value("logs") != nil || settings.file.map { !$0.sites.isEmpty } ?? false
  }

  /// - Parameters:
  ///   - typed: The command line, whose options for logs are for these, too.
  ///   - isFollowing: Whether logs may come later, and grow.
  ///   - readsSitemaps: Whether lines are going to be counted.
  ///   - say: Gets what is good to know.
  /// - Throws: ``CommandFailure`` where a site's settings are not what they should be.
  init(
    beside typed: [String], isFollowing: Bool, readsSitemaps: Bool = true,
    say: ([String]) -> Void
  ) throws(CommandFailure) {
    let settings = Settings.inForce
    self.settings = settings
    let top = LogPatterns(settings.value("logs")?.words ?? [])
    let sites = settings.file?.sites.indices.map { settings.logPatterns(of: $0) } ?? []
    let plain = Set(([top] + sites).flatMap(\.patterns))
    found = FoundFiles { plain.contains($0) }
    if let twice = Dictionary(grouping: ([top] + sites).flatMap(\.patterns), by: { $0 })
      .filter({ $0.value.count > 1 }).keys.min()
    {
      throw CommandFailure(
        sentence:
          "\(QuotedText.quoted(settings.file?.path ?? "")): the log \(QuotedText.quoted(twice)) is "
          + "listed twice: list each log for one site only", isUsage: true)
    }
    for (number, patterns) in sites.enumerated() {
      try add(
        number, patterns, typed, isFollowing: isFollowing, readsSitemaps: readsSitemaps, say: say)
    }
    list(top, isFollowing: isFollowing)
    inputs += found.files.map(\.path)
    say(missing.map { "the log \(QuotedText.quoted($0)) is not there" })
    isComplete = isComplete && missing.isEmpty
  }

  private mutating func add(
    _ number: Int, _ patterns: LogPatterns, _ typed: [String], isFollowing: Bool,
    readsSitemaps: Bool, say: ([String]) -> Void
  ) throws(CommandFailure) {
    do {
      let site = try SiteLogOptions.parse(settings.options(ofSite: number, beside: typed))
      var group = try site.group()
      group.contains = patterns.contains
      if readsSitemaps {
        group.settings.sitemap = try site.listed.pages(group.settings.rules)
      }
      if var server = try site.log.configuration() {
        FormatFile.say(server.warnings)
        isComplete = isComplete && server.warnings.isEmpty
        if patterns.patterns.isEmpty {
          let listed = try server.inputs(isFollowing: isFollowing, say: say)
          let all = Set(listed)
          inputs += listed
          group.contains = { [server] path in all.contains(path) || server.match(path) != nil }
        }
        group.configuration = server
      }
      groups.append(group)
      list(patterns, isFollowing: isFollowing)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw settings.failure(of: number, SiteLogOptions.message(for: error))
    }
  }

  /// Lists what there is of some logs: each after what it was rotated to.
  private mutating func list(_ patterns: LogPatterns, isFollowing: Bool) {
    for pattern in patterns.patterns {
      guard !isFollowing, !LogPatterns.isStream(pattern) else {
        inputs.append(pattern)
        continue
      }
      let count = found.files.count
      for path in FollowedPattern(text: pattern).paths() { found.add(path, groups.count) }
      if found.files.count == count, !found.has(pattern) { missing.append(pattern) }
    }
  }
}

extension Settings {
  /// What is wrong with a site's settings, and in which line of the file that is.
  func failure(of site: Int, _ message: String) -> CommandFailure {
    guard let given = logs(of: site).first(where: { $0.isNamed(in: message) }) else {
      return CommandFailure(
        sentence: "\(QuotedText.quoted(file?.path ?? "")): site \(site + 1): \(message)",
        isUsage: true)
    }
    return CommandFailure(sentence: "\(message) (\(given.source))", isUsage: true)
  }
}
