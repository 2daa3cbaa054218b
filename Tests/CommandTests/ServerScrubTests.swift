import Foundation
import TestSupport
import Testing

/// Real servers on loopback that log through `sporlos scrub`, and beside it into a file: what came
/// through is what the file gives.
@Suite("Scrubbing what real servers log")
struct ServerScrubTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  static func isInstalled(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/sbin/\(program)")
  }

  /// Requests of all kinds, by a client in Python: many connections, odd lines, half a request.
  private static let requests = #"""
    import socket, sys, threading, time
    port = int(sys.argv[1])
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.1)
    def ask(number):
        lines = [
            b"GET /page/%d?mail=jane%%40example.org HTTP/1.1\r\nHost: example.org\r\n"
            b"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0\r\n"
            b"Referer: https://search.example/?q=jane\r\nX-Forwarded-For: 198.51.100.7\r\n"
            b"Authorization: Basic amFuZTpqYW5l\r\nConnection: close\r\n\r\n" % number,
            b"GET /u/jane@example.org/\"quoted\" HTTP/1.0\r\nUser-Agent: a \"b\" \\c\t\xff\r\n\r\n",
            b"\x16\x03\x01\x02\x00\r\n\r\n", b"BREW /.env HTTP/1.0\r\n\r\n", b"GET /half",
        ]
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(lines[number % 20 if number % 20 < 5 else 0])
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
    def many(first):
        for number in range(first, 2000, 8):
            try:
                ask(number)
            except OSError:
                pass
    threads = [threading.Thread(target=many, args=(first,)) for first in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    """#

  private func run(_ script: String) throws -> SporlosProgram.Outcome {
    try folder.write(Self.requests, to: "requests.py")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    try folder.write(
      """
      port=\(LoopbackPort.unused())
      \(script)
      sporlos scrub raw.log --format combined > expected.log
      wc -l < raw.log; cmp <(sort expected.log) <(sort clean.log) && echo same
      grep -c -e jane -e 198.51 -e 127.0.0.1 clean.log
      """, to: "script.sh")
    // The test runner blocks signals, and what it starts would inherit that.
    return try SporlosProgram.shell(
      """
      unblocked='use POSIX; sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV'
      timeout -k 1 600 perl -e "$unblocked" bash script.sh
      """, in: folder.url)
  }

  private func check(_ outcome: SporlosProgram.Outcome) {
    let lines = outcome.output.split(separator: "\n").map(String.init)
    guard lines.count == 3, let count = Int(lines[0]) else {
      Issue.record("\(outcome)")
      return
    }
    #expect(count >= 1900, "\(outcome)")
    #expect(lines[1...] == ["same", "0"], "\(outcome)")
  }

  @Test("Apache, with a piped log, restarted under way", .enabled(if: isInstalled("apache2")))
  func apache() throws {
    check(
      try run(
        """
        cat > apache.conf <<END
        ServerRoot $PWD
        PidFile $PWD/apache.pid
        DefaultRuntimeDir $PWD
        ErrorLog $PWD/apache-error.log
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        Listen 127.0.0.1:$port
        ServerName example.org
        User www-data
        Group www-data
        LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
        CustomLog $PWD/raw.log combined
        CustomLog "|\(SporlosProgram.url.path) scrub --format combined -o $PWD/clean.log" combined
        END
        timeout 500 apache2 -f $PWD/apache.conf -D FOREGROUND &
        server=$!
        # Once lines have come through, both of them know what signals ask for.
        (for i in $(seq 1200); do
          [ "$(wc -l < clean.log)" -ge 500 ] 2> /dev/null && break; sleep 0.1
        done
          kill -USR1 $(cat apache.pid)) 2> /dev/null &
        restart=$!
        timeout 400 python3 requests.py $port
        wait $restart
        # What comes in the midst of a restart may be forgotten.
        while kill -WINCH $(cat apache.pid) 2> /dev/null; do sleep 0.5; done
        wait $server
        # The logger ends when the last of the server's processes has.
        for i in $(seq 1200); do [ $(wc -l < clean.log) = $(wc -l < raw.log) ] && break; sleep 0.1; done
        """))
  }

  @Test("nginx, through a named pipe", .enabled(if: isInstalled("nginx")))
  func nginx() throws {
    check(
      try run(
        """
        mkfifo pipe
        timeout 500 \(SporlosProgram.url.path) scrub pipe --format combined -o clean.log &
        scrub=$!
        cat > nginx.conf <<END
        daemon off; pid $PWD/nginx.pid; error_log $PWD/nginx-error.log;
        events {}
        http {
          client_body_temp_path $PWD/body; proxy_temp_path $PWD/proxy;
          fastcgi_temp_path $PWD/fastcgi; uwsgi_temp_path $PWD/uwsgi; scgi_temp_path $PWD/scgi;
          access_log $PWD/raw.log combined;
          access_log $PWD/pipe combined;
          server { listen 127.0.0.1:$port; location / { return 200; } }
        }
        END
        timeout 500 nginx -c $PWD/nginx.conf -e $PWD/nginx-error.log &
        server=$!
        timeout 400 python3 requests.py $port
        kill -QUIT $(cat nginx.pid); wait $server; wait $scrub
        """))
  }
}
