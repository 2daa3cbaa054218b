/// The files of a configuration: reads them, keeps count, and knows which is inside which.
///
/// A class, as a reader and the files it is in the middle of share one.
final class ConfigurationSources {
  /// Where something stands in a configuration.
  struct Place: Hashable {
    var file: String
    var line: Int
  }

  /// Far more than any server's, and little enough for a hostile one to end soon.
  static let maxFiles = 10_000
  static let maxBytes = 32 << 20
  static let maxProblems = 1_000
  static let deepest = 24
  /// What it costs to look for a file, beside the bytes that are in it.
  static let lookCost = 512
  /// What it costs to use a macro: its lines are written anew each time.
  static let macroCost = 2048

  let files: (String) -> [UInt8]?
  let matches: (String) -> [String]
  private(set) var problems: [ConfigurationProblem] = []
  private var known: Set<ConfigurationProblem> = []
  /// The files that are being read, the main one first.
  private var open: [String] = []
  private var filesRead = 0
  private var bytesRead = 0
  private(set) var isFull = false

  init(files: @escaping (String) -> [UInt8]?, matches: @escaping (String) -> [String]) {
    self.files = files
    self.matches = matches
  }

  /// Notes a problem, once. Of very many the first are kept, and that there is too much.
  func note(_ code: ConfigurationProblem.Code, _ place: Place, _ excerpt: String = "") {
    guard problems.count < Self.maxProblems || code == .tooLarge else { return }
    // A path is of use as a whole only, and no path is longer.
    let shown = String(excerpt.prefix(code == .unreadable ? 4096 : 80))
    let problem = ConfigurationProblem(code, file: place.file, line: place.line, excerpt: shown)
    if known.insert(problem).inserted { problems.append(problem) }
  }

  /// Stops taking more files, and says so once.
  func fill(_ place: Place) {
    if !isFull { note(.tooLarge, place) }
    isFull = true
  }

  /// Hands over what is in a file, unless it is inside itself or there is too much already.
  ///
  /// - Returns: Whether the file is there.
  @discardableResult
  func enter(_ path: String, from place: Place, _ read: ([UInt8]) -> Void) -> Bool {
    guard !isFull else { return true }
    if open.contains(path) {
      note(.includeCycle, place, path)
      return true
    }
    guard open.count < Self.deepest else {
      note(.tooDeep, place, path)
      return true
    }
    if filesRead >= Self.maxFiles { fill(place) }
    guard spend(Self.lookCost, place) else { return true }
    guard let bytes = files(path) else { return false }
    filesRead += 1
    guard spend(bytes.count, place) else { return true }
    open.append(path)
    read(bytes)
    open.removeLast()
    return true
  }

  /// The paths that match a glob, by name.
  func glob(_ pattern: String, _ place: Place) -> [String] {
    spend(Self.lookCost, place) ? matches(pattern).sorted() : []
  }

  /// Counts bytes that a macro or a snippet makes, like those of a file.
  ///
  /// - Returns: Whether there may be more.
  func spend(_ bytes: Int, _ place: Place) -> Bool {
    bytesRead += bytes
    if bytesRead > Self.maxBytes { fill(place) }
    return !isFull
  }

  /// Hands over each file that a pattern names, by name; one without wildcards has to be there.
  func include(
    _ pattern: String, from place: Place, _ read: (_ path: String, _ bytes: [UInt8]) -> Void
  ) {
    if ConfigurationPath.isGlob(pattern) {
      for path in glob(pattern, place) where !isFull {
        enter(path, from: place) { read(path, $0) }
      }
    } else if !enter(pattern, from: place, { read(pattern, $0) }) {
      note(.unreadable, place, pattern)
    }
  }
}
