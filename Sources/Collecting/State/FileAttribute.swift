internal import CProcess
internal import Traffic

/// Something that a user or a program wrote to a file beside its bytes (xattr(7)): copies and backups carry
/// it along, and no deletion of rows removes it.
package struct FileAttribute {
  package var name: [UInt8]
  package var value: [UInt8]

  /// Those in the name space of users; none where the file system has none.
  package static func all(of path: String) -> [FileAttribute] {
    names(of: path).split(separator: 0).filter { $0.starts(with: "user.".utf8) }.map {
      FileAttribute(name: Array($0), value: value(of: Array($0), of: path))
    }
  }

  /// The most bytes of names, and of a value, that Linux allows (limits.h).
  private static let most = 65_536

  private static func names(of path: String) -> [UInt8] {
    var room = [CChar](repeating: 0, count: most)
    // SAFETY: no more than the room has is written to it, for the call.
    let count = unsafe room.withUnsafeMutableBufferPointer { room in
      path.withFileName { unsafe process_attribute_names($0, room.baseAddress, room.count) }
    }
    return room.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
  }

  private static func value(of name: [UInt8], of path: String) -> [UInt8] {
    var room = [CChar](repeating: 0, count: most)
    let name = name.map { CChar(bitPattern: $0) } + [0]
    // SAFETY: the name ends in a zero, and no more than the room has is written to it, for the call.
    let count = unsafe room.withUnsafeMutableBufferPointer { room in
      path.withFileName { path in
        unsafe process_attribute_value(path, name, room.baseAddress, room.count)
      }
    }
    return room.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
  }
}
