#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A systemd unit of a follower (systemd.exec(5)): it may use the network, and reaches neither logs nor keys.
public struct PushUnit: Hashable, Sendable {
  var url: String
  var database: String
  var state: String
  var quorum: Int

  /// - Parameter state: The folder that says what was sent.
  public init(url: String, database: String, state: String, quorum: Int) {
    (self.url, self.quorum) = (url, quorum)
    (self.database, self.state) = (PushUnit.absolute(database), PushUnit.absolute(state))
  }

  /// What belongs into `/etc/systemd/system/sporlos-store.service`.
  public var text: String {
    var command = ["/usr/bin/sporlos-store", "push", url, "--db", database, "--state", state]
    if quorum > 0 { command += ["--quorum", String(quorum)] }
    let start = (command + ["--follow"]).map(PushUnit.quoted).joined(separator: " ")
    let folders = [PushUnit.folder(of: database), "-" + state]
    let closed = ["-/var/log", "-/run/sporlos", "-\(database)-state"]
    let paths = folders.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
    let usesHomes = paths.contains { $0.hasPrefix("/home/") || $0.hasPrefix("/root/") }
    let usesTemporaries = paths.contains { $0.hasPrefix("/tmp/") || $0.hasPrefix("/var/tmp/") }
    return """
      # Sends counts to a store, once an hour. Put this into /etc/systemd/system/sporlos-store.service, then:
      #   systemctl daemon-reload && systemctl enable --now sporlos-store
      # The database, and the folder that says what was sent, must belong to the user sporlos. A password for the
      # store belongs in .netrc in that user's home folder.
      [Unit]
      Description=Send traffic counts to the store of all servers
      Wants=network-online.target
      After=network-online.target

      [Service]
      ExecStart=\(start)
      Restart=on-failure
      RestartSec=60
      RestartPreventExitStatus=2
      LimitCORE=0
      Nice=5

      User=sporlos
      UMask=0077

      # It reads a database and talks to the store, and nothing else. SQLite writes beside a database that it only reads.
      ReadWritePaths=\(folders.map(PushUnit.path).joined(separator: " "))
      # Neither logs nor the keys of open days are its business.
      InaccessiblePaths=\(closed.map(PushUnit.path).joined(separator: " "))
      ProtectSystem=strict
      ProtectHome=\(usesHomes ? "read-only" : "yes")
      PrivateTmp=\(usesTemporaries ? "no" : "yes")
      PrivateDevices=yes
      DevicePolicy=closed
      PrivateMounts=yes
      # Needs user namespaces: leave it out where user.max_user_namespaces is 0.
      PrivateUsers=yes
      RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
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

  /// A word of a command line (systemd.service(5), systemd.syntax(7)).
  static func quoted(_ word: String) -> String {
    let word = path(word.replacing("$", with: "$$"))
    return word.contains(";") && !word.hasPrefix("\"") ? "\"\(word)\"" : word
  }

  /// A path, or a word without variables: `%` begins a specifier, and blanks end a word.
  static func path(_ word: String) -> String {
    let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("%", with: "%%").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    return escaped != word.replacing("%", with: "%%") || word.contains(" ") || word.contains("'")
      ? "\"\(escaped)\"" : escaped
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    var buffer = [CChar](repeating: 0, count: 4097)
    // SAFETY: the buffer lives for the call, and its size is what the function is told.
    guard unsafe getcwd(&buffer, 4096) != nil else { return path }
    let folder = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: folder, as: UTF8.self) + "/" + path
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
