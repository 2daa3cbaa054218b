/// What bytes are for, and so how sure a detector has to be: a false alarm costs most where a text is one
/// that this program may keep.
enum DetectorCare {
  /// A host that may be kept.
  case host
  /// A page or a value of a campaign that may be kept.
  case name
  /// Text that nobody has redacted.
  case text
  /// Bytes of unknown use, where numbers may look like short text by chance.
  case bytes

  /// Whether the text is one that this program may keep.
  var isKept: Bool { self == .host || self == .name }
}
