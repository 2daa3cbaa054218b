internal import AccessLog
internal import Traffic

/// What a source turned out to be among the logs that are known.
enum LogPlace: Equatable {
  /// The log with this index, which has lines to count behind the reader's place.
  case at(Int)
  /// The log with this index; all of it is counted.
  case counted(Int)
  /// Its first line is not finished, so that its format cannot be told.
  case unfinished
}

extension [SourcePosition] {
  /// Finds a freshly opened source among these logs, or adds it to them, and gets the reader ready
  /// for the lines that are not counted yet.
  ///
  /// - Parameters:
  ///   - format: The format it is of, unless that is to be recognised.
  ///   - likely: The format it is of if its first lines fit that as well as any other.
  mutating func place(
    _ reader: LogReader, format named: LogFormat?, likely: LogFormat? = nil
  ) throws(InputError) -> LogPlace {
    let recognised = reader.recognisedFormat(likely: likely)
    let index: Int
    switch try reader.recognise(among: self) {
    case .counted(let known):
      return .counted(known)
    case .known(let known):
      index = known
    case .new:
      guard let format = named ?? recognised else {
        guard !reader.isUnfinishedLine else { return .unfinished }
        throw reader.failure ?? InputError(.unknownFormat)
      }
      append(reader.position(format: format.name))
      index = count - 1
    }
    let format = named ?? LogFormat(named: self[index].format) ?? recognised
    guard let format else { throw InputError(.unknownFormat) }
    self[index].format = format.name
    return .at(index)
  }

  /// Moves a source's position behind the lines that are counted now, and adds them up.
  mutating func record(_ tally: LineTally, of reader: LogReader, at index: Int) {
    guard tally.allLines > 0 else { return }
    move(to: reader, at: index)
    self[index].lines += tally.allLines
    self[index].hits += tally.hits
    for reject in tally.rejected {
      self[index].rejected[reject.reason, default: 0] += reject.count
    }
  }

  /// Moves a source's position to where its reader is.
  mutating func move(to reader: LogReader, at index: Int) {
    let reached = reader.position(format: self[index].format)
    self[index].fingerprint = reached.fingerprint ?? self[index].fingerprint
    self[index].file = reached.file ?? self[index].file
    self[index].marks = reached.marks
  }
}
