import CScan
import Foundation
import LogFormats
import TestSupport
import Testing

@testable import AccessLog

/// The slow walk that explains lines, beside the loop in C that reads them.
@Suite struct LineWalkTests {
  static let folders = try! FileManager.default.contentsOfDirectory(
    atPath: Checkout.sample("").path
  ).filter { FileManager.default.fileExists(atPath: Checkout.sample("\($0)/access.log").path) }
    .sorted()

  /// The plans that a folder's log is read by: as its server says, and a few others.
  private static func plans(_ folder: String) throws -> [FormatPlan] {
    let text = try String(contentsOf: Checkout.sample("\(folder)/format"), encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    let own = (try? FormatString.definition(of: text)).flatMap { try? FormatPlan($0) }
    return [own, FormatPlan.common, .named("combined"), .named("squid"), .named("haproxy")]
      .compactMap(\.self)
  }

  @Test(
    "It finds the values that the loop finds, and stops where that finds none", arguments: folders)
  func sameValues(folder: String) throws {
    var random = SeededGenerator.fresh()
    let log = [UInt8](try Data(contentsOf: Checkout.sample("\(folder)/access.log")))
    let lines = log.split(separator: 0x0a).map { Array($0.last == 0x0d ? $0.dropLast() : $0) }
    var compared = 0
    for plan in try Self.plans(folder) {
      let splitter = FieldSplitter(plan)
      for line in lines {
        var broken = line
        if !broken.isEmpty {
          let at = Int.random(in: 0..<broken.count, using: &random)
          switch Int.random(in: 0..<4, using: &random) {
          case 0: broken.remove(at: at)
          case 1: broken.insert(Array("\" -[]:{}\\,".utf8).randomElement(using: &random)!, at: at)
          case 2:
            // A value that is nothing.
            let isPart = { (byte: UInt8) in
              byte >= 0x80 || Character(Unicode.Scalar(byte)).isLetter
                || Character(Unicode.Scalar(byte)).isNumber
            }
            let from = broken[..<at].lastIndex { !isPart($0) }.map { $0 + 1 } ?? 0
            broken.removeSubrange(from..<(broken[at...].firstIndex { !isPart($0) } ?? broken.count))
          default: broken.removeSubrange(at...)
          }
        }
        for text in [line, broken] where !text.isEmpty && text[0] != 0 && text.last != 0x0d {
          compared += 1
          let walk = LineWalk(text, of: plan)
          guard let places = Self.places(of: text, splitter) else {
            #expect(walk.stop != nil, "\(folder), \(plan.name), line of \(text.count) bytes")
            continue
          }
          // The loop skips what it does not need of an object; the walk need not forgive as much.
          guard case .steps = plan.shape else { continue }
          #expect(walk.stop == nil, "\(folder), \(plan.name), line of \(text.count) bytes")
          for (index, field) in plan.fields.enumerated() where field.meaning != .ignored {
            let place = places[Int(field.meaning.rawValue)]
            let found = walk.values[index] ?? 0..<0
            #expect(
              found == place.offset..<(place.offset + place.count)
                || found.isEmpty && place.count == 0,
              "\(folder), \(plan.name), \(field.name)")
          }
        }
      }
    }
    #expect(compared > 400)
  }

  @Test("A column in quotes may be empty, whatever it is; a response time may have an exponent")
  func columns() throws {
    let plan = try FormatPlan(FormatString.definition(of: "google-cloud-storage"))
    let splitter = FieldSplitter(plan)
    let columns = try String(
      contentsOf: Checkout.sample("google-cloud-storage/access.log"), encoding: .utf8
    ).split(separator: "\n")[2].split(separator: ",", omittingEmptySubsequences: false)
    #expect(columns.count == 17)
    let took = try #require(plan.fields.firstIndex { $0.meaning == .duration })
    for (column, text) in columns.indices.map({ ($0, "") }) + [(took, "1E+03")] {
      var changed = columns
      changed[column] = "\"\(text)\""
      let line = Array(changed.joined(separator: ",").utf8)
      #expect(Self.places(of: line, splitter) != nil, "column \(column)")
      #expect(LineWalk(line, of: plan).stop == nil, "column \(column)")
    }
  }

  /// Where the loop finds each value of a line; `nil` where it is of another format.
  static func places(of text: [UInt8], _ splitter: FieldSplitter) -> [scan_place]? {
    let bytes = LogBytes(text + [0x0a])
    var places = [scan_place](repeating: scan_place(), count: Int(SCAN_FIELDS))
    return unsafe bytes.with { line in
      var at = unsafe line.baseAddress.unsafelyUnwrapped
      let end = unsafe at + line.count
      let (_, kind) = unsafe splitter.cut(&at, before: end, into: &places)
      guard case .cut = kind else { return nil }
      return places
    }
  }
}
