import LogFormats
import Testing

@Suite struct ApacheConfigurationTests {
  static let path = "/etc/apache2/apache2.conf"

  static let cases: [ConfigurationCase] = [
    .init(
      "A virtual host's own log is its site's, with its aliases", path,
      #"""
      LogFormat "%h %t \"%r\" %>s" short
      <VirtualHost *:80>
        ServerAdmin webmaster@localhost
        customlog /l/a.log short
        ServerName https://A.example:443
        ServerAlias www.a.example *.a.example
        ServerAlias b.example
      </VirtualHost>
      """#, ["/l/a.log short [a.example www.a.example b.example] apache2.conf:4"]),
    .init(
      "A virtual host without a log writes the main server's", path,
      """
      CustomLog /l/main.log common
      <VirtualHost *:80>
        ServerName a.example
      </VirtualHost>
      <VirtualHost *:80>
        ServerName b.example
        CustomLog /l/b.log common
      </VirtualHost>
      LogFormat "%h" common
      """,
      [
        "/l/main.log common [a.example] apache2.conf:1",
        "/l/b.log common [b.example] apache2.conf:7",
      ]),
    .init(
      "The main server shares its log if it has a name of its own", path,
      """
      ServerName a.example
      LogFormat "%h" f
      CustomLog /l/main.log f
      <VirtualHost *:81>
        ServerName b.example
      </VirtualHost>
      """, ["/l/main.log f apache2.conf:3"]),
    .init(
      "A log that hosts of different sites name is nobody's", path,
      """
      LogFormat "%v %h" vhost
      <VirtualHost *>
      ServerName a.example
      CustomLog /l/all.log vhost
      </VirtualHost>
      <VirtualHost *>
      ServerName b.example
      CustomLog /l/all.log vhost
      </VirtualHost>
      """, ["/l/all.log vhost apache2.conf:4"]),
    .init(
      "A format may stand where it is used, and a nickname of a host is that host's", path,
      #"""
      LogFormat "%h main" f
      CustomLog /l/a.log "%a \"%{User-agent}i\"" env=!dontlog
      CustomLog /l/b.log f "expr=%{REQUEST_URI} =~ m#^/x#"
      <VirtualHost *>
      LogFormat "%h host" f
      CustomLog /l/c.log f
      </VirtualHost>
      <VirtualHost *>
      CustomLog /l/d.log CLF
      </VirtualHost>
      """#,
      [
        #"/l/a.log '%a "%{User-agent}i"' {env=!dontlog} apache2.conf:2"#,
        "/l/b.log f {expr=%{REQUEST_URI} =~ m#^/x#} apache2.conf:3", "/l/c.log f apache2.conf:6",
        "/l/d.log CLF apache2.conf:9",
      ]),
    .init(
      "TransferLog has the format of the last LogFormat without a nickname", path,
      """
      TransferLog /l/a.log
      LogFormat "%h %t" named
      <VirtualHost *>
      LogFormat "%a %t"
      TransferLog /l/b.log
      </VirtualHost>
      <VirtualHost *>
      LogFormat named
      TransferLog /l/c.log
      </VirtualHost>
      """,
      [
        #"/l/a.log '%h %l %u %t "%r" %>s %b' apache2.conf:1"#, "/l/b.log '%a %t' apache2.conf:5",
        "/l/c.log named apache2.conf:9",
      ]),
    .init(
      "GlobalLog is written by every host, whatever else it writes", path,
      """
      LogFormat "%v" f
      GlobalLog /l/all.log f
      <VirtualHost *>
      ServerName a.example
      CustomLog /l/a.log f
      </VirtualHost>
      <VirtualHost *>
      ServerName b.example
      </VirtualHost>
      """, ["/l/a.log f [a.example] apache2.conf:5", "/l/all.log f apache2.conf:2"]),
    .init(
      "Pipes are told, and what rotatelogs and cronolog write is found", path,
      #"""
      LogFormat "%h" f
      CustomLog "|/usr/bin/rotatelogs -l -f /l/a.%Y-%m-%d.log 86400" f
      CustomLog "|| bin/rotatelogs -L /l/now -n 5 /l/b.log 5M" f
      CustomLog "|$'rotatelogs' /l/c[1].log 86400" f
      CustomLog "|/usr/sbin/cronolog --symlink /l/now logs/%Y/100%%.%m.log" f
      CustomLog "|/usr/bin/logger -t \"my httpd\"" f
      CustomLog syslog:local1 f
      CustomLog /dev/stdout f
      CustomLog /dev/null f
      """#,
      [
        "/l/a.*-*-*.log (datedFiles) f apache2.conf:2", "/l/b.log* (datedFiles) f apache2.conf:3",
        #"/l/c\[1].log.* (datedFiles) f apache2.conf:4"#,
        "/etc/apache2/logs/*/100%.*.log (datedFiles) f apache2.conf:5",
        #"/usr/bin/logger -t "my httpd" (pipe) f apache2.conf:6"#,
        "syslog:local1 (syslog) f apache2.conf:7", "/dev/stdout (standardOutput) f apache2.conf:8",
        "off [] apache2.conf:9",
      ]),
    .init(
      "What stands in a negated section does not count, nested or not", path,
      """
      LogFormat "%h" f
      <IfModule log_config_module>
        <IfModule mod_logio.c>
          CustomLog /l/a.log f
        </IfModule>
        <IfModule !mod_logio.c>
          <VirtualHost *>
          CustomLog /l/b.log f
          </VirtualHost>
        </IfModule>
      </IfModule>
      <IfDefine !LOGS>
        Define LOGS /logs
      </IfDefine>
      <IfDefine !LOGS>
        Define LOGS /other
      </IfDefine>
      <IfDefine SSL>
        CustomLog ${LOGS}/c.log f
      </IfDefine>
      """, ["/l/a.log f apache2.conf:4", "/logs/c.log f apache2.conf:19"]),
    .init(
      "Lines go on behind a backslash", path,
      "LogFormat \"%h \\\n  %t\" \\\n f\n# A comment \\\nCustomLog /l/not.log f\nCustomLog \\\r\n /l/a.log \\\r\n f\r\n",
      ["/l/a.log f apache2.conf:6"]),
    .init(
      "mod_ssl's log of requests is a log with a format in its place", "/etc/httpd/conf/httpd.conf",
      #"""
      ServerRoot "/etc/httpd"
      <VirtualHost _default_:443>
      ErrorLog logs/ssl_error_log
      TransferLog logs/ssl_access_log
      CustomLog logs/ssl_request_log \
                "%t %h %{SSL_PROTOCOL}x %{SSL_CIPHER}x \"%r\" %b"
      </VirtualHost>
      """#,
      [
        #"/etc/httpd/logs/ssl_access_log '%h %l %u %t "%r" %>s %b' httpd.conf:4"#,
        #"/etc/httpd/logs/ssl_request_log '%t %h %{SSL_PROTOCOL}x %{SSL_CIPHER}x "%r" %b' httpd.conf:5"#,
      ]),
    .init(
      "Debian's folders, globs and variables are followed", path,
      files: [
        path: """
        IncludeOptional mods-enabled/*.load
        User ${APACHE_RUN_USER}
        LogFormat "%v:%p %h" vhost_combined
        LogFormat "%h %O" combined
        IncludeOptional conf-enabled/*.conf
        IncludeOptional sites-enabled/*.conf
        """,
        "/etc/apache2/envvars": """
        unset HOME
        if [ "${APACHE_CONFDIR##/etc/apache2-}" != "${APACHE_CONFDIR}" ] ; then
        \tSUFFIX="-${APACHE_CONFDIR##/etc/apache2-}"
        else
        \tSUFFIX=
        fi
        export APACHE_RUN_USER=www-data
        export APACHE_LOG_DIR=/var/log/apache2$SUFFIX
        """,
        "/etc/apache2/conf-enabled/other.conf":
          "CustomLog ${APACHE_LOG_DIR}/other_vhosts_access.log vhost_combined",
        "/etc/apache2/sites-enabled/000-default.conf": """
        <VirtualHost *:80>
          #ServerName www.example.com
          CustomLog ${APACHE_LOG_DIR}/access.log combined
        </VirtualHost>
        """,
      ],
      [
        "/var/log/apache2/other_vhosts_access.log vhost_combined other.conf:1",
        "/var/log/apache2/access.log combined 000-default.conf:3",
      ]),
    .init(
      "A second instance has folders of its own", "/etc/apache2-two/apache2.conf",
      files: [
        "/etc/apache2-two/apache2.conf":
          "LogFormat \"%h\" f\nCustomLog ${APACHE_LOG_DIR}/a.log f\nCustomLog ${MORE}/b.log f",
        "/etc/apache2-two/envvars": """
        if [ "$SUFFIX" = x ]; then SUFFIX=; fi
        export APACHE_LOG_DIR="/var/log/apache2${SUFFIX}" # Ours.
        : ${MORE:=/more}
        """,
      ],
      [
        "/var/log/apache2-two/a.log f apache2.conf:2", "/more/b.log f apache2.conf:3",
      ]),
    .init(
      "A folder stands for all files in it and below", "/usr/local/apache2/conf/httpd.conf",
      files: [
        "/usr/local/apache2/conf/httpd.conf": "LogFormat %h f\nInclude conf/vhosts",
        "/usr/local/apache2/conf/vhosts/b/x": "CustomLog logs/b.log f",
        "/usr/local/apache2/conf/vhosts/a": "CustomLog logs/a.log f",
      ],
      ["/usr/local/apache2/logs/a.log f a:1", "/usr/local/apache2/logs/b.log f x:1"]),
    .init(
      "A macro's lines count where it is used, with its values", path,
      """
      LogFormat "%h" f
      <Macro Site $name $names>
        <VirtualHost *>
          ServerName $name
          ServerAlias $names
          CustomLog /l/$name.log f
        </VirtualHost>
      </Macro>
      Use Site a.example www.a.example
      Use Site b.example "www.b.example c.example"
      Use Other
      """,
      [
        "/l/a.example.log f [a.example www.a.example] apache2.conf:6",
        "/l/b.example.log f [b.example www.b.example c.example] apache2.conf:6",
      ], problems: ["notRead Use Other apache2.conf:11"]),
    .init(
      "A macro is not put into itself, as httpd refuses it", path,
      """
      LogFormat "%h" f
      <Macro One $name>
        CustomLog /l/$name.log f
        Use one $name-b
        Use Two $name
      </Macro>
      <Macro Two $name>
        Use ONE $name-c
        CustomLog /l/$name-d.log f
      </Macro>
      Use One a
      Use One e
      """,
      ["a", "a-d", "e", "e-d"].map { "/l/\($0).log f apache2.conf:\($0.hasSuffix("d") ? 9 : 3)" },
      problems: ["includeCycle one apache2.conf:4", "includeCycle ONE apache2.conf:8"]),
    .init(
      "A site's file alone takes formats that servers come with, and says so",
      "/etc/apache2/sites-available/a.conf",
      "<VirtualHost *>\nServerName a.example\nCustomLog logs/a.log combined\n</VirtualHost>",
      ["/etc/apache2/logs/a.log combined [a.example] a.conf:3"],
      problems: ["assumedFormat combined a.conf:3"]),
    .init(
      "What is wrong is said with its file and line, and the rest is read", path,
      files: [
        path: """
        CustomLog /l/a.log
        CustomLog ${NOWHERE}/a.log "%h"
        CustomLog /l/b.log mine
        Include missing.conf
        IncludeOptional gone.conf
        Include a.conf
        LogFormat "%h
        CustomLog
        </IfModule>
        <VirtualHost *>
        """,
        "/etc/apache2/a.conf": "Include apache2.conf\n<IfModule x>",
      ],
      ["${NOWHERE}/a.log '%h' apache2.conf:2"].map { "/etc/apache2/" + $0 },
      problems: [
        "missingArgument CustomLog apache2.conf:1", "undefinedVariable NOWHERE apache2.conf:2",
        "unreadable /etc/apache2/missing.conf apache2.conf:4",
        "includeCycle /etc/apache2/apache2.conf a.conf:1", "unterminated < a.conf:2",
        "unterminated LogFormat apache2.conf:7", "missingArgument CustomLog apache2.conf:8",
        "unexpected </IfModule> apache2.conf:9", "unterminated < apache2.conf:10",
        "unknownFormat mine apache2.conf:3",
      ]),
  ]

  @Test("The logs of Apache are those its configuration says", arguments: cases)
  func logs(_ apache: ConfigurationCase) {
    let read = apache.read()
    #expect(read.logs == apache.logs)
    #expect(read.problems == apache.problems)
  }

  static let written: [(written: String, text: String)] = [
    (#""%h \"%r\" \\x %{a\tb}i""#, #"%h "%r" \x %{a\tb}i"#),
    (#"'%h "%r" \'x\''"#, #"%h "%r" 'x'"#),
    (#"%h"#, "%h"),
    (#"%h\\%t"#, #"%h\%t"#),
    (#""%h ${X} $ %{c}a ${""#, "%h value $ %{c}a ${"),
  ]

  @Test("A format is unquoted as Apache does it", arguments: written)
  func unquoted(written: String, text: String) throws {
    let configuration = "Define X value\nLogFormat \(written) f\nCustomLog /l/a.log f"
    let read = ConfigurationDisk(files: [Self.path: configuration]).read(Self.path)
    #expect(read.logs.map(\.format) == [ConfiguredFormat(.apache, text)])
    #expect(read.problems.isEmpty)
  }
}
