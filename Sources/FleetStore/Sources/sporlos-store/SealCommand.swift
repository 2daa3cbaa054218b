import ArgumentParser
import FleetStore
import Traffic
import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `sporlos-store seal`.
struct SealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Count visitors of several servers once.",
    discussion: """
      Examples:
        sporlos fleet share web1.share --db traffic.sqlite
        sporlos-store push http://127.0.0.1:8123/sporlos --db web1.share
        sporlos-store seal http://127.0.0.1:8123/sporlos

      Push sends visitors only from a share, as `sporlos fleet share` writes it: as sketches, which say \
      nothing without the day's key. Share and push each server at least once a day, then seal.

      Sealing unites the sketches of each day that is over and stores how many visitors each site and page \
      had on all servers. On the third day after a day it removes that day's sketches: servers destroy its \
      key 48 hours after its end, unless --seal-after says otherwise.

      Exit codes: 0 it is done, 1 the store failed, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  @Option(
    help: ArgumentHelp("The day of today, instead of the clock's.", valueName: "day"),
    transform: givenDay)
  var today: Day?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    let store = try Store(try StoreAddress(url))
    let sealed = try Sealer(store).run(today: try today ?? store.today())
    guard !quiet else { return }
    print(
      "united the visitors of \(sealed.places) sites and pages on \(sealed.days) days, and removed the sketches of "
        + "\(sealed.removed) days")
  }
}

/// `sporlos-store names`.
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "List the pages that may have names, for each server.",
    discussion: """
      Examples:
        sporlos-store names http://127.0.0.1:8123/sporlos -o pages.names
        sporlos fleet names pages.names --db traffic.sqlite

      A page gets its name once enough people have requested it, and each server knows only its own. This \
      lists the pages that enough people requested on all servers together, as far as `seal` knows, and \
      those that have a name on any server. The list has keyed hashes, and no paths: a server stores the \
      path when the page is requested next.

      Exit codes: 0 the list is written, 1 the store or the file failed, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  func run() throws {
    let list = try NameablePages(try Store(try StoreAddress(url))).list()
    guard let output, output != "-" else {
      print(String(decoding: list.bytes, as: UTF8.self), terminator: "")
      return
    }
    try OutputFile.write(list.bytes, to: output)
  }
}

/// A file that is there as a whole or, as before, not at all.
enum OutputFile {
  static func write(_ bytes: [UInt8], to path: String) throws {
    let new = path + ".new"
    // SAFETY: the path lives for the call.
    let descriptor = unsafe open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    var rest = bytes[...]
    var isWhole = descriptor >= 0
    while isWhole, !rest.isEmpty {
      // SAFETY: the bytes live for the call.
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      isWhole = count > 0 || errno == EINTR
      rest = rest.dropFirst(max(0, count))
    }
    if descriptor >= 0 { isWhole = close(descriptor) == 0 && isWhole }
    // SAFETY: both paths live for the call.
    guard isWhole, unsafe rename(new, path) == 0 else {
      let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
      throw StoreFailure(.unexpected, "cannot write \(QuotedText.quoted(path)): \(reason)")
    }
  }
}
