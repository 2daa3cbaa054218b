#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the program did not do what it was asked to, in a sentence.
struct Failure: Error {
  var sentence: String

  init(_ sentence: String) { self.sentence = sentence }

  /// Says it and ends the process.
  static func end(_ sentence: String, code: Int32) -> Never {
    StandardError.write("sporlos-serve: \(sentence)\n")
    exit(code)
  }
}

enum StandardError {
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      // SAFETY: the bytes live for the call.
      let count = unsafe bytes.withUnsafeBytes {
        unsafe systemWrite(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      guard count > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}

/// The system's own, whose name is that of a method here.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
