/// A database as it lies in its files: the pages that count, and older copies of them.
final class DatabaseImage {
  let file: RawFile
  let logFile: RawFile?
  let log: WriteAheadLog?
  let pageSize: Int
  /// Bytes of a page that SQLite uses; what is behind them is for extensions.
  let usable: Int
  let pageCount: Int
  let firstTrunk: Int
  let encoding: TextEncoding
  /// Pages that lie in the file itself.
  let pagesInFile: Int

  /// How texts are written.
  enum TextEncoding: Int {
    case utf8 = 1
    case utf16LittleEndian = 2
    case utf16BigEndian = 3
  }

  /// Reads the header (SQLite, "Database File Format", section 1.3); `nil` where there is none.
  init?(_ file: RawFile, log logFile: RawFile?) {
    self.file = file
    self.logFile = logFile
    var header = file.read(100, at: 0)
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      return nil
    }
    let size = header.bigEndian(2, at: 16)
    pageSize = size == 1 ? 65_536 : size
    guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else { return nil }
    log = logFile.map { [pageSize] in WriteAheadLog($0, pageSize: pageSize) }
    pagesInFile = Int(file.size) / pageSize
    if let offset = log?.latest[1], let logFile { header = logFile.read(100, at: offset) }
    guard header.count == 100 else { return nil }
    usable = pageSize - Int(header[20])
    guard usable >= 480 else { return nil }
    let counted = log.map(\.pageCount) ?? 0
    // Never more than there are: whoever wrote the file may have lied.
    pageCount = counted > 0 ? min(counted, pagesInFile + (log?.frames.count ?? 0)) : pagesInFile
    firstTrunk = header.bigEndian(4, at: 32)
    encoding = TextEncoding(rawValue: header.bigEndian(4, at: 56)) ?? .utf8
  }

  /// Whether there is a page of a number; of a file that is shorter than a page, there is none.
  func has(_ page: Int) -> Bool { page > 0 && page <= pageCount }

  /// The page as it counts, by its number from 1; shorter where the file has not so much.
  func read(_ page: Int, into bytes: inout [UInt8]) {
    if let offset = log?.latest[page], let logFile {
      logFile.read(pageSize, at: offset, into: &bytes)
    } else {
      file.read(pageSize, at: Int64(page - 1) * Int64(pageSize), into: &bytes)
    }
  }

  /// The page on which SQLite's locks lie, where the file is so long: it never holds anything.
  var lockPage: Int { 0x4000_0000 / pageSize + 1 }
}
