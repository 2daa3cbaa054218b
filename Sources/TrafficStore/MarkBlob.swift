import GRDB

/// Hashes of 32 bits as a value of a database: their bytes one after the other, the highest first.
struct MarkBlob: DatabaseValueConvertible, Hashable {
  var marks: [UInt32]

  init(_ marks: [UInt32]) { self.marks = marks }

  var databaseValue: DatabaseValue {
    if marks.isEmpty { return .null }
    return Blob(
      marks.flatMap { mark in
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: mark >> $0) }
      }
    )
    .databaseValue
  }

  static func fromDatabaseValue(_ value: DatabaseValue) -> MarkBlob? {
    guard let bytes = Blob.fromDatabaseValue(value)?.bytes, bytes.count.isMultiple(of: 4) else {
      return nil
    }
    return MarkBlob(
      stride(from: 0, to: bytes.count, by: 4).map { place in
        bytes[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) }
      })
  }
}
