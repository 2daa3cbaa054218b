package import AccessLog
internal import FileSystem
internal import Glibc
package import Traffic

/// The file of a fleet's ratchet: its day, and the bytes from which that day's secret and all later ones
/// follow.
///
/// It is on a disk, unlike the keys of a server that is alone: after a restart of the machine nobody
/// else could give it back.
package struct RatchetFile {
  package let path: String

  package init(path: String) { self.path = path }

  /// The day as 32 bits, the least significant byte first, and the state.
  package static let length = 4 + DayRatchet.length

  /// Where the state of earlier days lies while the next one takes its place.
  private var formerPath: String { path + ".old" }

  /// The ratchet; `nil` where the server belongs to no fleet.
  package func read() throws(StateError) -> DayRatchet? {
    let descriptor = path.withFileName {
      unsafe open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    }
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StateError(.readFleetKey, path: path)
    }
    defer { close(descriptor) }
    guard let bytes = SecretFile.read(descriptor, count: RatchetFile.length),
      let ratchet = RatchetFile.ratchet(bytes)
    else {
      throw StateError(.damagedFleetKey, path: path)
    }
    return ratchet
  }

  /// The first day that the ratchet has a key for; `nil` where there is none.
  package func day() throws(StateError) -> Day? { try read()?.day }

  private static func ratchet(_ bytes: SecretBytes) -> DayRatchet? {
    let day = unsafe bytes.withBytes {
      Int32(littleEndian: unsafe $0.loadUnaligned(as: Int32.self))
    }
    let state = unsafe SecretBytes(count: DayRatchet.length) { room in
      unsafe bytes.withBytes {
        unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[4...]))
      }
      return true
    }
    return state.flatMap { DayRatchet(day: Day(rawValue: day), state: $0) }
  }

  /// Writes a ratchet, and destroys the one that was there.
  package func write(_ ratchet: DayRatchet) throws(StateError) {
    let bytes = unsafe SecretBytes(count: RatchetFile.length) { room in
      unsafe room.storeBytes(of: ratchet.day.rawValue.littleEndian, as: Int32.self)
      unsafe ratchet.withBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: room[4...]).copyMemory(from: $0)
      }
      return true
    }
    try removeLeftovers()
    // A second name, so that it can be overwritten once the new one has its place.
    _ = path.withFileName(and: formerPath, { unsafe link($0, $1) })
    guard let bytes, unsafe SecretFile.replace(path, with: { unsafe bytes.withBytes($0) }) else {
      let error = StateError(.writeFleetKey, path: path)
      _ = formerPath.withFileName { unsafe unlink($0) }
      throw error
    }
    guard SecretFile.destroy(formerPath) else {
      throw StateError(.removeFleetKey, path: formerPath)
    }
  }

  /// Goes on to a day, so that no earlier day's secret can be had any more.
  func advance(to day: Day) throws(StateError) {
    try removeLeftovers()
    guard let ratchet = try read(), ratchet.day < day else { return }
    // Beyond reach, nobody of the fleet can follow; a new invitation is needed in any case.
    try write(ratchet.advanced(to: day) ?? DayRatchet(from: day))
  }

  /// Destroys what a run left that was killed while it went on to another day.
  private func removeLeftovers() throws(StateError) {
    guard formerPath.withFileName({ unsafe access($0, F_OK) }) == 0 else { return }
    let (now, former) = (
      FileStatus(path: path, follows: false)?.identity.inode,
      FileStatus(path: formerPath, follows: false)?.identity.inode
    )
    // Killed before the new one was there, both names are of the one that still counts.
    if now == former {
      _ = formerPath.withFileName { unsafe unlink($0) }
    } else {
      _ = SecretFile.destroy(formerPath)
    }
  }
}
