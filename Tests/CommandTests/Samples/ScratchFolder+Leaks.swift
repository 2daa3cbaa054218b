import Foundation
import TestSupport
import Testing

extension ScratchFolder {
  /// Searches every byte of every file for marks, and records an issue for each one that is found.
  ///
  /// - Parameter sources: Files that may hold them.
  /// - Returns: How many files were searched.
  func filesWithout(_ marks: [String], besides sources: [String]) throws -> Int {
    let files = try #require(FileManager.default.enumerator(atPath: url.path))
    let marks = marks.map { $0.lowercased() }
    var searched = 0
    for case let name as String in files where !sources.contains(name) {
      let facts = try FileManager.default.attributesOfItem(atPath: file(name).path)
      guard facts[.type] as? FileAttributeType == .typeRegular else { continue }
      let text = String(decoding: try Data(contentsOf: file(name)), as: UTF8.self).lowercased()
      searched += 1
      for mark in marks where text.contains(mark) {
        Issue.record("\(name) holds \(mark)")
      }
    }
    return searched
  }
}
