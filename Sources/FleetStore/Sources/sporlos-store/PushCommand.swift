import ArgumentParser
import FleetStore
import TimeZones
import Traffic
import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `sporlos-store push`.
struct PushCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Send the counts of a database to a store.",
    discussion: """
      Examples:
        sporlos-store push http://127.0.0.1:8123/sporlos --db traffic.sqlite
        sporlos-store push https://writer@ch.example.org:8443/sporlos \\
          --db /var/lib/sporlos/traffic.sqlite --follow
        sporlos-store push http://127.0.0.1:8123/sporlos \\
          --db /var/lib/sporlos/traffic.sqlite --print-unit

      Sends hours and days that are over and have changed since they were sent, and the names that pages \
      have got. An hour that has not ended is never sent. What was sent is noted in the state folder; if \
      you run it again, only changes are sent.

      --follow goes on and sends once an hour, at a minute that depends on the database alone and not on \
      its traffic.

      A password belongs in ~/.netrc; it is not accepted in the address.

      Exit codes: 0 all is sent, 1 the store or the database failed (what was sent stays sent), \
      2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  @Option(help: ArgumentHelp("The database of counts.", valueName: "file"), completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "Where to note what was sent (default: the database's name and -store).",
      valueName: "folder"), completion: .directory)
  var state: String?

  @Flag(help: "Send everything again, in place of any other copy of this database.")
  var all = false

  @Flag(help: "Go on, and send once an hour.")
  var follow = false

  @Option(
    help: ArgumentHelp(
      "Replicas that must have a part before it counts as sent.", valueName: "number"))
  var quorum = 0

  @Option(
    help: ArgumentHelp(
      "Send all days before this one (default: what is over by the clock).", valueName: "day"),
    transform: givenDay)
  var today: Day?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Print a systemd unit that does this, and exit.")
  var printUnit = false

  func validate() throws {
    guard (0...100).contains(quorum) else { throw ValidationError("--quorum must be 0 to 100") }
    if follow, today != nil { throw ValidationError("--follow and --today cannot be combined") }
  }

  func run() throws {
    let address = try StoreAddress(url)
    if printUnit {
      print(PushUnit(url: url, database: db, state: state, quorum: quorum).text, terminator: "")
      return
    }
    guard follow else {
      try push(to: address, all: all)
      return
    }
    var isFirst = true
    while true {
      do {
        try push(to: address, all: all && isFirst)
        isFirst = false
      } catch let failure as StoreFailure {
        StandardError.say(failure.sentence)
      }
      PushTimes(database: db).wait()
    }
  }

  private func push(to address: StoreAddress, all: Bool) throws {
    let database = try TrafficArchive(path: db)
    let zone = try ZoneClock(stored: try database.read { try $0.timeZone() })
    let store = try Store(address, quorum: quorum)
    let isShown = isatty(STDERR_FILENO) == 1 && !quiet
    let sender = try Sender(database, to: store, folder: state ?? "\(db)-store", zone: zone)
    let sent = try sender.run(all: all, today: today) { sent, units in
      if isShown { StandardError.say("sent \(sent.units) of \(units) hours and days") }
    }
    if !quiet, !follow || sent.units > 0 {
      print(
        "sent \(sent.units) hours and days (\(sent.rows) rows) and \(sent.names) names of pages as source \(sender.source)"
      )
    }
    try database.close()
  }
}

/// When a follower sends: at one minute of each hour, spread over the sources and not told by traffic.
struct PushTimes {
  /// 10 to 54: an hour's last lines are counted a few minutes after its end.
  let minute: Int

  init(database: String) {
    // The path as good as any: it only has to differ between servers, and stay.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var name = [CChar](repeating: 0, count: 256)
    // SAFETY: the buffer lives for the call, and its size is what the function is told.
    unsafe gethostname(&name, 255)
    for byte in name.map({ UInt8(bitPattern: $0) }) + Array(database.utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    minute = 10 + Int(hash % 45)
  }

  /// The seconds from a moment to the next time.
  func seconds(from now: Int64) -> Int64 {
    let past = now - Int64(minute) * 60
    return 3600 - (past % 3600 + 3600) % 3600
  }

  func wait() { sleep(UInt32(seconds(from: Int64(time(nil))))) }
}

/// A systemd unit of a follower (systemd.exec(5)): it may use the network, and reads no logs.
struct PushUnit {
  var url: String
  var database: String
  var state: String?
  var quorum: Int

  var text: String {
    let folder = state ?? "\(database)-store"
    let options = quorum > 0 ? " --quorum \(quorum)" : ""
    return """
      # Sends the counts of \(database) to a store. Put this into /etc/systemd/system/sporlos-store.service, then:
      #   systemctl daemon-reload && systemctl enable --now sporlos-store
      # The database must be readable by the user sporlos, who must own \(folder).
      [Unit]
      Description=Send traffic counts to the store of all servers
      After=network-online.target
      Wants=network-online.target

      [Service]
      ExecStart=/usr/bin/sporlos-store push \(url) --db \(database) --state \(folder)\(options) --follow
      Restart=on-failure
      RestartSec=60
      User=sporlos
      UMask=0077
      LimitCORE=0
      NoNewPrivileges=yes
      ProtectSystem=strict
      ProtectHome=read-only
      PrivateTmp=yes
      PrivateDevices=yes
      ProtectKernelTunables=yes
      ProtectKernelModules=yes
      ProtectKernelLogs=yes
      ProtectControlGroups=yes
      ProtectClock=yes
      ProtectHostname=yes
      ProtectProc=invisible
      RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
      RestrictNamespaces=yes
      RestrictRealtime=yes
      RestrictSUIDSGID=yes
      LockPersonality=yes
      MemoryDenyWriteExecute=yes
      SystemCallArchitectures=native
      SystemCallFilter=@system-service
      SystemCallFilter=~@privileged @resources
      CapabilityBoundingSet=
      # The database: SQLite needs to write the files beside it, even where it only reads.
      ReadWritePaths=\(PushUnit.folder(of: database)) \(folder)
      # The web server's logs are none of its business.
      InaccessiblePaths=-/var/log

      [Install]
      WantedBy=multi-user.target

      """
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
