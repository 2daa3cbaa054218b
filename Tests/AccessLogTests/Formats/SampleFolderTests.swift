import Foundation
import LogFormats
import TestSupport
import Testing

@testable import AccessLog

@Suite("The catalogue's formats and the folders of sample logs are the same")
struct SampleFolderTests {
  @Test("Each format with a name has a folder with a log of it")
  func eachPreset() throws {
    var named: Set<String> = []
    for name in SampleLog.names {
      let sample = try SampleLog(named: name)
      named.insert(try LogFormat(FormatString.definition(of: sample.format)).name)
      // Of two names of one format the log has the first.
      if let preset = FormatCatalogue.preset(named: sample.format) { named.insert(preset.name) }
    }
    #expect(FormatCatalogue.presets.map(\.name).filter { !named.contains($0) } == [])
  }

  @Test("Each folder says what its log is", arguments: SampleLog.names)
  func eachFolder(name: String) throws {
    let sample = try SampleLog(named: name)
    #expect(throws: Never.self) { try FormatString.definition(of: sample.format) }
    #expect(!sample.logs.isEmpty && sample.expected.hits > 60 && sample.canaries.count > 3)
  }
}
