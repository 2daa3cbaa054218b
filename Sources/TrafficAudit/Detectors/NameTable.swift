/// Names that many people have.
///
/// Chosen by hand from the lists of most-used names that statistical offices publish (Statistics Norway,
/// table 10501; SCB, Danmarks Statistik, the US Social Security Administration, ONS, INE, Istat and others).
/// Names that are words, months, towns or brands are left out. Add one that an audit should have seen.
enum NameTable {
  static let given = Set(
    """
    kari ola anne inger ingrid marit liv berit astrid bjørg hilde bente randi solveig sissel wenche bjørn arne \
    øyvind svein kjell knut geir trond tor odd terje leif gunnar harald morten rune steinar sverre håkon magnus \
    sigrid ragnhild silje marte ida thea emilie mathilde henrik kristian fredrik andreas eirik sindre vegard \
    espen frode jostein torstein asbjørn einar olav erlend lars ole hans per jan pål nils jens mads søren mette \
    lene pia birgitte rasmus anders niels mikkel emma signe freja lærke sven göran lennart birgitta gunilla \
    annika linnea elsa alva astrid johan oskar gustav ludvig matti juha timo pekka kari aino helmi eino tuula \
    hans jürgen wolfgang dieter klaus helmut uwe günter horst ursula monika petra sabine renate birgit jutta \
    heike stefan matthias thorsten thomas michael andrea lukas leonie hannah felix jonas lena \
    jean pierre michel philippe alain jacques nathalie isabelle sylvie catherine martine françoise camille \
    chloé léa manon hugo théo baptiste guillaume antoine josé antonio manuel francisco javier carlos miguel \
    carmen dolores pilar lucía alejandro pablo álvaro giuseppe giovanni francesco alessandro matteo lorenzo \
    giulia chiara francesca alessia jan piotr krzysztof andrzej tomasz agnieszka małgorzata katarzyna \
    pieter willem kees johannes anouk femke sanne robert william richard charles joseph christopher matthew \
    anthony donald steven kenneth brian edward ronald timothy jason jeffrey jennifer linda elizabeth barbara \
    susan jessica karen nancy lisa margaret sandra ashley kimberly emily donna michelle carol amanda melissa \
    deborah stephanie rebecca laura cynthia kathleen amy angela shirley brenda pamela nicole samantha \
    katherine christine debra rachel carolyn janet maria heather diane julie joyce kelly oliver harry \
    george charlotte olivia sophie john david james mary daniel peter paul mark luke \
    rajesh sanjay priya anita sunita rahul amit vijay mohammed muhammad ahmed fatima aisha omar yusuf \
    khadija nguyen dmitri sergei vladimir natalia svetlana olga tatiana ivan anna eva maja
    """.split(separator: " ").map(String.init))

  /// Names that books are called by, which have chapters.
  static let books: Set<String> = [
    "john", "daniel", "james", "peter", "mark", "luke", "matthew", "timothy", "george", "emma",
    "maria",
    "charlotte", "elsa", "ivan", "felix", "oliver", "kelly", "paul", "david", "pilar", "eva",
    "anna",
  ]

  private static let families = Set(
    """
    nordmann hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen johnsen \
    pettersen eriksen berg haugen hagen johannessen andreassen jacobsen halvorsen dahl lund strand solberg \
    moen bakken svendsen rasmussen sørensen poulsen møller knudsen andersson johansson karlsson nilsson \
    eriksson larsson olsson persson svensson gustafsson lindberg lindqvist virtanen korhonen mäkinen nieminen \
    müller mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch bauer \
    mustermann martin bernard dubois durand lefebvre moreau dupont garcía garcia rodríguez rodriguez gonzález \
    gonzalez fernández fernandez lópez lopez martínez martinez sánchez sanchez pérez perez rossi russo ferrari \
    esposito bianchi romano colombo ricci nowak kowalski kowalska wiśniewski wójcik devries jansen bakker \
    visser smit smith johnson williams brown jones miller davis wilson anderson taylor thomas moore thompson \
    white harris clark lewis robinson walker doe roe sharma patel singh kumar gupta khan ivanov petrov \
    ivanova petrova silva santos oliveira souza
    """.split(separator: " ").map(String.init))

  /// Whether a word is a family's name, by a list or by its ending.
  static func isFamily(_ word: String) -> Bool {
    if families.contains(word) { return true }
    return word.utf8.count >= 7
      && [
        "ssen", "rsen", "nsen", "lsen", "dsen", "sson", "dottir", "dóttir", "owski", "owska",
        "ovich",
      ]
      .contains { word.hasSuffix($0) }
  }
}
