"""The entries of the made-up competencies list: what a reader must find in each, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass

APPLIES = "This workforce competence applies to keepers who do this work."


@dataclass(frozen=True)
class Entry:
    """An entry. `glue` stands between title and scope; `applies` may begin with a space or be glued, as on
    the real page.
    """

    number: int
    title: str
    scope: str
    applies: str = " " + APPLIES
    more: str = ""
    printed: int = 0
    glue: str = " "
    unstopped: bool = False

    def __post_init__(self) -> None:
        if not self.printed:
            object.__setattr__(self, "printed", self.number)


ENTRIES = (
    Entry(
        1,
        "Greet travellers who are lost or tired",
        "This competence covers greeting people who come out of the rain. They may be lost, tired, or both at once.",
        applies="",
    ),
    Entry(
        2,
        "Help travellers to find a warm bed",
        "This competence is about beds, e.g. at inns.It does not cover barns.",
        applies="This workforce competence is for those who know every inn on the road.",
    ),
    Entry(3, "Light the lamps with travellers", "This workforce competence covers lighting.", unstopped=True),
    Entry(
        4,
        "Keep the wick trimmed",
        "This competence covers the wick. The workforce competence covers scissors too.",
    ),
    Entry(
        5,
        "Mend travellers\u2019 lamps",
        "This competence covers the term \u2018lamp' in all its on-going forms, and its well-being.",
        applies=APPLIES,
    ),
    Entry(
        6,
        "Ask what drivers need",
        "This competence is about drivers. Workforce competence E1 covers coaches.",
    ),
    Entry(
        7,
        "Walk with older travellers at night",
        "This competence covers walking. Go on to workforce competence 15.",
    ),
    Entry(
        8,
        "Hand lamps over between inns or ferries",
        "This competence covers ferries (see competences LK19 and HX3100).",
    ),
    Entry(
        9,
        "Encourage travellers to carry their own light and share it on the road",
        "This competence covers sharing what light there is.",
        glue="",
    ),
    Entry(10, "Calm travellers in the dark", "This competence is about the dark and the calm.", printed=9),
    Entry(
        11,
        "Count the lamps of a valley and the different ways of filling them",
        "This workforce competence covers counting from the hill.",
        glue=" Summary",
    ),
    Entry(
        12,
        "Guide travellers home",
        "This competence covers the way home.",
        applies=" " + APPLIES[:-1],
        glue="",
    ),
    Entry(13, "Organise keepers\u2019 wellbeing", "This competence covers rest, food and sleep."),
    Entry(
        14,
        "Tell innkeepers why any lamp matters",
        "This competence covers talking at the bar.",
        unstopped=True,
    ),
    Entry(
        15,
        "Agree with innkeepers which lamps they hang",
        "This competence covers hooks.",
        more="The term \u2018hook' has been used for nails as well.",
    ),
    Entry(
        16,
        "Place lamps with ferries",
        "This competence covers piers.",
        more="This workforce competence describes what happens on the pier. Ropes are another matter.",
    ),
    Entry(17, "Support innkeepers in lamp", "This competence covers work at inns."),
    Entry(18, "Fill lamps", "This competence covers oil."),
    Entry(19, "Enable keepers to work together", "This competence covers meetings of keepers."),
    Entry(20, "Blow the horn", "This competence covers fog."),
    Entry(21, "Signal with smoke", "This workforce competence covers smoke by day.", applies=""),
    Entry(22, "Buy oil for a valley", "This workforce competence covers prices and barrels.", applies=""),
)
