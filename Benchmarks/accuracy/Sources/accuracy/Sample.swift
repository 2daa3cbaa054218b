import Foundation
import Traffic

/// One user agent, and what a collection says of it; nil where it says nothing.
struct Sample {
  enum Source { case deviceDetector, uap }
  var source: Source
  var text: String
  var device: String?
  var browser: String?
  var major: Int?
  var system: String?
  /// The class of traffic that a collection publishes of a program.
  var traffic: String?
  /// How often the header is met among its collection's.
  var weight = 1.0

  static let uapFiles = [
    "tests/test_ua.yaml", "tests/test_os.yaml", "test_resources/additional_os_tests.yaml",
    "test_resources/firefox_user_agent_strings.yaml",
    "test_resources/opera_mini_user_agent_strings.yaml",
    "test_resources/pgts_browser_list.yaml", "test_resources/podcasting_user_agent_strings.yaml",
  ]

  static func tsv(_ path: String) throws -> [Sample] {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 4 else { return nil }
      return Sample(
        source: .deviceDetector, text: String(fields[3]), device: String(fields[0]),
        browser: String(fields[1]), system: String(fields[2]),
        traffic: fields.count > 4 && fields[4] != "-" ? String(fields[4]) : nil,
        weight: fields.count > 5 ? Double(fields[5]) ?? 1 : 1)
    }
  }

  /// Whether the CRC-32 (ISO-HDLC, as in gzip) of the header is odd: this half of a collection is only
  /// measured, the other may be read.
  var isBlind: Bool {
    var crc: UInt32 = 0xffff_ffff
    for byte in text.utf8 {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xedb8_8320 }
    }
    return ~crc & 1 == 1
  }

  /// The part of YAML that uap-core's files use: a key a line, scalars plain or quoted.
  static func uap(_ path: String) throws -> [Sample] {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    let isSystem = path.contains("os_tests") || path.contains("test_os")
    var samples: [Sample] = []
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: " -"))
      let value = scalar(line[line.index(after: colon)...])
      switch key {
      case "user_agent_string":
        samples.append(Sample(source: .uap, text: value))
      case "family" where !samples.isEmpty:
        if isSystem {
          samples[samples.count - 1].system = value
        } else {
          samples[samples.count - 1].browser = value
        }
      case "major" where !samples.isEmpty && !isSystem:
        samples[samples.count - 1].major = Int(value)
      default: break
      }
    }
    return samples
  }

  private static func scalar(_ text: Substring) -> String {
    let value = text.trimmingCharacters(in: .whitespaces)
    if value.count >= 2, value.hasPrefix("'"), value.hasSuffix("'") {
      return value.dropFirst().dropLast().replacingOccurrences(of: "''", with: "'")
    }
    if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
      return value.dropFirst().dropLast().replacingOccurrences(of: "\\\"", with: "\"")
    }
    return value
  }
}
