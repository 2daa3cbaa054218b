/// The letter or digit that a byte is, in lower case, or 0: what words are made of.
@inline(__always)
func wordByte(_ byte: UInt8) -> UInt8 {
  let letter = byte | 0x20
  if letter &- 0x61 < 26 { return letter }
  return isDigit(byte) ? byte : 0
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
