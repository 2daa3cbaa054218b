import Foundation
import Testing

/// Names of files are bytes to the system, and a string that is handed to it as it is would name another
/// file where they are no UTF-8.
@Suite("Every name of a file goes to the system as its bytes")
struct FileNameLawTests {
  private static let calls = [
    "open", "stat", "lstat", "access", "opendir", "mkdir", "rmdir", "unlink", "rename", "link",
    "symlink", "chmod", "chown", "glob", "fnmatch", "truncate", "inotify_add_watch",
    "socket_bind_unix", "process_birth_time",
  ]

  /// Calls that hand a string to the system, rather than what `withFileName` lends.
  static func breaches(in source: String) throws -> [String] {
    let names = calls.joined(separator: "|")
    let call = try NSRegularExpression(
      pattern:
        #"\bunsafe\s(?:Glibc\.)?(?:\#(names))\(\s*+(?!\$0|text, \$0|descriptor, \$0|"/)(?!\))[^)\n]*"#
    )
    let whole = NSRange(location: 0, length: (source as NSString).length)
    return call.matches(in: source, range: whole).map {
      (source as NSString).substring(with: $0.range)
    }
  }

  @Test("In all sources")
  func sources() throws {
    for (target, url) in try SourceTree.targets() {
      for file in try SourceTree.swiftFiles(in: url) {
        let breaches = try Self.breaches(in: String(contentsOf: file, encoding: .utf8))
        #expect(breaches.isEmpty, "\(target)/\(file.lastPathComponent): \(breaches)")
      }
    }
  }

  @Test(
    "A breach is found",
    arguments: [
      "let a = unsafe open(path, O_RDONLY)", "unsafe Glibc.open(\n      path, O_RDONLY)",
      "guard unsafe stat(location(path), &facts) == 0",
      "unsafe inotify_add_watch(descriptor, path)",
    ])
  func breach(source: String) throws {
    #expect(try Self.breaches(in: source).count == 1)
  }
}
