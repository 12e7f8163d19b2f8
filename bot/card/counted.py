"""What figures count, in the reader's language: the rows of the tables of units and of what became of the counted.

A test holds these tables against knowledge/quantities/units.toml. What a report calls the counted is quoted beside.
"""

from __future__ import annotations

from bot.words import Words, msgid

#: The counted things, by their row in the table of units.
UNITS = {
    "people": msgid("people"),
    "civilians": msgid("civilians"),
    "citizens": msgid("citizens"),
    "children": msgid("children"),
    "women": msgid("women"),
    "men": msgid("men"),
    "fighters": msgid("fighters"),
    "soldiers": msgid("soldiers"),
    "police": msgid("police"),
    "contractors": msgid("contractors"),
    "guards": msgid("guards"),
    "journalists": msgid("journalists"),
    "medics": msgid("medics"),
    "aid workers": msgid("aid workers"),
    "patients": msgid("patients"),
    "workers": msgid("workers"),
    "prisoners": msgid("prisoners"),
    "displaced people": msgid("displaced people"),
    "demonstrators": msgid("demonstrators"),
    "activists": msgid("activists"),
    "passengers": msgid("passengers"),
    "students": msgid("students"),
    "officials": msgid("officials"),
    "families": msgid("families"),
    "bodies": msgid("bodies"),
    "attacks": msgid("attacks"),
    "airstrikes": msgid("airstrikes"),
    "raids": msgid("raids"),
    "sorties": msgid("sorties"),
    "drone strikes": msgid("drone strikes"),
    "missile strikes": msgid("missile strikes"),
    "bombings": msgid("bombings"),
    "clashes": msgid("clashes"),
    "violations": msgid("violations"),
    "other strikes": msgid("other strikes"),
    "incidents": msgid("incidents"),
    "weapons": msgid("weapons"),
    "missiles": msgid("missiles"),
    "drones": msgid("drones"),
    "bombs": msgid("bombs"),
    "aircraft": msgid("aircraft"),
    "tanks": msgid("tanks"),
    "vehicles": msgid("vehicles"),
    "animals": msgid("animals"),
    "buildings": msgid("buildings"),
    "positions": msgid("positions"),
    "villages": msgid("villages"),
    "countries": msgid("countries"),
    "trips": msgid("trips"),
    "votes": msgid("votes"),
    "cases": msgid("cases"),
    "per cent": msgid("per cent"),
    "share": msgid("share"),
    "percentage points": msgid("percentage points"),
    "dollars": msgid("dollars"),
    "pounds sterling": msgid("pounds sterling"),
    "euros": msgid("euros"),
    "roubles": msgid("roubles"),
    "yen": msgid("yen"),
    "rupees": msgid("rupees"),
    "cents": msgid("cents"),
    "yuan": msgid("yuan"),
    "other money": msgid("other money"),
    "kilometres": msgid("kilometres"),
    "miles": msgid("miles"),
    "metres": msgid("metres"),
    "feet": msgid("feet"),
    "inches": msgid("inches"),
    "yards": msgid("yards"),
    "centimetres": msgid("centimetres"),
    "millimetres": msgid("millimetres"),
    "square kilometres": msgid("square kilometres"),
    "square miles": msgid("square miles"),
    "square feet": msgid("square feet"),
    "hectares": msgid("hectares"),
    "acres": msgid("acres"),
    "kilograms": msgid("kilograms"),
    "grams": msgid("grams"),
    "pounds": msgid("pounds"),
    "tonnes": msgid("tonnes"),
    "litres": msgid("litres"),
    "barrels": msgid("barrels"),
    "megawatts": msgid("megawatts"),
    "degrees": msgid("degrees"),
    "other measures": msgid("other measures"),
    "years": msgid("years"),
    "months": msgid("months"),
    "weeks": msgid("weeks"),
    "days": msgid("days"),
    "nights": msgid("nights"),
    "hours": msgid("hours"),
    "minutes": msgid("minutes"),
    "seconds": msgid("seconds"),
    "decades": msgid("decades"),
    "centuries": msgid("centuries"),
    "times": msgid("times"),
}

#: What became of them, by its row in the table of states.
STATES = {
    "killed or injured": msgid("killed or injured"),
    "killed": msgid("killed"),
    "wounded": msgid("wounded"),
    "missing": msgid("missing"),
    "captured": msgid("captured"),
    "freed": msgid("freed"),
    "displaced": msgid("displaced"),
    "shot down": msgid("shot down"),
    "launched": msgid("launched"),
    "destroyed": msgid("destroyed"),
    "damaged": msgid("damaged"),
    "found": msgid("found"),
}


def counted_in(words: Words, unit: str, state: str = "", printed: str = "") -> str:
    """What is counted, in another language than English; what the reports call it stands beside it, as they print it.

    >>> from bot.words import words_in
    >>> counted_in(words_in("es"), "fighters", "killed", "Harbour militants")
    'combatientes (muertes), “Harbour militants”'
    """
    said = words.say(UNITS[unit]) if unit in UNITS else words.isolated(unit)
    if state in STATES:
        said = words.say("{counted} ({state})", counted=said, state=words.say(STATES[state]))
    if printed and printed.lower() != unit:
        said = words.say(", ").join((said, words.isolated(f"“{printed}”")))
    return said
