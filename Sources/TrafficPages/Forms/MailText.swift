import Traffic
import TrafficReport

/// Text as mails have it.
enum MailText {
  /// Between the parts: no line of an encoded body has `=_` (RFC 2045, section 6.7).
  static let boundary = "=_sporlos_report"

  private static let hex = Array("0123456789ABCDEF".utf8)
  /// The most characters of an encoded line, its `=` included.
  private static let longestLine = 76

  /// What every mail of ours begins with, all of it encoded.
  ///
  /// - Parameters:
  ///   - to: Who gets it; without any, `sendmail` must be told.
  ///   - from: Who it is from; without it, `sendmail` says so.
  ///   - time: Seconds since 1970 in UTC.
  static func headers(
    subject: String, to: [MailAddress], from: MailAddress?, time: Int64
  ) -> [String] {
    ["Date: " + date(time), "Subject: " + words(subject, after: 9)]
      + (from.map { ["From: \($0.text)"] } ?? [])
      + (to.isEmpty ? [] : ["To: " + to.map(\.text).joined(separator: ",\n ")]) + [
        "MIME-Version: 1.0",
        // So that nothing answers it by itself (RFC 3834, section 5).
        "Auto-Submitted: auto-generated",
      ]
  }

  /// Quoted-printable (RFC 2045, section 6.7), with lines of 76 characters at most.
  ///
  /// - Complexity: O(*n*) in the text's length.
  static func quotedPrintable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\n")
  }

  private static func line(_ text: Substring) -> String {
    var encoded: [UInt8] = []
    var column = 0
    let bytes = Array(text.utf8)
    for (place, byte) in bytes.enumerated() {
      let isLast = place == bytes.count - 1
      let isPlain =
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x20 && !isLast
      // Some programs would add to a dot alone, or take a line for the beginning of a mail.
      let isSafe =
        isPlain && !(column == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F")))
      let unit = isSafe ? [byte] : [UInt8(ascii: "="), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      if column + unit.count > longestLine - (isLast ? 0 : 1) {
        encoded += [UInt8(ascii: "="), UInt8(ascii: "\n")]
        column = 0
      }
      encoded += unit
      column += unit.count
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// The value of a header: as it is where it is short ASCII, else in encoded words (RFC 2047, section 2) of 75
  /// characters at most, each on a line of its own.
  ///
  /// - Parameter after: The characters of the line before it.
  static func words(_ text: String, after: Int) -> String {
    let text = QuotedText.harmless(text)
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !text.contains("=?"),
      text.utf8.count + after <= longestLine
    {
      return text
    }
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      // A letter must not be cut between two words.
      let unit = String(scalar).utf8.map { byte -> String in
        if byte == 0x20 { return "_" }
        if letters.contains(byte) { return String(Unicode.Scalar(byte)) }
        return String(
          decoding: [UInt8(ascii: "="), hex[Int(byte >> 4)], hex[Int(byte & 15)]], as: UTF8.self)
      }.joined()
      if word.utf8.count + unit.utf8.count > 50 {
        words.append(word)
        word = ""
      }
      word += unit
    }
    return (words + [word]).map { "=?utf-8?Q?\($0)?=" }.joined(separator: "\n ")
  }

  private static let letters = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-".utf8)

  /// `Sun, 29 Nov 2026 19:00:00 +0000` (RFC 5322, section 3.3).
  ///
  /// - Parameter time: Seconds since 1970 in UTC.
  static func date(_ time: Int64) -> String {
    let days = time >= 0 ? time / 86_400 : (time - 86_399) / 86_400
    let day = Day(rawValue: Int32(clamping: days))
    let second = time - days * 86_400
    func two(_ number: Int64) -> String { "\(number < 10 ? "0" : "")\(number)" }
    let english = DateStyle(.english)
    let clock = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
    let date = english.short(day).split(separator: " ")
    return "\(date[0]), \(date.dropFirst().joined(separator: " ")) \(clock) +0000"
  }
}
