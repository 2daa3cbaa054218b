package import AccessLog
package import Traffic

/// Logs that are read alike: those of one site, as a configuration file lists them.
package struct LogGroup: FormatChoice {
  /// Whether a log is one of these.
  package var contains: (_ path: String) -> Bool = { _ in true }
  /// What the operator calls where these logs come from.
  package var source: SourceName?
  /// The site that all lines count for.
  package var site: SiteName?
  /// The format of all of them; recognised for each unless named.
  package var format: LogFormat?
  /// What a server's configuration says of its logs, if somebody named that.
  package var configuration: (any LogConfiguration)?
  package var settings = LogSettings()
  package var maxRejected = RejectLimit.share(0.5)

  package init() {}
}

extension CollectOptions {
  /// How a log, a pipe or a socket is read, and the number of its settings.
  ///
  /// - Complexity: O(*n*) in the groups.
  func reading(of path: String) -> (group: LogGroup, number: Int) {
    guard let number = groups.firstIndex(where: { $0.contains(path) }) else { return (logs, 0) }
    return (groups[number], number + 1)
  }

  /// The sites whose names are kept whoever asks for them.
  var ownSites: Set<SiteName> {
    ([logs] + groups).reduce(into: []) { sites, group in
      sites.formUnion(group.configuration?.sites ?? [])
      sites.formUnion(group.settings.ownHosts)
    }
  }
}

extension LogGroup {
  /// The site that all lines of a log count for.
  func site(of path: String) -> SiteName? { site ?? configuration?.site(of: path) }

  /// The format of what comes through a pipe or from syslog, where that is known.
  var streamFormat: LogFormat? { format ?? configuration?.streamFormat }
}

extension LogSettings {
  /// These settings with what all logs of a database share: keys, countries, and the clock of its days.
  func sharing(_ shared: LogSettings) -> LogSettings {
    var settings = self
    (settings.key, settings.visitors) = (shared.key, shared.visitors)
    (settings.countries, settings.siteClock) = (shared.countries, shared.siteClock)
    return settings
  }
}
