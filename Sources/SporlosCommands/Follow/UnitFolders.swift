internal import Collecting
internal import Traffic

/// The folders that a service of systemd writes to, and who makes them.
///
/// What is the program's own, `sporlos…` below `/var/lib` and `/run`, systemd makes. It would also
/// take over a folder of somebody else, down to the last file in it, so all others are left to who
/// installs the unit.
struct UnitFolders {
  /// Names below `/var/lib`.
  private var states: Set<String> = []
  /// Names below `/run`.
  private var runtimes: Set<String> = []
  /// Folders with nothing but what this program writes.
  private var owned: Set<String> = []
  /// Folders that others use, too.
  private var shared: Set<String> = []
  /// Whether a database or keys that were there before may be in a folder that systemd does not make.
  private(set) var mayHoldData = false
  /// Whether other users write to a socket or a pipe in a folder that systemd makes.
  private(set) var hasOpenFolder = false

  /// Whether nobody else has to find a folder, so that the user may be one that systemd makes up: it
  /// keeps the folders of such a user where nobody else gets in.
  var isAlone: Bool { !hasOpenFolder && owned.isEmpty && shared.isEmpty }

  init(_ options: FollowOptions) {
    let database = FolderListing.split(AbsolutePath.of(options.collect.database)).folder
    add(database, isShared: ["/", "/srv", "/var", "/var/lib", "/home", "/opt"].contains(database))
    mayHoldData = !owned.isEmpty || !shared.isEmpty
    if let state = options.collect.stateFolder.map(AbsolutePath.of) {
      if !(state + "/").hasPrefix(database + "/") { add(state, isShared: false) }
      mayHoldData = mayHoldData || !owned.isEmpty
    } else {
      // The keys of visitors go where no disk is, and where a run of root's looks for them.
      runtimes.insert("sporlos")
    }
    if let metrics = options.metrics.map(AbsolutePath.of) {
      let folder = FolderListing.split(metrics).folder
      if folder != database { add(folder, isShared: true) }
    }
    if let published = options.collect.publishedFile.map(AbsolutePath.of) {
      let folder = FolderListing.split(published).folder
      if folder != database { add(folder, isShared: true) }
    }
    for input in options.collect.inputs where !input.hasPrefix("syslog:udp:") {
      let isSocket = input.hasPrefix("syslog:unix:")
      let path = AbsolutePath.of(isSocket ? String(input.dropFirst(12)) : input)
      let folder = FolderListing.split(path).folder
      if UnitFolders.own(folder, below: ["/run/", "/var/run/"]) != nil {
        hasOpenFolder = true
        add(folder, isShared: true)
      } else if isSocket, folder != database {
        add(folder, isShared: true)
      }
    }
  }

  private mutating func add(_ folder: String, isShared: Bool) {
    if let name = UnitFolders.own(folder, below: ["/var/lib/"]) {
      states.insert(name)
    } else if let name = UnitFolders.own(folder, below: ["/run/", "/var/run/"]) {
      runtimes.insert(name)
    } else if isShared {
      shared.insert(folder)
    } else {
      owned.insert(folder)
    }
  }

  /// The name of a folder that is the program's own in one of these; `nil` if it is none.
  private static func own(_ folder: String, below parents: [String]) -> String? {
    parents.first { folder.hasPrefix($0 + "sporlos") }.map { String(folder.dropFirst($0.count)) }
  }

  /// The unit's settings for its folders.
  var settings: [String] {
    func words(_ names: Set<String>) -> String {
      names.sorted().map(UnitFolders.quoted).joined(separator: " ")
    }
    var settings: [String] = []
    if !states.isEmpty {
      settings += ["StateDirectory=\(words(states))", "StateDirectoryMode=0700"]
    }
    if !runtimes.isEmpty {
      settings += [
        "RuntimeDirectory=\(words(runtimes))",
        "RuntimeDirectoryMode=\(hasOpenFolder ? "0711" : "0700")",
        // Keys in them have to outlive a restart of the service.
        "RuntimeDirectoryPreserve=yes",
      ]
    }
    let others = owned.union(shared)
    if !others.isEmpty { settings.append("ReadWritePaths=\(words(others))") }
    return settings
  }

  /// Commands that let the unit's user write to the folders that systemd does not make.
  var preparations: [String] {
    owned.sorted().map { "install -d -o sporlos -m 0700 \(UnitFolders.inShell($0))" }
      + shared.sorted().map { "setfacl -m u:sporlos:rwx \(UnitFolders.inShell($0))" }
  }

  /// A word of a setting as systemd reads it (systemd.syntax(7), "Quoting").
  ///
  /// What acts on a terminal or ends a line is written as the numbers of its bytes, so that the unit
  /// shows what it is, and still names the same file.
  static func quoted(_ word: String) -> String {
    let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("%", with: "%%")
    return isPlain(escaped) ? escaped : "\"\(numbered(escaped))\""
  }

  /// A word of a command line as a shell reads it; bash, where it has to be written in numbers.
  static func inShell(_ word: String) -> String {
    if isPlain(word) { return word }
    guard hasActing(word) else { return "'\(word.replacing("'", with: "'\\''"))'" }
    let escaped = word.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "$'\(numbered(escaped))'"
  }

  /// The folders that systemd reads without undoing numbers, so that it cannot be given these names.
  var unnameable: [String] { owned.union(shared).filter(UnitFolders.hasActing).sorted() }

  private static func hasActing(_ word: String) -> Bool {
    word.unicodeScalars.contains(where: QuotedText.acts)
  }

  /// A word with `\xHH` for each byte of what acts on what shows it.
  private static func numbered(_ word: String) -> String {
    var text = ""
    for scalar in word.unicodeScalars {
      guard QuotedText.acts(scalar) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      for byte in FileName.bytes(of: String(scalar)) {
        text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text
  }

  private static func isPlain(_ word: String) -> Bool {
    !word.isEmpty && !hasActing(word)
      && word.allSatisfy { $0.isLetter || $0.isNumber || "/._-:=%,@+".contains($0) }
  }
}
