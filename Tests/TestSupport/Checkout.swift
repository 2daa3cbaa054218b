public import Foundation

/// The checkout that these tests were built from.
public enum Checkout {
  /// Its top folder.
  public static let url = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder of the sample logs.
  public static func sample(_ name: String) -> URL {
    url.appendingPathComponent("sample-logs").appendingPathComponent(name)
  }
}
