internal import Collecting
internal import FileSystem
internal import Foundation
internal import LogFormats
internal import Traffic

/// What a new installation begins with: a configuration file with the logs of a server, and units that go by it.
struct StarterFiles {
  /// A file to be written.
  struct File {
    var path: String
    var text: String
  }

  /// Logs that are counted for the same hosts.
  struct Site {
    /// The site's own name first.
    var hosts: [String]
    var logs: [String]
  }

  let server: FormatFile
  let database: String
  let timeZone: String
  private(set) var sites: [Site] = []

  init(server: FormatFile, database: String, timeZone: String) {
    (self.server, self.database, self.timeZone) = (server, database, timeZone)
    for log in server.collectable {
      let path = AbsolutePath.of(log.configured.path)
      if let place = sites.firstIndex(where: { $0.hosts == log.configured.sites }) {
        if !sites[place].logs.contains(path) { sites[place].logs.append(path) }
      } else if !sites.contains(where: { $0.logs.contains(path) }) {
        sites.append(Site(hosts: log.configured.sites, logs: [path]))
      }
    }
  }

  /// The configuration file, and the units that no package has brought.
  func files() throws -> [File] {
    let units = [
      ("sporlos.service", try unit(.follow)), ("sporlos-collect.service", try unit(.nightly)),
      ("sporlos-collect.timer", SystemdUnit.timer),
    ]
    let isPackaged = ["/usr/lib/systemd/system/", "/lib/systemd/system/"].contains {
      FileStatus(path: $0 + "sporlos.service") != nil
    }
    return [File(path: SettingsFile.usualPath, text: settings)]
      + (isPackaged ? [] : units).map { File(path: "/etc/systemd/system/" + $0, text: $1) }
  }

  /// A unit that finds all it needs in the configuration file.
  private func unit(_ work: SystemdUnit.Work) throws -> String {
    var options = FollowOptions(
      collect: CollectOptions(inputs: sites.flatMap(\.logs), database: database))
    options.files = [SettingsFile.usualPath, server.path]
    try SystemdUnit.requireNameable(options)
    return SystemdUnit(work: work, options: options, arguments: ["unit"]).text
  }

  /// Beside the database, where the server of reports looks for it.
  private var published: String {
    let folder = FolderListing.split(database).folder
    return (folder == "/" ? "" : folder) + "/published.sqlite"
  }

  /// The configuration file.
  var settings: String {
    var lines = [
      "# Settings of sporlos, for the logs that \(QuotedText.quoted(server.path)) names.",
      "# `sporlos config` prints what is in force, and every setting that there is.",
      "",
      "db = \(TOMLText.quoted(database))",
      "time-zone = \(TOMLText.quoted(timeZone))",
      "# What others may see, for `sporlos serve` and the web team:",
      "publish-to = \(TOMLText.quoted(published))",
      "",
      "# How long counts are kept, and by the hour:",
      "# keep = \"25mo\"",
      "# keep-hours = \"13mo\"",
      "# Your own requests, which should not count:",
      "# exclude-network = [\"192.0.2.0/24\"]",
    ]
    for site in sites {
      lines += ["", "[[sites]]"]
      if let name = site.hosts.first.flatMap(SiteName.init) {
        lines.append("site = \(TOMLText.quoted(name.text))")
      }
      let others = site.hosts.dropFirst().compactMap(SiteName.init).map(\.text)
      if !others.isEmpty { lines.append("own-host = \(TOMLText.list(others))") }
      lines.append("logs = \(TOMLText.list(site.logs))")
      lines.append("format-file = \(TOMLText.quoted(AbsolutePath.of(server.path)))")
    }
    let left = server.logs.compactMap { log in
      log.refusal.map { "# \(log.place): \(log.title) is not collected: \($0)" }
    }
    if !left.isEmpty { lines += [""] + left }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What to do next.
  var next: String {
    """
    sporlos: look at \(SettingsFile.usualPath), then check it with `sporlos config`
    sporlos: to count every night:  systemctl enable --now sporlos-collect.timer
    sporlos: to count all the time: systemctl enable --now sporlos.service

    """
  }

  /// Writes a new file, and the folders that it is in.
  static func make(_ path: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url, options: .withoutOverwriting)
  }
}
