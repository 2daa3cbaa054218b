internal import Traffic

/// Several spellings of a path that servers answer alike: they are one page, which is the shortest.
///
/// Repeated slashes are one, a slash at the end is none, `.` is no segment (RFC 3986, section 5.2.4), and
/// a folder's usual document is the folder: `/a`, `/a/`, `//a` and `/a/index.html`. These rules are fixed:
/// what one log happens to hold would make other pages of it than of the next.
enum PathSpelling {
  /// The documents that servers send for a folder (Apache's DirectoryIndex, nginx's index, IIS).
  private static let documents = NameTable(
    ["index", "default"].flatMap { name in
      ["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "cfm"].map { "\(name).\($0)" }
    })

  /// The segments of a path's shortest spelling; none of the root's.
  static func segments(_ segments: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    var spelled = segments.filter { !$0.isEmpty && !$0.elementsEqual(".".utf8) }
    if let last = spelled.last, last.count <= 13, documents.contains(lowercased(last)) {
      spelled.removeLast()
    }
    return spelled
  }

  private static func lowercased(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }[...]
  }
}
