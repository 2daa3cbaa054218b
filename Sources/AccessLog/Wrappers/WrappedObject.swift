/// The object that a line of docker's json-file, of journald's JSON or of a log that was shipped is: what
/// its message is, and where it stands.
struct WrappedObject {
  enum Message: UInt8 { case none, string, numbers, other }

  var message = Message.none
  /// Of the string's text as it is written, or of the numbers, in the line.
  var start = 0
  var end = 0
  /// Whether the string ends with a newline, which is not in the range.
  var hasNewline = false
  /// Whether it is of the standard error.
  var isError = false
  /// Whether a key `stream` says which output it is of.
  var hasStream = false
  /// Whether a key `time` has a text.
  var hasTime = false
  /// Whether there are keys that docker does not write.
  var hasOthers = false
  /// Whether there is a key of journald's own, which begins with two underscores.
  var hasJournalField = false
  /// Whether there is a key `request`, so that the object says itself what a server logged.
  var hasRequest = false

  /// Reads the object; `nil` where the line is none, or not only one.
  ///
  /// - Complexity: O(*n*) in the line's bytes.
  static func read(_ line: LineBytes, as wrapper: Wrapper) -> WrappedObject? {
    var object = WrappedObject()
    var at = WrappedText.endOfSpace(in: line, from: 0)
    guard line[at] == UInt8(ascii: "{") else { return nil }
    at = WrappedText.endOfSpace(in: line, from: at + 1)
    while line[at] != UInt8(ascii: "}") {
      guard line[at] == UInt8(ascii: "\""), let key = WrappedText.string(in: line, from: at + 1)
      else { return nil }
      let name = at + 1
      at = WrappedText.endOfSpace(in: line, from: key.end + 1)
      guard line[at] == UInt8(ascii: ":") else { return nil }
      at = WrappedText.endOfSpace(in: line, from: at + 1)
      guard let end = object.readValue(line, from: at, key: name..<key.end, wrapper) else {
        return nil
      }
      at = WrappedText.endOfSpace(in: line, from: end)
      guard line[at] == UInt8(ascii: ",") else { break }
      at = WrappedText.endOfSpace(in: line, from: at + 1)
      // Nothing may be left out behind a comma.
      guard line[at] == UInt8(ascii: "\"") else { return nil }
    }
    guard line[at] == UInt8(ascii: "}"),
      WrappedText.endOfSpace(in: line, from: at + 1) == line.count
    else { return nil }
    return object
  }

  /// Whether an object is what the wrapper writes, whatever its message.
  func isOf(_ wrapper: Wrapper) -> Bool {
    switch wrapper {
    case .journaldJSON: hasJournalField
    case .messageJSON: message == .string && !hasRequest
    default: message == .string && (hasStream || hasTime && !hasOthers)
    }
  }

  /// Whether a key is that of the message. Keys of whole lines are Filebeat's and Logstash's, Fluentd's,
  /// Loki's, CloudWatch's, Google Cloud's, and Caddy's
  /// (https://caddyserver.com/docs/caddyfile/directives/log).
  @inline(__always)
  private static func isMessage(_ line: LineBytes, _ key: Range<Int>, of wrapper: Wrapper) -> Bool {
    switch (wrapper, key.count) {
    case (.journaldJSON, 7): line.has("MESSAGE", at: key.lowerBound)
    case (.dockerJSON, 3), (.messageJSON, 3): line.has("log", at: key.lowerBound)
    case (.messageJSON, 4): line.has("line", at: key.lowerBound)
    case (.messageJSON, 7): line.has("message", at: key.lowerBound)
    case (.messageJSON, 8): line.has("@message", at: key.lowerBound)
    case (.messageJSON, 10): line.has("common_log", at: key.lowerBound)
    case (.messageJSON, 11): line.has("textPayload", at: key.lowerBound)
    default: false
    }
  }

  @inline(__always)
  private mutating func readValue(
    _ line: LineBytes, from at: Int, key: Range<Int>, _ wrapper: Wrapper
  ) -> Int? {
    let isText = line[at] == UInt8(ascii: "\"")
    // Filebeat's `log` is an object, and its line stands under another key.
    if message == .none, isText || wrapper != .messageJSON,
      Self.isMessage(line, key, of: wrapper)
    {
      if isText {
        guard let text = WrappedText.string(in: line, from: at + 1) else { return nil }
        (message, start, end) = (.string, at + 1, text.end)
        if let newline = text.newline { (hasNewline, end) = (true, newline) }
        return text.end + 1
      }
      message = .other
      if line[at] == UInt8(ascii: "["), let close = WrappedText.endOfNumbers(in: line, from: at + 1)
      {
        (message, start, end) = (.numbers, at + 1, close)
        return close + 1
      }
      return WrappedText.endOfValue(in: line, from: at)
    }
    if wrapper == .journaldJSON {
      hasJournalField = hasJournalField || line.has("__", at: key.lowerBound)
    } else if wrapper == .messageJSON {
      hasRequest = hasRequest || key.count == 7 && line.has("request", at: key.lowerBound)
    } else if key.count == 6, line.has("stream", at: key.lowerBound) {
      isError = line.has("\"stderr\"", at: at)
      hasStream = isError || line.has("\"stdout\"", at: at)
    } else if key.count == 4, line.has("time", at: key.lowerBound) {
      hasTime = isText
    } else if !(key.count == 5 && line.has("attrs", at: key.lowerBound)) {
      hasOthers = true
    }
    return WrappedText.endOfValue(in: line, from: at)
  }
}
