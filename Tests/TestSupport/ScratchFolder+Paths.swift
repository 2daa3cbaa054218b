import Foundation

/// For tests that need no more of a file than its path.
extension ScratchFolder {
  /// The path of the folder.
  public var path: String { url.path }

  /// The path of a file in the folder.
  public func path(_ name: String) -> String { file(name).path }

  /// The permission bits of a file in the folder.
  public func mode(_ name: String) throws -> Int {
    let facts = try FileManager.default.attributesOfItem(atPath: path(name))
    return (facts[.posixPermissions] as? Int) ?? -1
  }
}
