// Made by Sources/Tables/refresh from Sources/Tables/probes.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

/// What scanners ask for, in lower case and decoded.
enum ProbeTable {
  /// Segments at any depth, since scanners try `/blog/`, `/old/` and so on first.
  static let segments: Set<String> = [
    "wp-login.php", "xmlrpc.php", "wlwmanifest.xml", "wp-config.php", "wp-config.php.bak",
    "wp-config.php.old", "wp-config.php.save", "wp-config.php~", "wp-config.bak", "wp-config.old",
    "wp-config.txt", "wp-conflg.php", "alfacgiapi", "configuration.php.bak", "settings.php.bak",
    "config.php.bak", "sftp-config.json", "ormconfig.json", "sslvpn_websession", "eval-stdin.php",
    "phpinfo.php", "php-info.php", "adminer.php", "php-cgi", "php-cgi.exe", "c99.php", "r57.php",
    "wso.php", "alfa.php", "shell.php", "cmd.php", "webshell.php", "cgi-bin", "server-status",
    "web-inf", "web.config", "id_rsa", "id_dsa", "id_ed25519", "wls-wsat", "jmx-console",
    "struts2-showcase", "cfide", "_vti_pvt", "msadc", "boaform", "goform", "gponform", "hnap1",
    "setup.cgi", "currentsetting.htm", "dana-na", "dana-cached", "+cscoe+", "+cscot+", "fgt_lang",
    "nmaplowercheck", "nice ports,", "trinity.txt.bak", "wp-config.temp", "wp-config.tmp",
    "npm-debug.log", "database.yml",
  ]

  /// Paths that are a probe as a whole, without the last slash.
  static let paths: Set<String> = ["/actuator", "/pma", "/_all_dbs", "/_nodes", "/evox/about"]

  /// Paths that are a probe with all below them.
  static let roots: Set<String> = [
    "/actuator/auditevents", "/actuator/beans", "/actuator/configprops", "/actuator/env",
    "/actuator/gateway", "/actuator/health", "/actuator/heapdump", "/actuator/httptrace",
    "/actuator/info", "/actuator/jolokia", "/actuator/logfile", "/actuator/loggers",
    "/actuator/mappings", "/actuator/metrics", "/actuator/threaddump", "/actuator/trace",
    "/vendor/phpunit", "/phpmyadmin", "/phpmyadmin2", "/db/phpmyadmin", "/admin/phpmyadmin",
    "/mysql/phpmyadmin", "/sql/phpmyadmin", "/tools/phpmyadmin", "/web/phpmyadmin",
    "/pma/index.php", "/pma/scripts", "/mysqladmin", "/phppgadmin", "/_ignition", "/manager/html",
    "/host-manager/html", "/solr/admin", "/console/login/loginform.jsp",
    "/invoker/jmxinvokerservlet", "/_async/asyncresponseservice", "/remote/login",
    "/debug/default/view", "/telescope/requests", "/ecp/current", "/autodiscover/autodiscover.json",
    "/nacos/v1", "/druid/index.html", "/jenkins/script", "/script/console", "/_cat/indices",
    "/v2/_catalog", "/containers/json", "/aws/credentials", "/level/15/exec", "/api/jsonws/invoke",
    "/functionrouter", "/portal/redlion", "/nmap/folder", "/tmui/login.jsp",
    "/onvif/device_service", "/sites/default/settings.php", "/sites/default/settings.local.php",
    "/app/etc/local.xml", "/config/parameters.yml", "/config/security.yml",
  ]

