internal import Collecting
internal import Foundation

/// A unit for systemd that follows or collects the logs a command line names, in a sandbox (systemd.exec(5)).
struct SystemdUnit {
  /// What the service does.
  enum Work {
    /// Follows logs for as long as the machine runs.
    case follow
    /// Collects once, started by a timer.
    case nightly

    /// The unit's name, without `.service`.
    var name: String { self == .follow ? "sporlos" : "sporlos-collect" }
    var command: String { self == .follow ? "follow" : "collect" }
  }

  let work: Work
  let options: FollowOptions
  /// The command line, without what asks for the unit.
  let arguments: [String]

  /// The unit's text, to be written to `/etc/systemd/system/sporlos.service`, or `sporlos-collect.service`.
  var text: String {
    let folders = UnitFolders(options)
    let inputs = options.collect.inputs
    let usesUDP = inputs.contains { $0.hasPrefix("syslog:udp:") }
    let written = [
      options.collect.database, options.collect.stateFolder, options.metrics,
      options.collect.publishedFile,
    ]
    let used =
      [SystemdUnit.program] + written.compactMap { $0 } + options.files
      + inputs.map { $0.hasPrefix("syslog:unix:") ? String($0.dropFirst(12)) : $0 }
    let usesHomes = SystemdUnit.lies(used, below: ["/home/", "/root/", "/run/user/"])
    let usesTemporaries = SystemdUnit.lies(used, below: ["/tmp/", "/var/tmp/"])
    return """
      \(introduction(folders))
      [Unit]
      Description=Traffic statistics from web-server logs, without addresses of visitors
      After=local-fs.target

      [Service]
      \(life)
      LimitNOFILE=65536
      LimitCORE=0
      Nice=5

      \(folders.isAlone ? "DynamicUser=yes\n" : "")User=sporlos
      SupplementaryGroups=adm
      UMask=0077
      \(folders.settings.joined(separator: "\n"))

      # It reads logs and writes its database, and nothing else.
      ProtectSystem=strict
      ProtectHome=\(usesHomes ? "read-only" : "yes")
      PrivateTmp=\(usesTemporaries ? "no" : "yes")
      PrivateDevices=yes
      DevicePolicy=closed
      PrivateMounts=yes
      # Needs user namespaces: leave it out where user.max_user_namespaces is 0.
      PrivateUsers=yes
      PrivateNetwork=\(usesUDP ? "no" : "yes")
      RestrictAddressFamilies=AF_UNIX\(usesUDP ? " AF_INET AF_INET6" : "")
      IPAddressDeny=any\(usesUDP ? "\nIPAddressAllow=localhost" : "")
      NoNewPrivileges=yes
      CapabilityBoundingSet=
      AmbientCapabilities=
      ProtectKernelTunables=yes
      ProtectKernelModules=yes
      ProtectKernelLogs=yes
      ProtectControlGroups=yes
      ProtectClock=yes
      ProtectHostname=yes
      ProtectProc=invisible
      ProcSubset=pid
      LockPersonality=yes
      MemoryDenyWriteExecute=yes
      RestrictNamespaces=yes
      RestrictRealtime=yes
      RestrictSUIDSGID=yes
      RemoveIPC=yes
      SystemCallArchitectures=native
      SystemCallFilter=@system-service
      SystemCallFilter=~@privileged @resources
      SystemCallErrorNumber=EPERM
      \(work == .follow ? "\n[Install]\nWantedBy=multi-user.target\n" : "")
      """
  }

  /// How it is started, and what keeps it alive.
  private var life: String {
    let start = ([SystemdUnit.program] + command).map(SystemdUnit.quoted).joined(separator: " ")
    guard work == .follow else { return "Type=oneshot\nExecStart=\(start)" }
    return """
      Type=notify
      ExecStart=\(start)
      ExecReload=/bin/kill -HUP $MAINPID
      Restart=always
      RestartSec=5
      WatchdogSec=120
      TimeoutStopSec=90
      """
  }

