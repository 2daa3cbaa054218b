// Made by Sources/Tables/refresh from Sources/Tables/letter-pairs.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

extension LetterPairScore {
  /// A row for each first letter, a letter for each second one: half bits, `a` being none.
  static let pairRows = [
    "figgfjijejifgfmjpefffgkqml",
    "eeoodolofmofqlfssfjlhposdm",
    "dsgqdssaflcjqsesoimhirrnhe",
    "emmkbmlndokjmjelsiglimkrif",
    "jjigililgiihgeliqddgiljmoh",
    "fmriffknelmgopdnsghghmmslm",
    "dnslbpgifiohnhdpsffifomsmp",
    "boorcqnrcjohkjesshjfgkksjp",
    "flgickgqoghhhdhmlifhjjmjsh",
    "boihdjmqhsgiihcmskilekqsqk",
    "eloqdpokeihhoidoshgghklsio",
    "ejlienlgellelkfnrpghilpphn",
    "ehmkdmnmdonkgkcgsmijgopqgp",
    "elgeekejcnjnohfnmmfdmlooik",
    "ljjiglikjljghdginddigjdpji",
    "enopehnifnphqldfseijinqsmq",
    "pssssssspssqssssssssasssss",
    "ejlidlkmfqjlkfemqighimnrie",
    "flfmellhfifjilgimneejlnskf",
    "emnpcnmiekklokfosfghinkmfh",
    "hjigehikfehgiekhofffjlimrk",
    "cnsmbompeqnjpjersjillkssps",
    "dnmmdnriesnhoigpsjjoiqrsfo",
    "epgqepojeskipmhfprnfjgqejm",
    "diggelgnfkghfgfgsfdgfkhosj",
    "bmklcploepkklidnpnoidrisgd",
  ]
}
