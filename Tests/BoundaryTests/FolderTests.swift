import Foundation
import Testing

@Suite("Folders of a module name only what is below them") struct FolderTests {
  @Test("No folder names what is declared in a later one, but for exceptions that are still needed")
  func sources() throws {
    var found: Set<FolderLaw.Breach> = []
    for (module, order) in FolderLaw.order {
      let url = SourceTree.root.appendingPathComponent("Sources/\(module)")
      found.formUnion(
        FolderLaw.breaches(of: try FolderLaw.files(of: url), in: module, order: order))
    }
    let (new, gone) = (
      found.subtracting(FolderLaw.exceptions), FolderLaw.exceptions.subtracting(found)
    )
    #expect(new.isEmpty, "\(new.map(\.description).sorted())")
    #expect(
      gone.isEmpty, "take out what is no exception any more: \(gone.map(\.description).sorted())")
  }

  @Test("Every module with folders has their order, with each of them once")
  func complete() throws {
    var names = 0
    for (module, url) in try SourceTree.targets() {
      let files = try FolderLaw.files(of: url)
      let folders = Set(files.map(\.folder))
      guard let order = FolderLaw.order[module] else {
        #expect(folders.count < 2, "\(module) has no order")
        continue
      }
      #expect(Set(order) == folders && order.count == folders.count, "\(module)")
      names += files.reduce(0) { $0 + SwiftCode($1.source).declared.count }
    }
    #expect(names > 300, "what they declare is found")
  }

  private static func breaches(_ low: String, in high: String) -> Set<FolderLaw.Breach> {
    FolderLaw.breaches(
      of: [.init(folder: "Low", source: low), .init(folder: "High", source: high)],
      in: "Module", order: ["Low", "High"])
  }

  @Test(
    "A breach is found however it is written",
    arguments: [
      "let a: Upper", "let a = Upper.make()", "func f<Value: Upper>(_ value: Value) {}",
      "extension Upper {}", "let a = [Upper]()", "let a: Module.Upper",
      "let a = \"\\(Upper.self)\"",
      "let a = \"\"\"\n  \\(Upper.a(\")\"))\n  \"\"\"", "let a = #\"\\#(Upper.a)\"#",
      "let a = \"//\" + Upper.text", "/* /* a */ */ let a = Upper()",
      "#if os(Linux)\n  let a = Upper()\n#endif",
    ])
  func breach(source: String) {
    for high in [
      "struct Upper {}", "public final class Upper {}", "@safe enum Upper: Error {}",
      "package protocol Upper {}", "actor Upper {}", "typealias Upper = Int",
      "// struct Other\n@frozen\npublic struct Upper<Value>: ~Copyable {}",
    ] {
      #expect(
        Self.breaches(source, in: high) == [
          .init("Module", "Low", names: ["Upper"], of: "High")
        ], "\(high)")
    }
  }

  @Test(
    "Words that are no names of a later folder are none",
    arguments: [
      "// Upper", "/// ``Upper``", "/* Upper /* Upper */ Upper */", "let a = \"Upper\"",
      "let a = #\"\\(Upper)\"#", "let a = \"\"\"\n  \"Upper\"\n  \"\"\"", "let a = \"\\\"Upper\"",
      "let a: UpperCase", "private struct Upper {}\nlet a = Upper()", "let a = b.raise()",
      "let a: Low",
    ])
  func innocent(source: String) {
    let high = "struct Upper {}\nfunc raise() {}\nprivate struct Low {}\nextension Low {}"
    #expect(Self.breaches(source, in: high).isEmpty)
  }

  @Test("A function of a later folder is found, and nothing in the other direction")
  func functions() {
    let high = "@inline(__always)\nfunc raise() { lower(Lower()) }"
    let low = "struct Lower { let a = [1].map(raise) }\nfunc lower(_ lower: Lower) {}"
    #expect(
      Self.breaches(low, in: high) == [
        .init("Module", "Low", names: ["raise"], of: "High")
      ])
  }
}
