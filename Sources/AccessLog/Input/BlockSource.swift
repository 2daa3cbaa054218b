/// Whatever hands out lines as blocks of whole lines.
public protocol BlockSource: AnyObject {
  /// Bytes before the next line to hand out.
  var offset: Int64 { get }
  /// Bytes that are left to read; `nil` where that is not known.
  var bytesLeft: Int64? { get }

  /// Fills a block with the next whole lines; `false` where there are none, or none yet.
  func next(_ block: inout LogBlock) -> Bool
}

extension LogReader: BlockSource {
  public var bytesLeft: Int64? { size > 0 ? max(0, size - bytesRead) : nil }
}
