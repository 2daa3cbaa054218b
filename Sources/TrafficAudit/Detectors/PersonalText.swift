internal import Traffic

/// What an audit sees with eyes of its own: these detectors share no code and no table with what redacts.
enum PersonalText {
  /// The shapes of personal data that stand in some bytes.
  ///
  /// - Complexity: O(*n*) for each way in which they may be meant as text.
  static func shapes(in bytes: ArraySlice<UInt8>, _ care: DetectorCare) -> Set<PersonalShape> {
    var found: Set<PersonalShape> = []
    for text in TextReadings.all(of: bytes, care) {
      found.formUnion(shapes(inReading: text, care))
      for inner in EncodedText.decoded(in: text) {
        // Words decode to bytes, rarely to text, and hardly ever to an address.
        if MailDetector.stands(in: inner, .text) { found.insert(.email) }
        if AddressDetector.stands(in: inner, DigitSequence.all(in: inner), .bytes) {
          found.insert(.address)
        }
        if NameDetector.stands(in: inner, .name) { found.insert(.name) }
      }
    }
    return found
  }

  private static func shapes(
    inReading text: [UInt8], _ care: DetectorCare
  ) -> Set<PersonalShape> {
    var found: Set<PersonalShape> = []
    if MailDetector.stands(in: text, care) { found.insert(.email) }
    if AgentDetector.stands(in: text, care) { found.insert(.userAgent) }
    if TokenDetector.stands(in: text, care) { found.insert(.token) }
    guard text.contains(where: TextByte.isDigit) else { return found }
    let sequences = DigitSequence.all(in: text)
    if AddressDetector.stands(in: text, sequences, care) || HardwareAddressDetector.stands(in: text)
    {
      found.insert(.address)
    }
    if sequences.contains(where: { isNumber($0, care) }) || BankAccountDetector.stands(in: text)
      || LetteredNumberDetector.stands(in: text)
      || care != .bytes && PhoneDetector.hasExtension(sequences, in: text)
    {
      found.insert(.number)
    }
    if LocationDetector.stands(in: text) { found.insert(.location) }
    if sequences.contains(where: { BirthDateDetector.isBirthDate($0, care) })
      || care != .bytes && BirthDateDetector.isSpelled(in: text)
    {
      found.insert(.birthDate)
    }
    if NameDetector.stands(in: text, care) { found.insert(.name) }
    if !care.isKept, TimeDetector.stands(in: text) { found.insert(.time) }
    return found
  }

  private static func isNumber(_ sequence: DigitSequence, _ care: DetectorCare) -> Bool {
    let longest = sequence.groups.max() ?? 0
    let isLong =
      switch care {
      case .text: longest >= 5
      case .name: longest >= 6
      case .bytes: longest >= 8
      case .host: longest >= 9
      }
    return isLong || CardDetector.stands(in: sequence)
      || NationalNumberDetector.stands(in: sequence, care)
      || PhoneDetector.stands(in: sequence, care)
  }
}
