/// Something that the lines of a log do not tell, so that no value was taken for it.
public enum GuessNote: Hashable, Sendable {
  /// No value says when.
  case noTime
  /// The times have no zone.
  case timeWithoutZone
  /// Day and month cannot be distinguished, as in `03/04/2026`: no value was taken for the time.
  case dayOrMonthFirst
  /// No value is an address, so there are no visitors.
  case noAddress
  /// Several values are addresses, and nothing tells which is the client's.
  case severalAddresses
  /// Names stand where addresses belong (Apache's `HostnameLookups On`), so there are no visitors.
  case hostNamesInsteadOfAddresses
  /// One value's addresses are all of private networks, and another's are public: the field with
  /// this name.
  case privateAddressesWithPublicColumn(String)
  /// The field with this name may be the host, but too few lines say so.
  case hostLeftOut(String)
  /// Several numbers may be the bytes of the response, or none is sure to be.
  case bytesLeftOut
  /// Several numbers behind the status may be the bytes of the response; the first was taken.
  case severalSizes
  /// The field with this name is how long something took, but nothing says in which unit, or what.
  case durationLeftOut(String)
  /// The field with this name is a number of unknown meaning; perhaps a response time.
  case unknownNumber(String)
  /// The lines that were counted before were read in another way.
  case otherThanBefore
}
