internal import ArgumentParser
internal import Collecting
internal import FileSystem
internal import Glibc
internal import TimeZones
internal import Traffic

/// `sporlos init`: a configuration file for the logs that this machine's web server writes.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a configuration file from your web server's, and units for systemd.",
    discussion: """
      Reads the configuration of nginx, Apache, Caddy or another server, and lists the logs it names, by \
      site. Prints a configuration file, the units of a follower and of a nightly run, and a timer. Nothing \
      is written unless you say --write, no file is overwritten, and nothing is started.

      Examples:
        sporlos init
        sporlos init /etc/nginx/nginx.conf --time-zone Europe/Oslo
        sudo sporlos init --write && sporlos config

      Exit codes: 0 all was printed or written, 1 something could not be read or written, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "The server's configuration (default: the first of the usual ones that is there).",
      valueName: "file"), completion: .file())
  var server: String?

  @Option(help: "The database that all is counted into.", completion: .file())
  var db = "/var/lib/sporlos/traffic.sqlite"

  @OptionGroup var zone: TimeZoneOptions

  @Flag(help: "Write the files to where they belong.")
  var write = false

  @Option(
    help: ArgumentHelp(
      "The folder that stands for / when files are written.", valueName: "folder"),
    completion: .directory)
  var root = "/"

  /// Where distributions put the configurations of servers.
  private static let usual = [
    "/etc/nginx/nginx.conf", "/etc/apache2/apache2.conf", "/etc/httpd/conf/httpd.conf",
    "/etc/caddy/Caddyfile", "/etc/lighttpd/lighttpd.conf", "/etc/haproxy/haproxy.cfg",
  ]

  func run() throws {
    guard let path = server ?? InitCommand.usual.first(where: { FileStatus(path: $0) != nil })
    else {
      throw ValidationError(
        "there is no web server's configuration in the usual places: name it, as in "
          + "`sporlos init /opt/nginx/nginx.conf`")
    }
    let file = try FormatFile(path)
    FormatFile.say(file.warnings)
    let zone = try zone.clock()?.name ?? ZoneClock.nameForNew(db)
    let starter = StarterFiles(server: file, database: AbsolutePath.of(db), timeZone: zone)
    guard !starter.sites.isEmpty else {
      throw CommandFailure(
        "\(QuotedText.quoted(path)) names no log that could be collected: "
          + "`sporlos formats --format-file \(QuotedText.harmless(path))` shows what it says")
    }
    let files = try starter.files()
    guard write else {
      return try Answer.writeLine(
        files.map { "# ==> \($0.path) <==\n\n\($0.text)" }.joined(separator: "\n"))
    }
    // All or nothing, but for what fails on the way.
    if let file = files.first(where: { FileStatus(path: under($0.path)) != nil }) {
      throw CommandFailure(
        "\(QuotedText.quoted(under(file.path))) is there already, so nothing was written: move it away, or take "
          + "from `sporlos init` what you need")
    }
    for file in files { try InitCommand.write(file.text, to: under(file.path)) }
    Terminal.standardError.write(starter.next)
  }

  private func under(_ path: String) -> String { root == "/" ? path : root + path }

  private static func write(_ text: String, to path: String) throws(CommandFailure) {
    let name = QuotedText.quoted(path)
    do {
      try StarterFiles.make(path, text)
    } catch {
      throw CommandFailure("cannot write \(name)\(systemTrouble(errno))")
    }
    Terminal.standardError.write("sporlos: wrote \(name)\n")
  }
}
