import Foundation
import TestSupport
import Testing
import Traffic

@testable import AccessLog

private let pathFile = ProcessInfo.processInfo.environment["SPORLOS_PATHS"]

/// How many of a list of ordinary paths redaction changes, and what a path costs; run only if
/// `SPORLOS_PATHS` names a file of paths or their segments, one a line.
@Suite(.enabled(if: pathFile != nil), .serialized)
struct RedactionMeasurement {
  private let paths: [[UInt8]]

  init() throws {
    let text = try String(contentsOfFile: #require(pathFile), encoding: .utf8)
    paths = text.split(separator: "\n").map { Array(($0.hasPrefix("/") ? "" : "/").utf8) + $0.utf8 }
  }

  @Test func changed() {
    let redaction = PathRedaction(rules: [])
    var changed: [String] = []
    for path in paths {
      let page = redaction.page(of: path[...]).text
      if !page.utf8.elementsEqual(path) {
        changed.append("\(String(decoding: path, as: UTF8.self)) became \(page)")
      }
    }
    print("\(changed.count) of \(paths.count) paths are changed")
    var random = SeededGenerator(seed: 1)
    for line in changed.shuffled(using: &random).prefix(200) { print(line) }
  }

  @Test func cost() {
    let redaction = PathRedaction(rules: [])
    var best = Duration.seconds(1_000)
    var sum = 0
    for _ in 0..<7 {
      best = min(
        best,
        ContinuousClock().measure {
          for path in paths { sum += redaction.page(of: path[...]).text.utf8.count }
        })
    }
    print("\(best / paths.count) for a path, of \(paths.count), sum \(sum)")
  }
}
