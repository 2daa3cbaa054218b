extension FormatCatalogue {
  private static func nginx(
    _ name: String, _ title: String, source: String, isGuessable: Bool = true, _ string: String
  ) -> FormatPreset {
    preset(name, title, source: source, isGuessable: isGuessable) { () throws(FormatProblem) in
      try NginxFormat.definition(of: string)
    }
  }

  private static let combined =
    "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
    + " \"$http_referer\" \"$http_user_agent\""

  /// nginx as its packages have it, and what is built on it.
  static let nginxRelatives: [FormatPreset] = [
    nginx(
      "nginx-main", "nginx as its packages and images configure it (main)",
      source: "https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format",
      combined + " \"$http_x_forwarded_for\""),
    nginx(
      "ingress-nginx", "Kubernetes' ingress-nginx (upstreaminfo)",
      source:
        "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/log-format/",
      combined + " $request_length $request_time [$proxy_upstream_name]"
        + " [$proxy_alternative_upstream_name] $upstream_addr $upstream_response_length"
        + " $upstream_response_time $upstream_status $req_id"),
    nginx(
      "ingress-nginx-0.24", "ingress-nginx up to 0.24",
      source:
        "https://github.com/kubernetes/ingress-nginx/blob/nginx-0.24.1/docs/user-guide/nginx-configuration/log-format.md",
      "$remote_addr - [$the_real_ip] - $remote_user [$time_local] \"$request\" $status"
        + " $body_bytes_sent \"$http_referer\" \"$http_user_agent\" $request_length $request_time"
        + " [$proxy_upstream_name] $upstream_addr $upstream_response_length"
        + " $upstream_response_time $upstream_status"),
    nginx(
      "nginx-proxy-manager", "Nginx Proxy Manager, proxy hosts",
      source:
        "https://github.com/NginxProxyManager/nginx-proxy-manager/blob/develop/docker/rootfs/etc/nginx/conf.d/include/log-proxy.conf",
      "[$time_local] $upstream_cache_status $upstream_status $status - $request_method $scheme"
        + " $host \"$request_uri\" [Client $remote_addr] [Length $body_bytes_sent]"
        + " [Gzip $gzip_ratio] [Sent-to $server] \"$http_user_agent\" \"$http_referer\""),
    nginx(
      "nginx-proxy-manager-standard", "Nginx Proxy Manager, redirections and dead hosts",
      source:
        "https://github.com/NginxProxyManager/nginx-proxy-manager/blob/develop/docker/rootfs/etc/nginx/conf.d/include/log-proxy.conf",
      "[$time_local] $status - $request_method $scheme $host \"$request_uri\""
        + " [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio]"
        + " \"$http_user_agent\" \"$http_referer\""),
    nginx(
      "kong", "Kong Gateway's proxy log",
      source: "https://github.com/Kong/kong/blob/master/kong/templates/nginx_kong.lua",
      combined + " kong_request_id: \"$kong_request_id\""),
    nginx(
      "apisix", "Apache APISIX",
      source: "https://github.com/apache/apisix/blob/master/apisix/cli/config.lua",
      "$remote_addr - $remote_user [$time_local] $http_host \"$request\" $status $body_bytes_sent"
        + " $request_time \"$http_referer\" \"$http_user_agent\" $upstream_addr $upstream_status"
        + " $upstream_response_time \"$upstream_scheme://$upstream_host$upstream_uri\""),
  ]
}
