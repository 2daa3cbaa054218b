// A scrubbed log takes numbers, the literals of its format, and text that was made of what may be
// known: no bytes, and no text that anybody else has made.

@testable import AccessLog

func passOn(_ bytes: [UInt8], _ output: inout ScrubbedLines) {
  // expected-error@+1 {{no exact matches in call to instance method 'append'}}
  output.append(bytes)
  // expected-error@+1 {{'storage' is inaccessible due to 'private' protection level}}
  _ = output.storage
}

func passOn(_ bytes: [UInt8]) {
  // expected-error@+2 {{extraneous argument label 'safe:' in call}}
  // expected-error@+1 {{cannot convert value of type 'String' to expected argument type 'RequestProtocol'}}
  _ = ScrubbedText(safe: String(decoding: bytes, as: UTF8.self))
  // expected-error@+1 {{'FormatBytes' initializer is inaccessible due to 'fileprivate' protection level}}
  _ = FormatBytes(bytes)
}
