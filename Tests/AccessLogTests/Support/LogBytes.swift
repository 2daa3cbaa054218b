import AccessLog

/// Bytes of a log with what a block has behind it: readable bytes, which here are not zeros but
/// whatever would mislead a scan that read on.
@safe
final class LogBytes {
  private let storage: UnsafeMutableBufferPointer<UInt8>
  let count: Int

  init(_ bytes: [UInt8], padding: String = "\"] \" [/\n 200 \"-\" \\? ") {
    count = bytes.count
    unsafe storage = .allocate(capacity: bytes.count + LogLines.padding)
    let padding = Array(padding.utf8)
    let behind = (0..<LogLines.padding).map { padding[$0 % padding.count] }
    _ = unsafe storage.initialize(from: bytes + behind)
  }

  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  deinit { unsafe storage.deallocate() }

  /// Lends a part of the bytes.
  func with<Result>(
    _ range: Range<Int>? = nil, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    // SAFETY: the storage is alive while `self` is, and the range is within it.
    try unsafe body(UnsafeBufferPointer(rebasing: storage[range ?? 0..<count]))
  }
}
