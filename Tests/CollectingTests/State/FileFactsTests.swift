import Foundation
import TestSupport
import Testing

@testable import Collecting

@Suite("What the system says of files beside their bytes")
struct FileFactsTests {
  @Test("A folder is in memory where its file system is, by the system's own list")
  func memory() throws {
    let mounts = try String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)
    var types: [String: Substring] = [:]
    for line in mounts.split(separator: "\n") {
      let words = line.split(separator: " ")
      // Names with blanks are written as octal numbers.
      guard words.count > 2, !words[1].contains("\\") else { continue }
      types[String(words[1])] = words[2]
    }
    // What a later line lies over cannot be asked.
    let asked = types.filter { MemoryFolder.isInMemory($0.key) != nil }
    #expect(!asked.isEmpty)
    for (path, type) in asked where ["tmpfs", "ramfs", "ext4", "proc", "sysfs"].contains(type) {
      #expect(MemoryFolder.isInMemory(path) == ["tmpfs", "ramfs"].contains(type), "\(path)")
    }
    #expect(MemoryFolder.isInMemory("/nowhere/at all") == nil)
  }

  @Test("Attributes of users are read with their values")
  func attributes() throws {
    let folder = try ScratchFolder()
    try folder.write("", to: "plain")
    try folder.write("", to: "named")
    let made = try SporlosProgram.shell(
      "python3 -c 'import os; os.setxattr(\"named\", \"user.note\", b\"kari\")'", in: folder.url)
    #expect(FileAttribute.all(of: folder.file("plain").path).isEmpty)
    // Some file systems have none.
    guard made.exitCode == 0 else { return }
    let found = FileAttribute.all(of: folder.file("named").path)
    #expect(found.map { String(decoding: $0.name, as: UTF8.self) } == ["user.note"])
    #expect(found.map { String(decoding: $0.value, as: UTF8.self) } == ["kari"])
  }
}
