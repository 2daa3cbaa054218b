internal import CMaxMindDB
internal import Synchronization
internal import Traffic

/// An open database that tells countries by address, in MaxMind's MMDB format.
///
/// It never changes: a file that was replaced becomes another database, by ``CountryFile``. Any
/// number of threads may search it at the same time, each with a ``CountryCache`` of its own.
///
/// Source: "MaxMind DB File Format Specification", version 2.0, read with libmaxminddb.
@safe
public final class CountryDatabase: Sendable {
  /// What the file says it is, such as `GeoLite2-Country`.
  public let type: String
  /// When the data were made, in seconds since 1970; 0 where the file does not say.
  public let builtAt: Int64

  /// The open file, which the library only reads once it is open.
  nonisolated(unsafe) private let handle: UnsafeMutablePointer<MMDB_s>
  private let damage = Atomic(false)

  /// Opens a database and looks whether it has countries.
  ///
  /// - Complexity: O(*n*) in the file's bytes, as it is copied: about 3 milliseconds for 8 MB.
  public convenience init(path: String) throws(CountryDatabaseError) {
    try self.init(CountryFileCopy(path: path), path: path)
  }

  init(_ copy: CountryFileCopy, path: String) throws(CountryDatabaseError) {
    // SAFETY: the library fills the structure in, or leaves it so that there is nothing to close.
    unsafe handle = .allocate(capacity: 1)
    unsafe handle.initialize(to: MMDB_s())
    let status = unsafe MMDB_open(copy.path, UInt32(MMDB_MODE_MMAP), handle)
    guard status == MMDB_SUCCESS else {
      type = ""
      builtAt = 0
      unsafe handle.pointee.file_content = nil
      throw CountryDatabase.error(status, path: path)
    }
    type =
      unsafe handle.pointee.metadata.database_type.map { unsafe String(cString: $0) } ?? ""
    builtAt = unsafe Int64(clamping: handle.pointee.metadata.build_epoch)
    switch firstCountry() {
    case .found: return
    case .none: throw CountryDatabaseError(.noCountries, path: path, type: type)
    case .damaged: throw CountryDatabaseError(.corrupt, path: path, type: type)
    }
  }

  deinit {
    // SAFETY: opened and allocated above, closed once, by the last that used it.
    if unsafe handle.pointee.file_content != nil { unsafe MMDB_close(handle) }
    unsafe handle.deallocate()
  }

  private static func error(_ status: Int32, path: String) -> CountryDatabaseError {
    switch status {
    case MMDB_FILE_OPEN_ERROR, MMDB_IO_ERROR, MMDB_OUT_OF_MEMORY_ERROR:
      CountryDatabaseError(.cannotRead, path: path)
    case MMDB_CORRUPT_SEARCH_TREE_ERROR, MMDB_INVALID_DATA_ERROR:
      CountryDatabaseError(.corrupt, path: path)
    default:
      CountryDatabaseError(.notDatabase, path: path)
    }
  }

  /// Whether a search came upon a part that contradicts itself: what lies there is unknown.
  public var isDamaged: Bool { damage.load(ordering: .relaxed) }

  /// The country of a network, found anew.
  ///
  /// - Complexity: O(*b*) in the bits of the network, at most 64 steps in memory.
  func country(of network: ClientNetwork) -> CountryCode {
    guard let entry = entry(of: network) else { return .unknown }
    return country(ofEntry: entry)
  }

  /// Where the data of a network lie; `nil` where there are none.
  func entry(of network: ClientNetwork) -> UInt32? {
    // SAFETY: the handle is open, and searching changes nothing.
    let found =
      switch network.family {
      case .version4: unsafe mmdb_find_v4(handle, network.version4)
      case .version6: unsafe mmdb_find_v6(handle, network.upper)
      }
    noteDamage(in: found)
    return UInt32(exactly: found)
  }

  /// Remembers that the library came upon damage.
  func noteDamage(in found: Int64) {
    if found == Int64(MMDB_FIND_DAMAGE) { damage.store(true, ordering: .relaxed) }
  }

  /// The handle, for the extensions that read entries and the tree.
  func withHandle<Result>(_ body: (UnsafeMutablePointer<MMDB_s>) -> Result) -> Result {
    // SAFETY: the handle is open as long as this object lives.
    unsafe body(handle)
  }
}
