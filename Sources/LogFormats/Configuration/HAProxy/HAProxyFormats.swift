/// The formats that HAProxy's options name (section 8.2 of its configuration manual).
enum HAProxyFormats {
  static let http =
    "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq "
    + "%hr %hs %{+Q}r"

  static let https =
    http
    + " %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed] "
    + "%[ssl_fc_sni]/%sslv/%sslc"

  static let clf =
    "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc %ac "
    + "%fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl"
}
