public import TimeZones
public import Traffic
public import TrafficStore

/// Reads every byte of a database's files, and knows each for what it is.
///
/// What is a number of this program's own table is one, and is held against what that column counts;
/// what is text is asked for its shape; what nothing accounts for has to be zero. So bytes of counts
/// and keyed hashes, which can look like anything, are no finding, and nothing hides among them.
public final class DatabaseScan {
  let image: DatabaseImage
  let shapes: [StoredShape]
  let rules: RowRules
  /// Gets all bytes that are no numbers, hashes or names of closed sets; see ``Trust``.
  private let visit: ((ArraySlice<UInt8>, Finding.Place, Trust) -> Void)?

  /// How far bytes are known.
  public enum Trust: Sendable {
    /// Text that redaction leaves as it is, in the column it belongs in.
    case kept
    /// Anything else.
    case unknown
  }

  public internal(set) var findings = FindingList()
  /// Rows of each table that were seen, by the table's row in the schema.
  public internal(set) var rows: [Int64: Int64] = [:]
  /// Bytes that were read.
  public internal(set) var bytesRead: Int64 = 0
  /// Copies of rows that SQLite left where it moved or changed them.
  public internal(set) var copies = 0

  /// Which tree a page belongs to, by its place in ``shapes`` from 1; 0 for none that is known.
  var owners: [UInt16]
  /// Marks of pages that are no tree's.
  static let ofList = UInt16.max
  var record = StoredRecord()
  /// What may be a row beside the one that is read.
  var neighbour = StoredRecord()
  /// Texts that are in the database, hashed, and those of copies that have yet to be found there.
  var liveTexts: [Int] = []
  var copiedTexts: [(hash: Int, place: Finding.Place)] = []
  static let maxCopiedTexts = 200_000

  /// Prepares to read a database; `nil` where its file is none.
  ///
  /// - Parameters:
  ///   - shapes: Its trees, as SQLite tells them.
  ///   - now: The present hour, since counts are of none behind it.
  ///   - earliest: The first day that may be kept.
  ///   - clock: That of the database's time zone; `nil` where this machine does not know it.
  public init?(
    _ file: RawFile, log: RawFile?, shapes: [StoredShape], detector: any TextDetector, now: Hour,
    earliest: Day?, clock: ZoneClock? = nil,
    visit: ((ArraySlice<UInt8>, Finding.Place, Trust) -> Void)? = nil
  ) {
    guard shapes.count < Int(DatabaseScan.ofList), let image = DatabaseImage(file, log: log) else {
      return nil
    }
    self.image = image
    self.shapes = shapes
    self.visit = visit
    rules = RowRules(detector: detector, now: now, earliest: earliest, clock: clock)
    owners = [UInt16](repeating: 0, count: image.pageCount + 1)
  }

  /// Reads everything.
  ///
  /// - Complexity: O(*n*) in the bytes; two bytes of memory a page, eight a name.
  public func run() {
    var header: [UInt8] = []
    image.read(1, into: &header)
    checkHeader(header) { self.place(1, $0) }
    for index in shapes.indices { walk(index) }
    readFreeList()
    readOtherPages()
    readOldPages()
    readLog()
    compareTexts()
    compareStates()
  }

  /// Where something is on a page that counts.
  func place(_ page: Int, _ offset: Int, part: String? = nil) -> Finding.Place {
    Finding.Place(image.file.path, page: page, offset: Int64(offset), part: part)
  }

  /// Asks bytes that should not be there what they look like.
  func search(
    _ bytes: ArraySlice<UInt8>, at place: Finding.Place, _ trust: Trust = .unknown
  ) {
    visit?(bytes, place, trust)
    // A name has six letters, at least, somewhere.
    guard bytes.count(where: { (0x20...0x7e).contains($0) }) >= 6 else { return }
    for shape in rules.detector.shapes(inBytes: bytes).sorted() {
      findings.add(.personal(shape), place)
    }
    if QuerySearch.stands(in: bytes) { findings.add(.unredacted, place) }
  }

  /// Bytes that have to be zero.
  func expectZero(_ bytes: [UInt8], _ range: Range<Int>, at place: (Int) -> Finding.Place) {
    guard let first = bytes[range].firstIndex(where: { $0 != 0 }) else { return }
    findings.add(.residue, place(first))
    search(bytes[range], at: place(first))
  }

  /// Holds the database's header against what is always zero in it: a suggested size of caches, pages
  /// for automatic vacuums, and room for later versions (SQLite, "Database File Format", section 1.3).
  func checkHeader(_ bytes: [UInt8], at place: (Int) -> Finding.Place) {
    guard bytes.count >= 100 else { return }
    for range in [48..<56, 64..<68, 72..<92] {
      expectZero(bytes, range) {
        var place = place($0)
        place.part = "the header"
        return place
      }
    }
  }

  private func compareStates() {
    guard let file = image.logFile, let differences = StateDifferences(image, shapes) else {
      return
    }
    for begin in differences.telling() {
      findings.add(.singleRequests, Finding.Place(file.path, offset: begin, part: "a commit"))
    }
  }

  /// Lends a text or blob to whoever compares them with a log.
  func show(_ bytes: ArraySlice<UInt8>, _ place: Finding.Place, _ trust: Trust) {
    visit?(bytes, place, trust)
  }

  private func compareTexts() {
    guard !copiedTexts.isEmpty else { return }
    liveTexts.sort()
    for (hash, place) in copiedTexts where !liveTexts.containsSorted(hash) {
      findings.add(.deletedText, place)
    }
  }
}

extension [Int] {
  /// Whether a sorted array has an element.
  fileprivate func containsSorted(_ element: Int) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }
}
