"""What firms are called, and where they are, country by country; all of it is made up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    city: str
    postal_code: str
    """A pattern: # stands for a digit, @ for a letter."""
    state: str = ""


@dataclass(frozen=True)
class Country:
    code: str
    """As Business Central's countriesRegions has it."""
    places: tuple[Place, ...]
    names: tuple[str, ...]
    trades: tuple[str, ...]
    forms: tuple[str, ...]
    street: str
    """A pattern: # stands for the house number."""
    phone: str
    domain: str
    currency: str = ""
    """Blank where the company's local currency is used."""


COUNTRIES = (
    Country(
        "DE",
        (
            Place("Köln", "50###", "Nordrhein-Westfalen"),
            Place("München", "80###", "Bayern"),
            Place("Lübeck", "235##", "Schleswig-Holstein"),
            Place("Görlitz", "028##", "Sachsen"),
        ),
        ("Müller", "Schäfer", "Groß", "Kühn", "Weiß", "Vogel", "Brandt", "Jäger", "Lange"),
        ("Maschinenbau", "Elektrotechnik", "Möbel", "Werkzeuge", "Logistik", "Stahlbau"),
        ("GmbH", "KG", "AG"),
        "Lindenstraße #",
        "+49 2## ######",
        "de",
    ),
    Country(
        "AT",
        (Place("Wien", "1##0"), Place("Graz", "80##"), Place("Sankt Pölten", "31##")),
        ("Gruber", "Höller", "Steiner", "Pichler", "Wögerbauer", "Auer"),
        ("Holzbau", "Metallbau", "Weinhandel", "Papier", "Optik"),
        ("GmbH", "OG"),
        "Ringstraße #",
        "+43 1 ######",
        "at",
    ),
    Country(
        "CH",
        (Place("Zürich", "80##", "ZH"), Place("Genève", "12##", "GE"), Place("Chur", "70##", "GR")),
        ("Zürcher", "Frei", "Keller", "Bünzli", "Ammann", "Rochat"),
        ("Uhren", "Präzision", "Pharma", "Textil", "Messtechnik"),
        ("AG", "SA"),
        "Bahnhofstrasse #",
        "+41 44 ### ## ##",
        "ch",
        "CHF",
    ),
    Country(
        "FR",
        (Place("Orléans", "45###"), Place("Besançon", "25###"), Place("Nîmes", "30###")),
        ("Lefèvre", "Garçon", "Dubois", "Moreau", "Béranger", "Chevalier"),
        ("Boulangerie", "Mécanique", "Verrerie", "Énergie", "Transports"),
        ("SARL", "SAS"),
        "# rue de l'Église",
        "+33 2 ## ## ## ##",
        "fr",
    ),
    Country(
        "GB",
        (Place("London", "W# #@@"), Place("Leeds", "LS# #@@"), Place("Bath", "BA# #@@")),
        ("Ashdown", "Bell", "Carter", "Dunmore", "Elliot", "Fairfax", "O'Neill"),
        ("Bearings", "Kitchens", "Paints", "Tools", "Fabrics", "Instruments"),
        ("Ltd", "PLC"),
        "# Station Road",
        "+44 20 #### ####",
        "co.uk",
        "GBP",
    ),
    Country(
        "US",
        (
            Place("Portland", "972##", "OR"),
            Place("Austin", "787##", "TX"),
            Place("Albany", "122##", "NY"),
        ),
        ("Hudson", "Jackson", "Keystone", "Lakeside", "Mesa", "Northgate", "Sequoia"),
        ("Hardware", "Plastics", "Packaging", "Furniture", "Robotics", "Supplies"),
        ("Inc.", "LLC", "Corp."),
        "# Main Street",
        "+1 503 555 ####",
        "com",
        "USD",
    ),
    Country(
        "DK",
        (Place("København", "1###"), Place("Århus", "80##"), Place("Sønderborg", "64##")),
        ("Søndergaard", "Østergaard", "Kjær", "Nygård", "Bæk", "Holm"),
        ("Byg", "Fisk", "Design", "Vindkraft", "Transport"),
        ("A/S", "ApS"),
        "Nørregade #",
        "+45 ## ## ## ##",
        "dk",
        "DKK",
    ),
    Country(
        "PL",
        (Place("Łódź", "9#-###"), Place("Gdańsk", "80-###"), Place("Kraków", "3#-###")),
        ("Wójcik", "Kowalczyk", "Zieliński", "Dąbrowski", "Lewandowski"),
        ("Budowa", "Okna", "Części", "Odzież", "Meble"),
        ("Sp. z o.o.", "S.A."),
        "ul. Długa #",
        "+48 42 ### ## ##",
        "pl",
    ),
    Country(
        "ES",
        (Place("A Coruña", "15###"), Place("Málaga", "29###"), Place("León", "24###")),
        ("Ibáñez", "Muñoz", "Peña", "Vázquez", "Castro"),
        ("Aceites", "Cerámica", "Energía", "Motores", "Vinos"),
        ("S.L.", "S.A."),
        "Calle Mayor #",
        "+34 981 ### ###",
        "es",
    ),
    Country(
        "JP",
        (Place("Osaka", "530-00##", "Osaka"), Place("Sapporo", "060-00##", "Hokkaido")),
        ("Tanaka", "Yamada", "Fujimoto", "Kobayashi", "Shimizu"),
        ("Denki", "Kikai", "Shoji", "Seiko"),
        ("K.K.", "G.K."),
        "Chuo-ku #",
        "+81 6 #### ####",
        "co.jp",
        "JPY",
    ),
)
