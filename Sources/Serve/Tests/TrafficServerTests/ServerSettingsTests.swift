import Foundation
import Testing

@Suite("What the configuration file gives the server")
struct ServerSettingsTests {
  private struct Settings: Decodable {
    struct Row: Decodable {
      var name: String
      var option: String?
    }
    var settings: [Row]
  }

  private struct Help: Decodable {
    struct Command: Decodable {
      struct Argument: Decodable {
        struct Name: Decodable { var name: String }
        var names: [Name]?
      }
      var commandName: String
      var arguments: [Argument]?
      var subcommands: [Command]?
    }
    var command: Command
  }

  @Test("It is every option that the server has")
  func options() throws {
    let listed = try JSONDecoder().decode(
      Settings.self, from: Data(try ServedSite.run(["config", "--json"]).utf8))
    let help = try JSONDecoder().decode(
      Help.self,
      from: Data(
        try ServedSite.run(["--experimental-dump-help"], program: RunningServer.program).utf8))
    let run = try #require(help.command.subcommands?.first { $0.commandName == "run" })
    let names = (run.arguments ?? []).compactMap { $0.names?.last?.name }.filter { $0 != "help" }
    #expect(!names.isEmpty)
    #expect(
      Set(names.map { "serve." + $0 })
        == Set(listed.settings.map(\.name).filter { $0.hasPrefix("serve.") }))
  }
}
