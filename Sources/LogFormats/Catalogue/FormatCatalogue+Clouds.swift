extension FormatCatalogue {
  private static let aws = "https://docs.aws.amazon.com/"

  /// Clouds and delivery networks.
  static let clouds: [FormatPreset] = [
    fixed(
      "AWS Application Load Balancer",
      source: aws
        + "elasticloadbalancing/latest/application/load-balancer-access-logs.html#access-log-entry-syntax",
      CloudFormats.alb),
    fixed(
      "AWS Classic Load Balancer",
      source: aws
        + "elasticloadbalancing/latest/classic/access-log-collection.html#access-log-entry-format",
      CloudFormats.elb),
    fixed(
      "Amazon S3 server access log", source: aws + "AmazonS3/latest/userguide/LogFormat.html",
      CloudFormats.s3),
    preset(
      "aws-cloudfront", "Amazon CloudFront standard log; #Fields in the log goes first",
      source: aws + "AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html"
    ) { () throws(FormatProblem) in try W3CFields.definition(of: CloudFormats.cloudFrontFields) },
    preset(
      "aws-apigateway", "Amazon API Gateway, CLF",
      source: aws + "apigateway/latest/developerguide/set-up-access-logging.html"
    ) { () throws(FormatProblem) in
      var definition = try APIGatewayFormat.definition(of: CloudFormats.apiGateway)
      definition.allowsMore = true
      return definition
    },
    fixed(
      "Google Cloud Storage usage log",
      source: "https://docs.cloud.google.com/storage/docs/access-logs", CloudFormats.cloudStorage),
    fixed("bunny.net", source: "https://docs.bunny.net/cdn/logging", CloudFormats.bunny),
    fixed(
      "Alibaba Cloud CDN, offline log",
      source: "https://www.alibabacloud.com/help/en/cdn/user-guide/download-logs",
      CloudFormats.alibaba),
    fixed(
      "Cloud Foundry's router", source: "https://github.com/cloudfoundry/gorouter#access-logs",
      CloudFormats.gorouter),
    fixed(
      "Heroku's router",
      source: "https://devcenter.heroku.com/articles/http-routing#heroku-router-log-format",
      CloudFormats.heroku),
    preset(
      "azure-app-service", "Azure App Service, web server log; #Fields in the log goes first",
      source: "https://learn.microsoft.com/en-us/azure/app-service/troubleshoot-diagnostic-logs"
    ) { () throws(FormatProblem) in try W3CFields.definition(of: ServerFormats.azureFields) },
  ]

  /// Logs of JSON objects.
  static let objects: [FormatPreset] = [
    fixed(
      "Caddy", source: "https://caddyserver.com/docs/caddyfile/directives/log",
      ObjectFormats.caddy),
    fixed(
      "Caddy, console", source: "https://caddyserver.com/docs/caddyfile/directives/log#console",
      ObjectFormats.caddyConsole),
    fixed(
      "Traefik, JSON", source: "https://doc.traefik.io/traefik/observability/access-logs/#format",
      ObjectFormats.traefik),
    fixed(
      "Istio, JSON",
      source: "https://istio.io/latest/docs/tasks/observability/logs/access-log/",
      ObjectFormats.istio),
    fixed(
      "Kong's file-log plugin", source: "https://developer.konghq.com/plugins/file-log/",
      ObjectFormats.kong),
    fixed(
      "Google Cloud load balancers, Cloud Run and App Engine",
      source:
        "https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#HttpRequest",
      ObjectFormats.googleHTTP),
    fixed(
      "Cloudflare Logpush, http_requests",
      source:
        "https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/",
      ObjectFormats.cloudflare),
    fixed(
      "Akamai DataStream 2",
      source: "https://techdocs.akamai.com/datastream2/docs/data-set-parameters",
      ObjectFormats.akamai),
    fixed(
      "Fastly, JSON",
      source: "https://www.fastly.com/documentation/guides/integrations/streaming-logs/",
      ObjectFormats.fastly),
    fixed(
      "Azure Front Door",
      source: "https://learn.microsoft.com/en-us/azure/frontdoor/monitor-front-door",
      ObjectFormats.azureFrontDoor),
    fixed(
      "Azure Application Gateway 2",
      source:
        "https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-diagnostics",
      ObjectFormats.azureApplicationGateway),
    fixed(
      "Amazon CloudFront, JSON",
      source: aws + "AmazonCloudFront/latest/DeveloperGuide/standard-logging.html",
      CloudFormats.cloudFrontJSON),
    fixed(
      "Amazon API Gateway, JSON",
      source: aws + "apigateway/latest/developerguide/set-up-access-logging.html",
      ObjectFormats.apiGateway),
    fixed(
      "Vercel log drain", source: "https://vercel.com/docs/drains/reference/logs",
      ObjectFormats.vercel),
  ]
}