  /// What names of hidden files and folders begin with; others are innocent.
  static let dotNames = Needles([
    ".env", ".git", ".svn", ".hg", ".bzr", ".aws", ".azure", ".ssh", ".gnupg", ".kube", ".docker",
    ".ht", ".bash", ".zsh", ".sh_history", ".mysql_history", ".psql_history", ".python_history",
    ".profile", ".netrc", ".pgpass", ".my.cnf", ".npmrc", ".pypirc", ".ds_store", ".vscode",
    ".idea", ".vimrc", ".viminfo", ".config", ".terraform", ".travis.yml", ".circleci",
    ".ftpconfig", ".user.ini", ".remote-sync.json", ".s3cfg", ".boto", ".cshrc", ".tcshrc",
    ".ksh_history", ".zhistory", ".sqlite_history", ".node_repl_history", ".php_history",
    ".rediscli_history", ".nano_history", ".lesshst", ".subversion", ".xauthority", ".pki",
    ".gsutil", ".anydesk", ".thunderbird", ".lftp", ".drush", ".ws_ftp.ini", ".pearrc", ".nsconfig",
    ".minikube", ".nvm", ".npm",
  ])

  /// Strings that are an attack in a path as in a query.
  static let needles = Needles([
    "/etc/passwd", "/etc/shadow", "/proc/self/", "../..", "c:/windows", "windows/win.ini",
    "/boot.ini", "winnt/system32", ";wget ", "; wget ", "|wget ", "| wget ", "$(wget", "`wget",
    ";curl ", "; curl ", "|curl ", "| curl ", "$(curl", "`curl", ";chmod ", "; chmod ", "cd /tmp",
    "rm -rf /", "rm -rf *", "/bin/busybox", ";cat /", "|cat /", "&&cat /", "`id`", "$(id)", ";id;",
    "|id|", ";ping -c", "|ping -c", ";nslookup ", "|nslookup ", "$(nslookup", "/cmd.exe",
    "cmd.exe /c", "powershell.exe -", "/bin/sh -c", "/bin/bash -c", "${ifs}", "php://input",
    "php://filter", "phar://", "expect://", "data://text", "<?php", "<?=", "eval(base64",
    "(base64_decode(", "allow_url_include", "auto_prepend_file", "call_user_func_array",
    "invokefunction", "assert($_", "eval($_", "system($_", "phpinfo()", "${jndi:", "jndi:ldap",
    "jndi:rmi", "jndi:dns", "${::-", "${lower:", "${upper:", "${env:", "${sys:", "${${",
    "${script:", "${@", "%{(#", "${(#", "${#", "#_memberaccess", "@ognl", "java.lang.runtime",
    "java.lang.processbuilder", "class.module.classloader", "{{7*7}}", "${7*7}", "#{7*7}", "<%=",
    "<script", "</script", "javascript:alert", "javascript:prompt", "javascript:confirm",
    " onerror=", "/onerror=", "onload=alert", "onmouseover=alert", "onfocus=alert", "<svg/",
    "<svg onload", "<img src=", "<iframe", "alert(1)", "alert(document", "(document.cookie",
    "union select 1", "union select 0", "union select null", "union select @", "union select (",
    "union select concat", "union select char", "union select '", "union select *",
    "union select -", "union all select", "union distinct select", "union(select",
    "from information_schema", "' or '1'='1", "' or 1=1", "\" or 1=1", "' or ''='", " or 1=1--",
    " or 1=1#", "' and 1=1", " and 1=1--", " and 1=2--", "' and '1'='1", "select sleep(",
    "(select(", "and sleep(", "or sleep(", "pg_sleep(", "and benchmark(", "waitfor delay '",
    "dbms_pipe.receive", "extractvalue(", "updatexml(", "load_file(", "into outfile '",
    "xp_cmdshell", "concat(0x", "' order by 1", "; drop table", ";drop table", "||(select",
  ])

  /// Strings that are an attack in a query only.
  static let queryNeedles = Needles([
    "169.254.169.254", "=file:///", "=gopher://", "=dict://", ".oast.", "interact.sh",
    "burpcollaborator", "acunetix", "netsparker",
  ])

  /// How other protocols greet, and scanners' own.
  static let greetings = Needles([
    "SSH-", "EHLO ", "HELO ", "*1", "*2", "*3", "Cookie: mstshash", "OPTIONS sip", "CNXN", "MGLNDD",
    "GIOP", "JRMI", "stats", "INFO", "AUTH ", "USER ", "t3 ", "t3s ", "l9", "{\"",
  ])
}
