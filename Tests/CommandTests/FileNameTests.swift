import Foundation
import TestSupport
import Testing

/// Names of files as systems without UTF-8 wrote them.
@Suite("A file whose name is no UTF-8 is a file like any other")
struct FileNameTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<100), to: "a.log")
    try folder.write(LogLineWriter.lines(100..<150), to: "b.log")
    try folder.write(LogLineWriter.lines(150..<170), to: "c.log")
    try folder.write(LogLineWriter.lines(170..<175), to: "d.log")
  }

  /// Runs a script in which `$N` is a folder and `$L` a log in it, both with names of Latin-1.
  private func shell(_ script: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell(
      #"""
      N=$(printf 'bes\370k'); L=$(printf 'bes\370k/\345\377.log'); C='--geo none --db traffic.sqlite'
      mkdir "$N"; cp a.log "$L"
      """# + "\n" + script, in: folder.url)
  }

  static let commands: [(script: String, hits: Int)] = [
    (#"sporlos collect "$L" $C"#, 100), (#"sporlos collect "$L" "$L" b.log $C"#, 150),
    (#"cd "$N" && sporlos collect *.log --geo none --db ../traffic.sqlite"#, 100),
    (#"gzip "$L" && sporlos collect "$L.gz" $C"#, 100),
    (#"mkfifo "$N/p" && { cat a.log > "$N/p" & } && sporlos collect "$N/p" $C"#, 100),
    (
      #"ln -s "$PWD/$L" "$N/$(printf '\344')" && sporlos collect "$N/$(printf '\344')" "$L" $C"#,
      100
    ),
    (
      #"printf '/a\n' > "$N/map" && sporlos collect "$L" $C --sitemap "$N/map" --state "$N/state""#,
      100
    ),
    (#"for i in $(seq 300); do ln "$L" "$L.$i"; done; sporlos collect "$N"/* $C"#, 100),
  ]

  @Test("It counts, wherever a command takes a name", arguments: commands)
  func collected(script: String, hits: Int) throws {
    let outcome = try shell(script)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == hits)
  }

  @Test("Every other command reads and writes it")
  func others() throws {
    let outcome = try shell(
      #"""
      set -e
      sporlos collect "$L" --geo none --db "$N/$(printf '\345.sqlite')"; D=$N/$(printf '\345.sqlite')
      ls "$N" | LC_ALL=C sed 's/[^a-z.-]/?/g' | sort
      sporlos report --db "$D" --private --format json > /dev/null
      sporlos prune --db "$D" --dry-run > /dev/null
      sporlos audit --db "$D" --log "$L" > /dev/null
      sporlos check --pages "$L" --db "$D" > /dev/null
      sporlos backup "$N/backup" --db "$D" > /dev/null && sporlos report --private --db "$N/backup" > /dev/null
      sporlos scrub "$L" -o "$N/$(printf 'clean\345')"; sporlos scrub a.log > clean
      cmp clean "$N/$(printf 'clean\345')"
      sporlos fleet invite invitation --db "$D"; sporlos fleet share "$N/$(printf '\345.share')" --db "$D"
      sporlos fleet merge "$N/$(printf '\345.share')" --db "$N/$(printf 'fleet\345')" > /dev/null
      sporlos report --private --db "$N/$(printf 'fleet\345')" > /dev/null
      """#)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.output == "?.sqlite\n?.sqlite-state\n??.log\n", "\(outcome.output)")
  }

  @Test(
    "A follower finds it by its name, by a pattern and when it is rotated",
    arguments: [#"$L"#, #"$N/*.lo[g]"#, #"$(printf 'b*\370k/\345?.log')"#])
  func followed(name: String) throws {
    let outcome = try shell(
      #"""
      hits() { sqlite3 -readonly traffic.sqlite 'select sum(hits) from status_hours' 2> /dev/null; }
      expect() {
        for try in $(seq 1200); do [ "$(hits)" != $1 ] || return 0; sleep 0.1; done
        echo "$(hits) hits, not $1"; kill $F; exit 1
      }
      "\#(SporlosProgram.url.path)" collect --today 2026-10-31 --follow "\#(name)" $C --flush 200ms & F=$!
      expect 100
      cat b.log >> "$L"; expect 150
      mv "$L" "$L.1"; cp c.log "$L"; expect 170
      sporlos status --db traffic.sqlite
      kill $F; wait $F
      mv "$L.1" "$L.2"; mv "$L" "$L.1"; cp d.log "$L"
      "\#(SporlosProgram.url.path)" collect --today 2026-10-31 --follow "\#(name)" $C --flush 200ms & F=$!
      expect 175; kill $F; wait $F
      """#)
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains(#"bes\xF8k/\xE5\xFF.log "#), "\(outcome.output)")
  }

  @Test("Sentences show it byte by byte, and summaries too")
  func shown() throws {
    let missing = try shell(#"sporlos collect "$L.2" "$L" --json $C"#)
    #expect(missing.exitCode == 1)
    #expect(
      missing.errors.hasPrefix(#"sporlos: cannot open "bes\xF8k/\xE5\xFF.log.2" (No such file"#),
      "\(missing.errors)")
    #expect(missing.output.utf8.allSatisfy { $0 < 0x80 }, "\(missing.output)")
    let unknown = try SporlosProgram.shell(
      #"sporlos collect a.log "$(printf -- '--n\345')" --db x"#, in: folder.url)
    #expect(unknown.exitCode == 2 && unknown.errors.contains(#"--n\xE5"#), "\(unknown.errors)")
  }

  @Test("A unit for systemd names it by its bytes")
  func unit() throws {
    let outcome = try shell(#"sporlos unit "$PWD/$L" $C"#)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains(#"/bes\xf8k/\xe5\xff.log""#), "\(outcome.output)")
  }
}
