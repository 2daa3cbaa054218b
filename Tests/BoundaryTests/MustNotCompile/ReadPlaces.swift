// The places of an entry's fields and the bytes they lie in are its own.

@testable import AccessLog

func look(_ entry: borrowing LogEntry) {
  // expected-error@+1 {{'places' is inaccessible due to 'private' protection level}}
  _ = entry.places
  // expected-error@+1 {{'base' is inaccessible due to 'private' protection level}}
  _ = entry.base
  // expected-error@+1 {{'bytes' is inaccessible due to 'private' protection level}}
  _ = entry.bytes(of: .client)
}
