/// Formats as people write them down: a server's name and its own string, or a description.
enum WrittenFormats {
  /// Each with the name that its definition has: the dialect's or the preset's.
  static let table: [(format: String, name: String)] = [
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "#
        + #""$request" $status $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent""#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "#
        + #""$request" $status $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent" "$http_x_forwarded_for""#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "#
        + #""$request" $status $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent" "$http_x_forwarded_for" rt=$request_time "#
        + #"ua="$upstream_addr" us="$upstream_status" "#
        + #"ut="$upstream_response_time" ul="$upstream_response_length" "#
        + #"cs=$upstream_cache_status"#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "#
        + #"$request_time $upstream_response_time "$request" $status "#
        + #"$body_bytes_sent "$http_referer" "$http_user_agent" "#
        + #""$http_x_forwarded_for""#,
      "nginx"
    ),
    (
      #"nginx log_format [$time_local] $host $remote_addr "$request" $status "#
        + #"$body_bytes_sent "$http_referer" "$http_user_agent" "#
        + #""$ssl_client_s_dn" "$geo_log" "$geoip2_city_name" $request_id "#
        + #"$scheme"#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "$host" "#
        + #"$request "$status" $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent" "$http_x_forwarded_for" "$gzip_ratio" "#
        + #""$connection" "$connection_requests" "$request_time""#,
      "nginx"
    ),
    (
      #"nginx log_format Date: [$time_local] | IP: $remote_addr | "#
        + #"X_Forwarded_IP: $http_x_forwarded_for | Request_Method: "#
        + #""$request_method | Host: "$host" |  URI: $request_uri" | "#
        + #"Status_code: $status | Response_Size: $body_bytes_sent | Refferer: "#
        + #""$http_referer" | User_Agent: "$http_user_agent" "#,
      "nginx"
    ),
    (
      #"nginx log_format time_local="$time_local" "#
        + #"http_method="$request_method" scheme="$scheme" site="$server_name" "#
        + #"server="$host" dest_port="$server_port" dest_ip="$server_addr" "#
        + #"http_host="$http_host" src="$remote_addr" user="$remote_user" "#
        + #"status="$status" bytes_out="$body_bytes_sent" "#
        + #"bytes_in="$upstream_response_length" http_referer="$http_referer" "#
        + #"http_user_agent="$http_user_agent" nginx_version="$nginx_version" "#
        + #"http_x_forwarded_for="$http_x_forwarded_for" uri_path="$uri" "#
        + #"response_time="$upstream_response_time" request_time="$request_time" "#
        + #"protocol="$server_protocol""#,
      "nginx"
    ),
    (
      #"nginx log_format [$time_local] $remote_addr - $server_name $host to: "#
        + #"$upstream_addr: $request $status upstream_response_time "#
        + #"$upstream_response_time msec $msec request_time $request_time"#,
      "nginx"
    ),
    (
      #"nginx log_format "$proxy_add_x_forwarded_for" $host [$time_local] "#
        + #""$request" $status $body_bytes_sent $request_length $bytes_sent "#
        + #""$http_referer" "$http_user_agent" $request_time "$gzip_ratio""#,
      "nginx"
    ),
    (
      #"nginx log_format "$time_iso8601" "$http_x_forwarded_for" "#
        + #""$remote_addr" "$remote_user" "$request" "$status" "#
        + #""$body_bytes_sent" "$request_time" "$http_host" "$http_referer" "#
        + #""$http_user_agent" "$request_body""#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "#
        + #""$request" $status $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent" "$http_x_forwarded_for" $request_length "#
        + #"$request_time $bytes_sent "$upstream_cache_status""#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr [$time_local] "$request" $status "#
        + #"$body_bytes_sent "$http_referer" "$http_user_agent""#,
      "nginx"
    ),
    (
      #"nginx log_format [$time_local] $upstream_cache_status "#
        + #"$upstream_status $status - $request_method $scheme $host "#
        + #""$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip "#
        + #"$gzip_ratio] [Sent-to $server] "$http_user_agent" "$http_referer""#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "#
        + #""$request" $status $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent" $request_length $request_time "#
        + #"[$proxy_upstream_name] [$proxy_alternative_upstream_name] "#
        + #"$upstream_addr $upstream_response_length $upstream_response_time "#
        + #"$upstream_status $req_id"#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - [$the_real_ip] - $remote_user "#
        + #"[$time_local] "$request" $status $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent" $request_length $request_time "#
        + #"[$proxy_upstream_name] $upstream_addr $upstream_response_length "#
        + #"$upstream_response_time $upstream_status"#,
      "nginx"
    ),
    (
      #"nginx log_format escape=json "#
        + #"{"time_local":"$time_local","remote_addr":"$remote_addr","remote_user":"$remote_user","request_method":"$request_method","request_uri":"$request_uri","server_protocol":"$server_protocol","status": "#
        + #""$status","body_bytes_sent":"$body_bytes_sent","request_time":"$request_time","http_referrer":"$http_referer","http_user_agent":"$http_user_agent","http_x_forwarded_for": "#
        + #""$http_x_forwarded_for","request_id": "#
        + #""$request_id","requested_domain": "$host"}"#,
      "nginx"
    ),
    (
      #"nginx log_format escape=json "#
        + #"{"@timestamp":"$time_iso8601","server_addr":"$server_addr","remote_addr":"$remote_addr","http_x_forwarded_for":"$http_x_forwarded_for","size":"$body_bytes_sent","http_status":"$status","domain_http_host":"$host","request":"$request","uri":"$uri","referer":"$http_referer","responsetime":"$request_time","http_user_agent":"$http_user_agent","upstream_response_time":"$upstream_response_time","upstreamhost":"$upstream_addr","upstreamstatus":"$upstream_status"}"#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "#
        + #""$request" $status $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent" kong_request_id: "$kong_request_id""#,
      "nginx"
    ),
    (
      #"nginx log_format $remote_addr - $remote_user [$time_local] "#
        + #"$http_host "$request" $status $body_bytes_sent $request_time "#
        + #""$http_referer" "$http_user_agent" $upstream_addr $upstream_status "#
        + #"$upstream_response_time "#
        + #""$upstream_scheme://$upstream_host$upstream_uri""#,
      "nginx"
    ),
    (#"Apache LogFormat %h %l %u %t "%r" %>s %b"#, "apache"),
    (
      #"Apache LogFormat %h %l %u %t "%r" %>s %b "%{Referer}i" "#
        + #""%{User-agent}i""#,
      "apache"
    ),
    (
      #"Apache LogFormat %v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "#
        + #""%{User-Agent}i""#,
      "apache"
    ),
    (
      #"Apache LogFormat %{X-Forwarded-For}i %l %u %t %P "%r" %>s %b "#
        + #""%{Referer}i" "%{User-Agent}i" %D"#,
      "apache"
    ),
    (
      #"Apache LogFormat %h (%{X-Forwarded-For}i) %l %u %t "%r" %>s %b "#
        + #""%{Referer}i" "%{User-agent}i""#,
      "apache"
    ),
    (
      #"Apache LogFormat [%{%a %b %d %H:%M:%S %Y}t] %v:%p - %h (PID %P %Dus) "#
        + #"%u "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#,
      "apache"
    ),
    (
      #"Apache LogFormat %{X-Forwarded-For}i %l %u %t %D "%r"  %>s %b "#
        + #""%{Referer}i" "%{User-Agent}i""#,
      "apache"
    ),
    (
      #"Apache LogFormat %h(%a) %t %T %u %H %m %>s "#
        + #"%b\t\t"%{Referer}i"\t\t%v:%p%U\t"%{User-Agent}i""#,
      "apache"
    ),
    (
      #"Apache LogFormat %h %l %u %t "%r" %>s %b "%{Referer}i" "#
        + #""%{User-Agent}i" %I %O"#,
      "apache"
    ),
    (#"Tomcat <=9 pattern %h %l %u %t "%r" %s %b %D"#, "tomcat9"),
    (#"Tomcat <=9 pattern %h %l %u %t "%r" %s %b %D %I"#, "tomcat9"),
    (
      #"Tomcat <=9 pattern "#
        + #"%a;%A;%b;%B;%h;%H;%l;%m;%p;%q;%r;%s;%S;%t;%u;%U;%v;%D;%T;%I;%{Referer}i;%{User-Agent}i"#,
      "tomcat9"
    ),
    (
      #"lighttpd accesslog.format %h %V %u %t "%r" %>s %b "%{Referer}i" "#
        + #""%{User-Agent}i""#,
      "lighttpd"
    ),
    (#"OVH: the same order as lighttpd"#, "ovh"),
    (#"varnishncsa %h %l %u %t "%r" %s %b "%{Referer}i" "%{User-agent}i""#, "varnish"),
    (#"Icecast: combined, then seconds connected"#, "icecast"),
    (#"Fastly %v %h %l %u %t "%r" %>s %b"#, "fastly"),
    (
      #"HAProxy option httplog: %ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta "#
        + #"%ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r"#,
      "haproxy"
    ),
    (
      #"HAProxy option httplog clf: %{+Q}o %{-Q}ci - - [%T] %r %ST %B "" "" "#
        + #"%cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc %ac %fc %bc %sc %rc %sq "#
        + #"%bq %CC %CS %hrl %hsl"#,
      "haproxy"
    ),
    (
      #"HAProxy log-format %si:%sp %ci [%tr] %r %ST %B %hr (capture referer, "#
        + #"user-agent)"#,
      "haproxy"
    ),
    (#"Caddy default JSON"#, "caddy"),
    (#"Traefik common: combined, then count "router" "server URL" duration"#, "traefik"),
    (
      #"Envoy [%START_TIME%] "%REQ(:METHOD)% "#
        + #"%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% "#
        + #"%RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% "#
        + #"%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "#
        + #""%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "#
        + #""%UPSTREAM_HOST%""#,
      "envoy"
    ),
    (
      #"Istio [%START_TIME%] "%REQ(:METHOD)% "#
        + #"%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% "#
        + #"%RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% "#
        + #"%CONNECTION_TERMINATION_DETAILS% "#
        + #""%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% "#
        + #"%DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "#
        + #""%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "#
        + #""%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" ..."#,
      "envoy"
    ),
    (
      #"#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port "#
        + #"cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus "#
        + #"sc-win32-status time-taken"#,
      "w3c"
    ),
    (
      #"#Fields: date time s-sitename cs-method cs-uri-stem cs-uri-query "#
        + #"s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) "#
        + #"cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes "#
        + #"time-taken"#,
      "w3c"
    ),
    (
      #"ALB: type time elb client:port target:port request_processing_time "#
        + #"target_processing_time response_processing_time elb_status_code "#
        + #"target_status_code received_bytes sent_bytes "request" "user_agent" "#
        + #"ssl_cipher ssl_protocol target_group_arn "trace_id" "domain_name" "#
        + #""chosen_cert_arn" matched_rule_priority request_creation_time "#
        + #""actions_executed" "redirect_url" "error_reason" "target:port_list" "#
        + #""target_status_code_list" "classification" "classification_reason""#,
      "aws-alb"
    ),
    (
      #"S3: owner bucket [time] remote_ip requester request_id operation key "#
        + #""request-URI" status error_code bytes_sent object_size total_time "#
        + #"turn_around_time "referer" "user-agent" version_id ..."#,
      "aws-s3"
    ),
    (
      #"CSV: "#
        + #"time_micros,c_ip,c_ip_type,c_ip_region,cs_method,cs_uri,sc_status,cs_bytes,sc_bytes,time_taken_micros,cs_host,cs_referer,cs_user_agent,s_request_id,cs_operation,cs_bucket,cs_object"#,
      "google-cloud-storage"
    ),
    (#"Cloud Logging LogEntry, httpRequest"#, "google-http"),
    (#"Logpush JSON (times as unixnano; also rfc3339 or unix)"#, "cloudflare"),
    (#"DataStream 2 JSON"#, "akamai-datastream2"),
    (
      #"bunny.net: cache|status|time ms|bytes|pull "#
        + #"zone|ip|referer|url|edge|user agent|request id|country"#,
      "bunny"
    ),
    (#"Heroku router logfmt in a log drain"#, "heroku"),
    (#"Squid %ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt"#, "squid"),
    (
      #"Squid logformat %ts.%tu [%tl] %tr %>a %{X-Forwarded-For}>h %ui %rm "#
        + #"%ru HTTP/%rv %mt %>Hs %<st %Ss %Sh/%<A %<pt"#,
      "squid"
    ),
    (#"RFC 3164 without PRI, then combined"#, "combined"),
    (#"<PRI>1 time host app pid msgid SD, then combined"#, "combined"),
    (#"docker compose logs: NAME  | line, colours perhaps"#, "combined"),
    (#"time stream tag line"#, "combined"),
  ]
}
