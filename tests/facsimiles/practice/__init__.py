"""Made-up sentences about practice, filled in: what identifies somebody is labelled; the rest is not to be found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences.txt")
HELD_OUT = Path(__file__).with_name("held-out.txt")
_BLANK = re.compile(r"<([a-z-]+)>")


def _words(*lines: str) -> list[str]:
    return " ".join(lines).split()


_GIVEN = _words(
    "Ruth Amir Chloe Desmond Elif Frank Grace Hana Idris Joan Kwame Lena Mario Nadia Owen Pearl Rhys Sunita"
)
_FAMILY = _words(
    "Okonkwo Whitfield Delacroix O'Hara McAllister Singh-Gill Tran Hargreaves Nkemelu Prudhoe Ashworth Villanueva",
    "Bianchi Farrow Oyelaran Quilter Szymański Thackeray Umarov Venkatesan Wray Yeadon Zielinska de_Vries Al-Farsi",
)
_TITLES = ("Mrs", "Mr", "Ms", "Miss", "Mr.", "Mrs.", "Mx", "Mr and Mrs", "Lady", "Master")
_AREAS = _words("LS M B SW1A EC1V NE CF EH G BT BD S DN HU YO SE W1T N1C PO TR IV ZE")
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_MONTHS = _words("January February March April May June July August September October November December")


@dataclass(frozen=True)
class Labelled:
    """A sentence, and the stretches of it that identify somebody: kind, first and last place (half-open)."""

    text: str
    spans: tuple[tuple[str, int, int], ...]


def labelled(sentences: Path = SENTENCES, *, seed: int = 1, rounds: int = 8) -> Iterator[Labelled]:
    """Every sentence, filled in a number of times; those without a blank come once. A seed has its sentences."""
    random_numbers = random.Random(seed)
    for line in sentences.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            for _ in range(rounds if _BLANK.search(line) else 1):
                yield _filled(line, random_numbers)


def _filled(line: str, numbers: random.Random) -> Labelled:
    text, spans, end = "", [], 0
    for blank in _BLANK.finditer(line):
        text += line[end : blank.start()]
        kind, make = _MAKERS[blank[1]]
        made = make(numbers)
        spans.append((kind, len(text), len(text) + len(made)))
        text += made
        end = blank.end()
    return Labelled(text + line[end:], tuple(spans))


def nhs_number(numbers: random.Random) -> str:
    """Ten digits with a valid check digit, of the range that is never given to anybody (it begins with 999)."""
    while True:
        nine = "999" + "".join(numbers.choices("0123456789", k=6))
        check = (11 - sum(int(sign) * (10 - place) for place, sign in enumerate(nine)) % 11) % 11
        if check != 10:
            return f"{nine}{check}"


def _nhs(numbers: random.Random) -> str:
    plain = nhs_number(numbers)
    three = (plain[:3], plain[3:6], plain[6:])
    between = numbers.choice(("", "", " ", " ", " ", "-", "\u00a0", ".", "  ", "\u2013", " - "))
    return between.join(three)


def _day(numbers: random.Random, first: date, days: int) -> str:
    day = first + timedelta(days=numbers.randrange(days))
    month = _MONTHS[day.month - 1]
    th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return numbers.choice(
        (
            f"{day:%d/%m/%Y}",
            f"{day:%d/%m/%Y}",
            f"{day.day}/{day.month}/{day:%y}",
            f"{day:%d.%m.%Y}",
            f"{day:%d-%m-%Y}",
            f"{day.day}.{day.month}.{day:%y}",
            f"{day.day} {month} {day.year}",
            f"{day.day}{th} {month} {day.year}",
            f"{day.day} {month[:3]} {day.year}",
            f"{day:%d}-{month[:3]}-{day.year}",
            f"{month} {day.day}, {day.year}",
            f"{day.isoformat()}",
            f"{day:%d} {day:%m} {day.year}",
            f"{day.day}{th} of {month} {day.year}",
        )
    )


def _postcode(numbers: random.Random) -> str:
    area = numbers.choice(_AREAS)
    outward = area if len(area) > 2 else f"{area}{numbers.randint(1, 29)}"
    inward = f"{numbers.randint(0, 9)}{''.join(numbers.choices(_INWARD, k=2))}"
    made = numbers.choice(("", " ", " ", " ", "  ")).join((outward, inward))
    return numbers.choice((made, made, made, made.lower()))


def _hospital(numbers: random.Random) -> str:
    digits = "".join(numbers.choices("0123456789", k=7))
    return numbers.choice(
        (digits, digits[:6], f"RX{digits[:6]}", f"{digits[:6]}K", f"A{digits}", f"{digits[:3]} {digits[3:]}")
    )


def _family(numbers: random.Random) -> str:
    return numbers.choice(_FAMILY).replace("_", " ")


def _title_name(numbers: random.Random) -> str:
    given = numbers.choice(("", "", f"{numbers.choice(_GIVEN)} ", f"{numbers.choice(_GIVEN)[0]}. "))
    return f"{numbers.choice(_TITLES)} {given}{_family(numbers)}"


def _patient_name(numbers: random.Random) -> str:
    given = numbers.choice(_GIVEN)
    return numbers.choice((f"{given} {_family(numbers)}", given, f"{given[0]}. {_family(numbers)}"))


def _email(numbers: random.Random) -> str:
    name = f"{numbers.choice(_GIVEN)}.{numbers.choice(_GIVEN)}".lower()
    return f"{name}{numbers.randint(1, 99)}@{numbers.choice(('example.com', 'mail.example.org', 'example.co.uk'))}"


def _phone(numbers: random.Random) -> str:
    """A number of the ranges that are kept for drama, so that it is nobody's."""
    end = f"{numbers.randint(0, 999):03}"
    return numbers.choice(
        (
            f"07700 900{end}",
            f"07700900{end}",
            f"020 7946 0{end}",
            f"0113 496 0{end}",
            f"+44 7700 900{end}",
            f"(0113) 496 0{end}",
        )
    )


_MAKERS: dict[str, tuple[str, Callable[[random.Random], str]]] = {
    "nhs": ("NHS_NUMBER", _nhs),
    "nhs-plain": ("NHS_NUMBER", nhs_number),
    "dob": ("DATE_OF_BIRTH", lambda numbers: _day(numbers, date(1926, 1, 1), 27_000)),
    "child-dob": ("DATE_OF_BIRTH", lambda numbers: _day(numbers, date(2008, 1, 1), 4_000)),
    "postcode": ("POSTCODE", _postcode),
    "hospital": ("HOSPITAL_NUMBER", _hospital),
    "title-name": ("NAME", _title_name),
    "patient-name": ("NAME", _patient_name),
    "email": ("EMAIL", _email),
    "phone": ("TELEPHONE", _phone),
}
