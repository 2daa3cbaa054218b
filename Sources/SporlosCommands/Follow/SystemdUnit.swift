internal import Foundation

/// A unit for systemd that follows the logs a command line names, in a sandbox (systemd.exec(5)).
struct SystemdUnit {
  let options: FollowOptions
  /// The command line, without what asks for the unit.
  let arguments: [String]

  /// The unit's text, to be written to `/etc/systemd/system/sporlos.service`.
  var text: String {
    let database = FollowedPattern.absolute(options.collect.database)
    let folder = FolderListing.split(database).folder
    let state = options.collect.stateFolder.map(FollowedPattern.absolute)
    var writable = [folder]
    if let state { writable.append(FolderListing.split(state).folder) }
    if let metrics = options.metrics.map(FollowedPattern.absolute) {
      writable.append(FolderListing.split(metrics).folder)
    }
    let inputs = options.collect.inputs
    let usesUDP = inputs.contains { $0.hasPrefix("syslog:udp:") }
    // A folder below /var/lib or /run is made by systemd, for this service.
    var own: [String] = []
    var paths: [String] = []
    for path in Set(writable).sorted() {
      if path.hasPrefix("/var/lib/"), path.count > 9 {
        own.append("StateDirectory=\(path.dropFirst(9))\nStateDirectoryMode=0700")
      } else {
        paths.append(path)
      }
    }
    for input in inputs where input.hasPrefix("syslog:unix:/run/") {
      let folder = FolderListing.split(String(input.dropFirst(12))).folder
      if folder.count > 5 {
        own.append("RuntimeDirectory=\(folder.dropFirst(5))\nRuntimeDirectoryMode=0711")
      }
    }
    // The keys of visitors go where no disk is; they have to outlive a restart of the service.
    if state == nil {
      if !own.contains(where: { $0.hasPrefix("RuntimeDirectory=") }) {
        own.append("RuntimeDirectory=sporlos\nRuntimeDirectoryMode=0700")
      }
      own.append("RuntimeDirectoryPreserve=yes")
    }
    if !paths.isEmpty {
      own.append("ReadWritePaths=\(paths.map(SystemdUnit.quoted).joined(separator: " "))")
    }
    let folders = Set(own).sorted().joined(separator: "\n")
    return """
      # Logs of Debian's servers are readable by the group adm. Then:
      #   systemctl enable --now sporlos
      #   \(SystemdUnit.program) collect --status --db \(SystemdUnit.quoted(database))
      [Unit]
      Description=Anonymous traffic statistics from web-server logs
      After=local-fs.target

      [Service]
      Type=notify
      ExecStart=\(([SystemdUnit.program] + command(database)).map(SystemdUnit.quoted).joined(separator: " "))
      ExecReload=/bin/kill -HUP $MAINPID
      Restart=always
      RestartSec=5
      WatchdogSec=120
      TimeoutStopSec=90
      LimitNOFILE=65536
      LimitCORE=0
      Nice=5

      DynamicUser=yes
      User=sporlos
      SupplementaryGroups=adm
      UMask=0077
      \(folders)

      # It reads logs and writes its database, and nothing else.
      ProtectSystem=strict
      ProtectHome=\(SystemdUnit.homes(inputs + writable) ? "read-only" : "yes")
      PrivateTmp=\(SystemdUnit.temporaries(inputs + writable) ? "no" : "yes")
      PrivateDevices=yes
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

      [Install]
      WantedBy=multi-user.target

      """
  }

  /// The command line again, with paths that hold wherever the service is started.
  private func command(_ database: String) -> [String] {
    var command: [String] = []
    var isDatabase = false
    let inputs = Set(options.collect.inputs)
    for argument in arguments where argument != "--print-unit" {
      if isDatabase {
        command.append(database)
      } else if argument.hasPrefix("--db=") {
        command.append("--db=" + database)
      } else if inputs.contains(argument), !argument.hasPrefix("syslog:"), argument != "-" {
        command.append(FollowedPattern.absolute(argument))
      } else {
        command.append(argument)
      }
      isDatabase = argument == "--db"
    }
    return command
  }

  private static let program: String = {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? "/usr/local/bin/sporlos"
  }()

  private static func homes(_ paths: [String]) -> Bool {
    paths.contains { path in
      !path.hasPrefix("syslog:")
        && ["/home/", "/root/", "/run/user/"].contains {
          FollowedPattern.absolute(path).hasPrefix($0)
        }
    }
  }

  private static func temporaries(_ paths: [String]) -> Bool {
    paths.contains { path in
      !path.hasPrefix("syslog:")
        && ["/tmp/", "/var/tmp/"].contains { FollowedPattern.absolute(path).hasPrefix($0) }
    }
  }

  /// A word of a command line as systemd reads it (systemd.service(5), "Command lines").
  private static func quoted(_ word: String) -> String {
    let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("%", with: "%%").replacing("$", with: "$$")
    let isPlain =
      !escaped.isEmpty
      && escaped.allSatisfy { $0.isLetter || $0.isNumber || "/._-:=%,@+".contains($0) }
    return isPlain ? escaped : "\"\(escaped)\""
  }
}
