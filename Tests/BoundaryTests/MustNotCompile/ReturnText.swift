// What leaves an entry is a fact: no text, no bytes, no pointer, and nothing by the back door.

@testable import AccessLog
import LogFormats

func leak(_ entry: borrowing LogEntry) {
  // expected-error@+1 {{requires that 'String' conform to 'Declassified'}}
  _ = entry.declassify(.client) { bytes, _ in String(decoding: bytes, as: UTF8.self) }
  // expected-error@+1 {{requires that 'Array<UInt8>' conform to 'Declassified'}}
  _ = entry.declassify(.client) { bytes, _ in Array(bytes) }
  // expected-error@+1 {{requires that 'UnsafeBufferPointer<UInt8>' conform to 'Declassified'}}
  _ = entry.declassify(.client) { bytes, _ in bytes }
}

func smuggle(_ entry: borrowing LogEntry) {
  var address: [UInt8] = []
  _ = entry.declassify(.client) { bytes, _ in
    // expected-error@+1 {{mutation of captured var 'address' in concurrently-executing code}}
    address.append(contentsOf: bytes)
    return Int64(0)
  }
}
