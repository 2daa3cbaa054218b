/// The logs as the blocks of a configuration say them, before those of one file are put together.
struct SaidLogs {
  /// Far more than any server has.
  static let most = 50_000

  /// A log as one block says it. Its sites are the block's, whether shared or not.
  private var logs: [ConfiguredLog] = []
  private(set) var unlogged: [UnloggedSite] = []

  /// A log, unless its path is that of nothing: such a block writes none.
  mutating func add(_ log: ConfiguredLog, _ sources: ConfigurationSources) {
    guard logs.count < Self.most else {
      return sources.fill(.init(file: log.file, line: log.line))
    }
    if log.destination == .file, log.path == "/dev/null" {
      addUnlogged(log.sites, .init(file: log.file, line: log.line))
    } else {
      logs.append(log)
    }
  }

  mutating func addUnlogged(_ sites: [String], _ place: ConfigurationSources.Place) {
    guard unlogged.count < Self.most else { return }
    unlogged.append(UnloggedSite(sites: sites, file: place.file, line: place.line))
  }

  /// Each log once, with the sites that all blocks that write it agree on.
  func merged(_ sources: ConfigurationSources) -> ([ConfiguredLog], [UnloggedSite]) {
    var shared: [String: BlockNames] = [:]
    for log in logs where !log.path.isEmpty {
      shared[log.path, default: BlockNames()].add(log.sites)
    }
    var merged: [ConfiguredLog] = []
    var formats: [String: ConfiguredFormat] = [:]
    var known: Set<Key> = []
    for var log in logs {
      if !log.path.isEmpty {
        log.sites = shared[log.path]?.names ?? []
        if formats[log.path, default: log.format] != log.format {
          sources.note(.severalFormats, .init(file: log.file, line: log.line), log.path)
        }
        formats[log.path] = formats[log.path] ?? log.format
      }
      if known.insert(Key(log)).inserted { merged.append(log) }
    }
    return (merged, unlogged)
  }

  /// What makes two logs of different lines of a configuration one.
  private struct Key: Hashable {
    var log: ConfiguredLog

    init(_ log: ConfiguredLog) {
      self.log = log
      // A log without a path is told by its line.
      guard !log.path.isEmpty else { return }
      self.log.file = ""
      self.log.line = 0
      self.log.formatName = nil
    }
  }
}

/// The names of the blocks that write one log: those of the widest, if they hold all others'.
private struct BlockNames {
  private(set) var names: [String]?
  private var set: Set<String> = []
  private var differ = false

  mutating func add(_ more: [String]) {
    guard !differ else { return }
    guard names != nil else {
      names = more
      set = Set(more)
      return
    }
    // Blocks without a name take whatever host a client says, and so share with no one's.
    if more.isEmpty != set.isEmpty {
      differ = true
    } else if !set.isSuperset(of: more) {
      differ = !set.isSubset(of: more)
      set = Set(more)
      names = more
    }
    if differ { names = [] }
  }
}
