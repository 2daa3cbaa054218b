import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("What the system says of files is read in one way")
struct FileSystemTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write("twelve bytes", to: "file")
    let made = try SporlosProgram.shell(
      "mkdir folder; mkfifo pipe; ln -s file link; ln -s nowhere dangling; chmod 640 file",
      in: folder.url)
    try #require(made.exitCode == 0)
  }

  @Test(
    "Each kind of file is told by its name",
    arguments: [
      ("file", FileStatus.Kind.file, FileStatus.Kind.file), ("folder", .folder, .folder),
      ("pipe", .pipe, .pipe), ("link", .file, .link), ("/dev/null", .nothing, .nothing),
      ("/dev/tty", .terminal, .terminal), ("/dev/zero", .device, .device),
    ])
  func kinds(name: String, followed: FileStatus.Kind, itself: FileStatus.Kind) {
    let path = name.hasPrefix("/") ? name : folder.path(name)
    #expect(FileStatus(path: path)?.kind == followed)
    #expect(FileStatus(path: path, follows: false)?.kind == itself)
  }

  @Test("A file has its size and mode, and is the same under each of its names")
  func facts() throws {
    let file = try #require(FileStatus(path: folder.path("file")))
    #expect(file.size == 12 && file.mode == 0o640 && file.links == 1 && file.isRegular)
    #expect(file.owner == geteuid())
    #expect(FileStatus(path: folder.path("link"))?.identity == file.identity)
    #expect(FileStatus(path: folder.path("link"), follows: false)?.identity != file.identity)
    #expect(try #require(FileStatus(path: folder.path("folder"))).size == 0)
  }

  @Test("A stamp changes with what is written, and with another file in its place")
  func stamps() throws {
    let path = folder.path("file")
    let before = try #require(FileStatus(path: path)?.stamp)
    #expect(FileStatus(path: path)?.stamp == before)
    try folder.append("!", to: "file")
    let longer = try #require(FileStatus(path: path)?.stamp)
    #expect(longer != before)
    try folder.write("twelve bytes!", to: "other")
    _ = try SporlosProgram.shell("touch -r file other && mv other file", in: folder.url)
    #expect(FileStatus(path: path)?.stamp != longer)
  }

  @Test("What is missing is not what may not be looked at, and a link that leads nowhere is there")
  func missing() {
    #expect(FileStatus.isMissing(folder.path("none")))
    #expect(FileStatus.isMissing(folder.path("file/below")))
    #expect(!FileStatus.isMissing(folder.path("dangling")))
    #expect(!FileStatus.isMissing(folder.path(String(repeating: "a", count: 300))))
    #expect(FileStatus(path: folder.path("dangling")) == nil)
  }

  @Test("Small files are read as a whole, and nothing else is waited for")
  func bytes() throws {
    #expect(FileBytes.of(folder.path("file"), most: 12) == Array("twelve bytes".utf8))
    #expect(FileBytes.of(folder.path("link"), most: 12) == Array("twelve bytes".utf8))
    let refused: [(name: String, most: Int, follows: Bool, errno: Int32)] = [
      ("file", 11, true, EFBIG), ("folder", 99, true, EISDIR), ("pipe", 99, true, EINVAL),
      ("none", 99, true, ENOENT), ("link", 99, false, ELOOP),
    ]
    for (name, most, follows, expected) in refused {
      let bytes = FileBytes.of(folder.path(name), most: most, follows: follows)
      let reason = errno
      #expect(bytes == nil && reason == expected, "\(name)")
    }
    // It says that it has no bytes, and has some.
    #expect(FileStatus(path: "/proc/self/stat")?.size == 0)
    #expect(FileBytes.of("/proc/self/stat", most: 4096)?.isEmpty == false)
  }

  @Test("Names in a folder come in order, those that are no UTF-8, too")
  func names() throws {
    _ = try SporlosProgram.shell("cd folder; touch b a $'\\xe5'", in: folder.url)
    let names = Folder.names(in: folder.path("folder"))
    #expect(names.count == 3 && names.prefix(2) == ["a", "b"])
    #expect(FileStatus(path: folder.path("folder") + "/" + names[2])?.kind == .file)
    #expect(Folder.readableNames(in: folder.path("none")) == nil)
    #expect(Folder.names(in: folder.path("none")) == [])
    #expect(Folder.target(ofLink: folder.path("dangling")) == Array("nowhere".utf8))
    #expect(Folder.target(ofLink: folder.path("file")) == nil)
  }
}
