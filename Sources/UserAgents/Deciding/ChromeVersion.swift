/// The four numbers of a version of Chromium: `/45.0.2454.85`.
///
/// The third is the trunk's build, the fourth counts what was built of that again (chromium.org, "Version
/// Numbers"). Since its user agent was reduced, Chrome says zeros for all but the first.
struct ChromeVersion {
  let major: UInt32
  let minor: UInt32
  let build: UInt32
  let patch: UInt32

  /// Nil where no four numbers stand.
  init?(at cursor: inout HeaderCursor, in bytes: Span<UInt8>) {
    guard cursor.pass("/", in: bytes), let major = cursor.passNumber(in: bytes),
      cursor.pass(".", in: bytes), let minor = cursor.passNumber(in: bytes),
      cursor.pass(".", in: bytes), let build = cursor.passNumber(in: bytes),
      cursor.pass(".", in: bytes), let patch = cursor.passNumber(in: bytes)
    else { return nil }
    (self.major, self.minor, self.build, self.patch) = (major, minor, build, patch)
  }

  /// Whether the build may be one of the major version's, or of those next to it.
  ///
  /// Makers of browsers of their own build from the trunk a little before or after a release, and
  /// number it as they like; Iron's builds are rounded (`65.0.3400.0`). What has no zero for the second number is
  /// numbered by somebody else. Of versions that came after the table, all that is known is that their builds
  /// are later.
  var hasPossibleBuild: Bool {
    guard minor == 0, build > 0 || patch > 0, major > 0 else { return true }
    if patch == 0, build % 50 == 0 { return true }
    let builds = ChromeBuilds.released
    let before = major < 2 ? 0 : builds[min(Int(major) - 2, builds.count - 1)]
    let after = Int(major) + 1 < builds.count ? builds[Int(major) + 1] : .max
    return before < build && build <= after
  }

  /// Whether the fourth number is larger than Google's has ever been: 517 is the most that is known.
  var isBuiltTooOften: Bool { patch >= 1_000 }

  /// Whether it says zeros before a desktop's Chrome could: a flag, `freeze-user-agent`, came with 80, and all
  /// had it from 101 on (Chromium, "User-Agent Reduction").
  var isReducedTooEarly: Bool { minor == 0 && build == 0 && patch == 0 && major < 80 }

  /// Whether somebody has made it run on systems that Chrome had left.
  var isBackported: Bool { ChromeBuilds.backported.contains(build) }
}
