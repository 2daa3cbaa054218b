public import Foundation

/// A folder of its own for each test, gone with it.
public final class ScratchFolder {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("sporlos-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    // A folder that cannot be removed is no failure of what was tested.
    try? FileManager.default.removeItem(at: url)
  }

  /// The place of a file in the folder.
  public func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Writes a file.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> URL {
    try Data(text.utf8).write(to: file(name))
    return file(name)
  }

  /// Puts a file in the place of another in one step: whoever reads it meanwhile sees the whole of one of them.
  public func replace(_ name: String, with text: String) throws {
    try Data(text.utf8).write(to: file(name), options: .atomic)
  }

  /// Adds to a file without making a new one, as a server does.
  public func append(_ text: String, to name: String) throws {
    let handle = try FileHandle(forWritingTo: file(name))
    defer { try? handle.close() }
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
  }

  /// The bytes of every file in the folder and the folders in it, by their paths within it.
  public func everyByte() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: url.path) {
      let kind = try FileManager.default.attributesOfItem(atPath: file(name).path)[.type]
      guard kind as? FileAttributeType == .typeRegular else { continue }
      files[name] = try Data(contentsOf: file(name))
    }
    return files
  }
}
