// Made by Sources/Tables/refresh from Sources/Tables/letter-pairs.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

extension LetterPairScore {
  /// A row for each first letter, a letter for each second one: half bits, `a` being none.
  static let pairRows: [String] = [
    "figgfjijejifgfmjpefffgkqml", "eepodolofmofqlfssfjlhposdm", "dsgqdssaflcjqsesoilhirsnhe",
    "emmkbnlndnkjmjeksiglimkrif", "jjigililgiihgeliqddgiljmoh", "fmqiffknelmgopdosghghlmslm",
    "doslbpgifiohnhdpsffifonslp", "booqcqnrcjohkjesshjfgkksjp", "flgickgqoghhhdhmlifhjjmjsh",
    "bpihdjmqhsgiihcmskilekqsqk", "emoqdoomeihhoidoshgghklsko", "ejlienlgellelkfnrpghilpphn",
    "ehmkdmmmdonlgkcgsmijgopqgp", "elgeekejcnjnoifnmmfdmlooik", "ljjiglikjljghdginddigjdpji",
    "enopehnifnphqldfseijinqsmq", "ssssssssssssssssssssasssss", "ejlidlkmfrjlkfemqighimmrie",
    "flfmellhfifjilgilneejlnskf", "emnpcomiekklokfosfghinkmgh", "hjigehikfehgiekhpfffjlimrk",
    "cnsmbompeqnjpjersiillkssps", "dnmmdpriesnkqigqsjioiqrsfq", "epgqepojeskjoshfsspejgqejm",
    "diggelhofkghfgfgsfdglkhosj", "bmklcploepkklidnonoidrisgd",
  ]
}