  /// The timer of the nightly service (systemd.timer(5)): after midnight, when logs have been rotated and the day
  /// before is published. What was missed while the machine was off is done when it starts.
  static let timer = """
    [Unit]
    Description=Traffic statistics of the day before

    [Timer]
    OnCalendar=*-*-* 03:00
    RandomizedDelaySec=30min
    Persistent=true

    [Install]
    WantedBy=timers.target

    """

  /// What has to be done before the unit is started, as a comment.
  private func introduction(_ folders: UnitFolders) -> String {
    var lines: [String] = []
    if SystemdUnit.lies([SystemdUnit.program], below: ["/home/", "/root/", "/tmp/", "/var/tmp/"]) {
      lines.append("Its user has to be able to run the program: put it into /usr/local/bin.")
    }
    lines.append("Logs of Debian's servers are readable by the group adm. Then:")
    if !folders.isAlone {
      lines.append("  systemd-sysusers --inline 'u sporlos -'")
      lines += folders.preparations.map { "  " + $0 }
    }
    var status = [SystemdUnit.program, "status", "--db"]
    status.append(AbsolutePath.of(options.collect.database))
    let state = options.collect.stateFolder.map(AbsolutePath.of)
    status += state.map { ["--state", $0] } ?? []
    lines.append(
      "  systemctl enable --now \(work.name)\(work == .nightly ? ".timer" : "")")
    if work == .follow {
      lines.append("  " + status.map(UnitFolders.inShell).joined(separator: " "))
    }
    if folders.mayHoldData {
      lines.append("A database that is there already, and its keys, have to be that user's.")
    }
    if folders.hasOpenFolder {
      lines.append("Everybody on this machine may write to the service. To let in a group only,")
      lines.append("set RuntimeDirectoryMode=0710, and Group= to a server's (Debian: www-data).")
    }
    if work == .nightly {
      lines.append("The timer, for /etc/systemd/system/\(work.name).timer:")
      lines += SystemdUnit.timer.split(separator: "\n").map { "  " + $0 }
    }
    return lines.map { "# " + $0 }.joined(separator: "\n")
  }

  /// The command line again, with paths that hold wherever the service is started.
  private var command: [String] {
    let named: Set = [
      "--db", "--state", "--metrics", "--geo", "--sitemap", "--format-file", "--publish-to",
      "--config",
    ]
    let flags: Set = ["--print-unit", "--nightly"]
    let inputs = Set(options.collect.inputs)
    var command: [String] = []
    var isPath = false
    for (place, argument) in arguments.enumerated() where !flags.contains(argument) {
      if place == 0, argument == "unit" {
        command.append(work.command)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if isPath {
        command.append(SystemdUnit.path(argument))
      } else if parts.count == 2, named.contains(String(parts[0])) {
        command.append("\(parts[0])=\(SystemdUnit.path(String(parts[1])))")
      } else if inputs.contains(argument), !argument.hasPrefix("syslog:") {
        command.append(AbsolutePath.of(argument))
      } else {
        command.append(argument)
      }
      isPath = !isPath && named.contains(argument)
    }
    // The environment of whoever asks for a unit is not that of the service.
    command += Settings.inForce.environmentWords(of: work.command, beside: arguments)
    let file = Settings.inForce.file?.path
    if let file, file != SettingsFile.usualPath,
      !arguments.contains(where: { $0.hasPrefix("--config") })
    {
      command.append("--config=\(AbsolutePath.of(file))")
    }
    return command
  }

  /// The value of an option that names a file; `--geo` takes a word for no file, too.
  private static func path(_ value: String) -> String {
    value == "none" ? value : AbsolutePath.of(value)
  }

  private static let program: String = {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? "/usr/local/bin/sporlos"
  }()

  private static func lies(_ paths: [String], below folders: [String]) -> Bool {
    paths.contains { path in
      !path.hasPrefix("syslog:") && folders.contains { AbsolutePath.of(path).hasPrefix($0) }
    }
  }

  /// A word of a command line as systemd reads it (systemd.service(5), "Command lines").
  private static func quoted(_ word: String) -> String {
    UnitFolders.quoted(word).replacing("$", with: "$$")
  }
}
