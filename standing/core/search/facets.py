"""The vocabularies by which a standard is filed, and the sentence of ours that says what its work is.

`docs/reference/facets.md` explains them to readers; a test holds the two to the same values.
"""

from collections.abc import Mapping
from dataclasses import dataclass

WORKS_WITH: Mapping[str, str] = {
    "person": "one person who uses services",
    "family": "relatives, friends or unpaid carers around a person",
    "community": "a neighbourhood, group or network, or the users of a place",
    "organisation": "staff, teams, employers, landlords or services",
    "population": "everyone in an area, or everyone of one kind in it",
}

KINDS_OF_WORK: Mapping[str, str] = {
    "advocate": "stand up for rights or fair treatment, or speak for others",
    "assess": "find out needs, risks, concerns or trends",
    "collaborate": "work across teams and organisations, or as partners",
    "commission": "decide what is provided for a population, or buy it for a person",
    "communicate": "open, keep and end a working relationship",
    "connect": "bring someone together with services, groups or people",
    "counsel": "counselling as a therapy",
    "develop": "help staff, teams, groups or carers to become better at what they do",
    "educate": "spread knowledge of mental health",
    "lead": "manage a service, programme or project",
    "negotiate": "come to terms with outside bodies about what they offer",
    "plan": "agree beforehand what will be done",
    "promote": "win people over to the worth of something",
    "respond": "act in a crisis",
    "review": "check how well something works and change it",
    "support": "practical or emotional help from day to day",
    "treat": "give therapy, care or medical treatment",
}

ANY = "any"
SETTINGS: Mapping[str, str] = {
    ANY: "not tied to a place; stands alone",
    "community": "out of hospital, among other people",
    "counselling room": "where a counsellor and a client meet",
    "criminal justice": "police, courts, probation, prisons, secure services",
    "day centre": "day care and drop-in places",
    "education": "schools, colleges and training providers",
    "home": "the person's own home",
    "hospital": "wards, out-patients, casualty departments",
    "housing": "rented, supported and community housing",
    "leisure": "clubs, theatres, sports grounds",
    "primary care": "general practice and health centres",
    "rehabilitation": "rehabilitation services",
    "residential care": "care homes",
    "telephone": "at a distance: telephone, video or text",
    "workplace": "where people work",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """One standard in our own words, and the facets it is filed under: all of them or, for a competence that nobody
    has filed, none.

    Raises ValueError, naming the standard and the values there are, for anything outside the vocabularies.
    """

    standard: str
    sentence: str
    works_with: tuple[str, ...]
    kind_of_work: tuple[str, ...]
    setting: tuple[str, ...]
    specialist: bool

    def __post_init__(self) -> None:
        if not self.is_filed:
            return
        self._check("works_with", self.works_with, WORKS_WITH)
        self._check("kind_of_work", self.kind_of_work, KINDS_OF_WORK)
        self._check("setting", self.setting, SETTINGS)
        if ANY in self.setting and len(self.setting) > 1:
            raise ValueError(
                f"{self.standard}: setting {ANY!r} stands beside another; give {ANY!r} alone, or the places"
            )

    @property
    def is_filed(self) -> bool:
        """Whether it is filed under anything."""
        return bool(self.works_with or self.kind_of_work or self.setting or self.specialist)

    @property
    def words(self) -> tuple[str, ...]:
        """The facet values that say something to a search."""
        return tuple(value for value in (*self.works_with, *self.kind_of_work, *self.setting) if value != ANY)

    def _check(self, facet: str, values: tuple[str, ...], known: Mapping[str, str]) -> None:
        if not values:
            raise ValueError(f"{self.standard}: {facet} is empty; give one or more of {', '.join(known)}")
        for value in values:
            if value not in known:
                raise ValueError(
                    f"{self.standard}: {facet}: found {value!r}, expected one of {', '.join(known)}"
                )


def summary_row(row: Mapping[str, str]) -> Summary:
    """A row of summaries.csv as the summary it is. ValueError for a value outside the vocabularies."""
    if row["specialist"] not in ("yes", "no"):
        raise ValueError(f"{row['standard']}: specialist: found {row['specialist']!r}, expected yes or no")
    summary = Summary(
        standard=row["standard"],
        sentence=row["summary"],
        works_with=tuple(row["works_with"].split("|")) if row["works_with"] else (),
        kind_of_work=tuple(row["kind_of_work"].split("|")) if row["kind_of_work"] else (),
        setting=tuple(row["setting"].split("|")) if row["setting"] else (),
        specialist=row["specialist"] == "yes",
    )
    if not summary.is_filed:
        raise ValueError(
            f"{row['standard']}: works_with is empty; give one or more of {', '.join(WORKS_WITH)}"
        )
    return summary
