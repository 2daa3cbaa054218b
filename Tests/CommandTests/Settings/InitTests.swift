import Foundation
import TestSupport
import Testing

@Suite("What a new installation begins with")
struct InitTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    let logs = folder.file("logs").path
    try FileManager.default.createDirectory(
      at: folder.file("logs"), withIntermediateDirectories: true)
    try folder.write(
      """
      http {
        log_format own '$remote_addr|$time_iso8601|$request|$status|$body_bytes_sent|$http_referer|$http_user_agent';
        server { server_name example.org www.example.org; access_log \(logs)/example.log own; }
        server { server_name shop.example; access_log \(logs)/shop.log; }
        server { server_name other.example; access_log syslog:server=unix:/dev/log; }
      }

      """, to: "nginx.conf")
    let people = (0..<40).map { DifferentPeople.line("/", person: $0, second: $0) + "\n" }
    try folder.write(people.joined(), to: "logs/shop.log")
    let own = (0..<40).map {
      "192.0.2.\($0)|2026-10-20T12:00:00+00:00|GET /a HTTP/1.1|200|5|https://www.example.org/|Mozilla/5.0 (X11; Linux x86_64; rv:1\($0).0) Gecko/20100101 Firefox/1\($0).0\n"
    }
    try folder.write(own.joined(), to: "logs/example.log")
  }

  private func everything(_ database: String) throws -> [String] {
    try TrafficRows(folder.file(database)).everything()
  }

  @Test("It lists the logs of the server's configuration by site, and they are counted so")
  func listed() throws {
    let outcome = try SporlosProgram.shell(
      """
      sporlos init nginx.conf --db t.sqlite --time-zone UTC --write --root root
      SPORLOS_CONFIG=root/etc/sporlos/sporlos.toml SPORLOS_GEO=none sporlos collect -q
      test -s published.sqlite || echo not published
      sporlos collect --format-file nginx.conf --db hand.sqlite --time-zone UTC --geo none -q \
        --own-host www.example.org
      """, in: folder.url)
    let wrote = [
      "sporlos/sporlos.toml", "systemd/system/sporlos.service",
      "systemd/system/sporlos-collect.service", "systemd/system/sporlos-collect.timer",
    ].map { "sporlos: wrote \"root/etc/\($0)\"\n" }.joined()
    #expect(
      outcome.errors == wrote
        + """
        sporlos: look at /etc/sporlos/sporlos.toml, then check it with `sporlos config`
        sporlos: to count every night:  systemctl enable --now sporlos-collect.timer
        sporlos: to count all the time: systemctl enable --now sporlos.service

        """)
    #expect(try everything("t.sqlite") == everything("hand.sqlite"))
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows(
        "SELECT site, sum(page_views) FROM page_hours GROUP BY site")
        == ["example.org|40", "shop.example|40"])
    let text = try String(
      contentsOf: folder.file("root/etc/sporlos/sporlos.toml"), encoding: .utf8)
    #expect(text.contains("own-host = [\"www.example.org\"]\n"))
    #expect(text.contains("nginx.conf:5: a log of the format \"combined\" is not collected"))
  }

  @Test("Nothing is written unasked, and nothing is written over")
  func careful() throws {
    let shown = try SporlosProgram.shell(
      "ls > before; sporlos init nginx.conf --db t.sqlite > shown; ls | grep -v shown | diff before - | grep -v before",
      in: folder.url)
    #expect(shown.output == "")
    let text = try String(contentsOf: folder.file("shown"), encoding: .utf8)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("# ==> /etc/") } == 4)
    let twice = try SporlosProgram.shell(
      """
      mkdir -p root/etc/systemd/system; echo mine > root/etc/systemd/system/sporlos.service
      sporlos init nginx.conf --write --root root; echo "exit $?"
      cat root/etc/systemd/system/sporlos.service; find root -type f
      """, in: folder.url)
    #expect(twice.output == "exit 1\nmine\nroot/etc/systemd/system/sporlos.service\n")
    #expect(twice.errors.contains("\"root/etc/systemd/system/sporlos.service\" is there already"))
  }

  @Test("The timer of the packages is the one that is shown, but for what it says of itself")
  func timer() throws {
    let packaged = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/Packaging/systemd/sporlos-collect.timer")
      .standardized
    func settings(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter {
        !$0.hasPrefix("#") && !$0.hasPrefix("Description=") && !$0.hasPrefix("Documentation=")
      }
    }
    let outcome = try SporlosProgram.shell("sporlos init nginx.conf --db t.sqlite", in: folder.url)
    let shown = try #require(
      outcome.output.components(separatedBy: "sporlos-collect.timer <==\n").last)
    #expect(settings(shown).contains("OnCalendar=*-*-* 03:00"))
    #expect(try settings(shown) == settings(String(contentsOf: packaged, encoding: .utf8)))
  }

  @Test("What is no server's configuration, or names no log, is refused")
  func refused() throws {
    let outcome = try SporlosProgram.shell(
      """
      echo 'http { server { access_log off; } }' > none.conf
      sporlos init nothere.conf; echo $?; sporlos init none.conf; echo $?
      """, in: folder.url)
    #expect(outcome.output == "1\n1\n")
    #expect(outcome.errors.contains("cannot read the configuration \"nothere.conf\""))
    #expect(outcome.errors.contains("\"none.conf\" names no log that could be collected"))
  }

  @Test("The units are what systemd takes", .enabled(if: hasSystemd))
  func verified() throws {
    let outcome = try SporlosProgram.shell(
      """
      sporlos init nginx.conf --write --root root 2> said
      for unit in root/etc/systemd/system/*; do systemd-analyze verify --man=no "$PWD/$unit"; done
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  private static let hasSystemd =
    (try? SporlosProgram.shell("systemd-analyze --version", in: URL(fileURLWithPath: "/")))?
    .exitCode == 0

  @Test("A nightly unit collects what is named, or what the configuration file lists")
  func nightly() throws {
    let outcome = try SporlosProgram.shell(
      """
      sporlos unit --nightly logs/shop.log --db t.sqlite --publish-to /srv/web/w.sqlite | grep -E '^(Exec|Type|ReadWrite)'
      printf 'db = "t.sqlite"\\n[[sites]]\\nlogs = ["logs/shop.log"]\\n' > s.toml
      SPORLOS_CONFIG=s.toml sporlos unit --nightly | grep -E '^(Exec|Type)'
      sporlos unit --config s.toml | grep -E '^(Exec|Type)'
      SPORLOS_DB=t.sqlite SPORLOS_THRESHOLD=7 SPORLOS_GEO=none SPORLOS_LOGS=logs/shop.log sporlos unit --nightly \
        --threshold 8 | grep '^Exec'
      sporlos unit --nightly --flush 1s --config s.toml
      """, in: folder.url)
    let (place, program) = (folder.url.path, SporlosProgram.url.path)
    #expect(
      outcome.output == """
        Type=oneshot
        ExecStart=\(program) collect \(place)/logs/shop.log --db \(place)/t.sqlite --publish-to /srv/web/w.sqlite
        ReadWritePaths=/srv/web \(place)
        Type=oneshot
        ExecStart=\(program) collect --config=\(place)/s.toml
        Type=notify
        ExecStart=\(program) follow --config \(place)/s.toml
        ExecReload=/bin/kill -HUP $MAINPID
        ExecStart=\(program) collect --threshold 8 --db=\(place)/t.sqlite --geo=none \(place)/logs/shop.log

        """)
    #expect(outcome.errors.hasPrefix("sporlos: --flush is for following logs"))
  }
}
