import Traffic
import TrafficStore

/// What is wrong with a value of the file in which `sporlos-serve` keeps who may read.
extension RowRules {
  func faults(of text: [UInt8], as value: AccountValue) -> [Finding.Kind] {
    switch value {
    case .name:
      let shapes = detector.shapes(inText: text[...]).subtracting(RowRules.shapesOfNames)
      if !shapes.isEmpty { return shapes.sorted().map { .personal($0) } }
      return RowRules.isName(text) ? [] : [.value]
    case .password: return RowRules.isPasswordHash(text) ? [] : [.plainSecret]
    case .token: return RowRules.isTokenHash(text) ? [] : [.plainSecret]
    case .label: return detector.shapes(inText: text[...]).sorted().map { .personal($0) }
    case .origins: return faults(ofOrigins: text)
    case .end: return [.value]
    }
  }

  /// A session's end is a whole hour, and not so far ahead that none could have begun.
  func faults(of number: Int64, as value: AccountValue) -> [Finding.Kind] {
    guard value == .end else { return [.value] }
    guard number.isMultiple(of: AccountSchema.endStep) else { return [.personal(.time)] }
    let last = present + 3600 + AccountSchema.sessionSeconds + AccountSchema.endStep
    return (1_500_000_000...last).contains(number) ? [] : [.value]
  }

  /// What whoever runs the server may have people sign in with: their address, or their name with a year.
  private static let shapesOfNames: Set<PersonalShape> = [.email, .name, .birthDate]

  private static func isName(_ text: [UInt8]) -> Bool {
    (1...64).contains(text.count)
      && text.allSatisfy {
        (0x61...0x7A).contains($0) || TextByte.isDigit($0) || ".-_@".utf8.contains($0)
      }
  }

  /// An Argon2id hash in the usual form, of 64 MiB and two passes at least (RFC 9106; libsodium's `crypto_pwhash`).
  private static func isPasswordHash(_ text: [UInt8]) -> Bool {
    let parts = String(decoding: text, as: UTF8.self)
      .split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19" else {
      return false
    }
    let costs = parts[3].split(separator: ",").map { $0.split(separator: "=") }
    guard costs.count == 3, costs.allSatisfy({ $0.count == 2 }),
      costs.map({ $0[0] }) == ["m", "t", "p"],
      let memory = Int(costs[0][1]), let passes = Int(costs[1][1]), costs[2][1] == "1",
      memory >= 65_536, passes >= 2
    else { return false }
    return parts[4].utf8.count == 22 && parts[5].utf8.count == 43
      && [parts[4], parts[5]].allSatisfy { part in
        part.utf8.allSatisfy {
          TextByte.isLatin($0) || TextByte.isDigit($0) || "+/".utf8.contains($0)
        }
          && isMixed(part)
      }
  }

  /// Whether no letter or digit makes up a third of a text, as it never does where all are drawn by lot.
  private static func isMixed(_ text: Substring) -> Bool {
    let counts = text.utf8.reduce(into: [UInt8: Int]()) { $0[$1, default: 0] += 1 }
    return (counts.values.max() ?? 0) * 3 < text.utf8.count
  }

  /// 256 bits in hexadecimal digits. A token that was not hashed looks the same.
  private static func isTokenHash(_ text: [UInt8]) -> Bool {
    text.count == 64
      && text.allSatisfy { TextByte.isDigit($0) || (0x61...0x66).contains($0) }
      && isMixed(String(decoding: text, as: UTF8.self)[...])
  }

  private func faults(ofOrigins text: [UInt8]) -> [Finding.Kind] {
    for origin in String(decoding: text, as: UTF8.self).split(separator: " ") {
      guard let scheme = ["https://", "http://"].first(where: origin.hasPrefix) else {
        return [.value]
          + detector.shapes(inText: Array(origin.utf8)[...]).sorted().map {
            .personal($0)
          }
      }
      let host = origin.dropFirst(scheme.utf8.count).prefix { $0 != ":" }
      let fault = faults(of: Array(host.utf8), in: .site)
      if !fault.isEmpty { return fault }
      let port = origin.dropFirst(scheme.utf8.count + host.utf8.count)
      guard port.utf8.dropFirst().allSatisfy(TextByte.isDigit), port.utf8.count <= 6 else {
        return [.value]
      }
    }
    return []
  }
}
