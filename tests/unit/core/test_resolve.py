"""What a legacy label means. Ambiguous is an answer; a guess never is."""

from __future__ import annotations

import pytest

from standing.core.catalogue import Catalogue, Standard, Suite
from standing.core.formats import bundled
from standing.core.resolve import resolve, resolve_old

SOCIAL = "Support people in relation to personal and social interactions and environmental factors"
COPING = "Enable people with mental health needs to develop coping strategies"
CRISIS = "Respond to crisis situations"
TROUBLED = "Promote effective communication and relationships with people who are troubled or distressed"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled.load()


@pytest.mark.parametrize(
    ("text", "standard", "candidates"),
    [
        ("MH20@2005", "MH20@2005", ()),
        ("MH20.2013", "MH20@2013", ()),
        ("SFHMH20.2013", "MH20@2013", ()),
        ("MH11.2012", "MH11@2012", ()),
        ("MH20 (2005)", "MH20@2005", ()),
        ("SCDHSC0027@undated", "SCDHSC0027@undated", ()),
        ("SCDHSC0027", "SCDHSC0027@undated", ()),
        ("CM D7", "CMD7@undated", ()),
        ("CMD7", "CMD7@undated", ()),
        ("cm d 7", "CMD7@undated", ()),
        ("LIST95", "LIST95@2005", ()),
        ("20", "MH20@2005", ()),
        ("95", "LIST95@2005", ()),
        ("96.", "LIST96@2005", ()),
        # A code without an edition means its latest, the others being candidates.
        ("MH20", "MH20@2013", ("MH20@2005",)),
        ("SFHMH14", "MH14@2013", ("MH14@2005",)),
        ("MH 14", "MH14@2013", ("MH14@2005",)),
        ("mh14", "MH14@2013", ("MH14@2005",)),
        ("MH_14", "MH14@2013", ("MH14@2005",)),
        ("MH1", "MH1@2005", ()),
        # Titles, alone and with a label.
        (CRISIS, "MH21@2005", ()),
        (CRISIS.upper(), "MH21@2005", ()),
        ("Identify potential mental health needs and related issues", "MH14@2013", ("MH14@2005",)),
        (f"45 {SOCIAL}", "MH46@2005", ("MH45@2005",)),
        (f"45. {COPING}", "MH45@2005", ("MH46@2005",)),
        (f"MH21: {CRISIS}", "MH21@2005", ("MH21@2013",)),
        (f"GEN99 - {TROUBLED}", "GEN99@2013", ()),
        # The list's own title, which differs in words from the tracking document's.
        (
            "33 Enable individuals with mental health needs to access housing and accommodation",
            "MH33@2005",
            (),
        ),
    ],
)
def test_a_label_that_means_one_standard(
    text: str, standard: str, candidates: tuple[str, ...], catalogue: Catalogue
) -> None:
    resolution = resolve(text, catalogue)
    assert (resolution.standard, resolution.candidates) == (standard, candidates)
    assert standard in resolution.why


@pytest.mark.parametrize(
    ("text", "candidates", "why"),
    [
        ("", (), "Nothing was given"),
        ("45", ("MH45@2005", "MH46@2005"), "45 is printed twice in the competencies list"),
        ("46", ("MH46@2005",), "46 is never printed in the competencies list: MH46@2005 is printed 45 there"),
        ("97", (), "no code and no title"),
        ("MH95", (), "MH95 is not in the catalogue."),
        ("E1", (), "E1 is not in the catalogue."),
        ("MH11.2013", ("MH11@2012", "MH11@2005"), "There is no edition 2013 of MH11"),
        ("SCDHSC27", ("SCDHSC0027@undated",), "leading zeros are part of a code"),
        ("MH014", ("MH14@2013", "MH14@2005"), "leading zeros are part of a code"),
        (TROUBLED, ("MH1@2005", "GEN99@2013"), "The title belongs to MH1@2005 and GEN99@2013"),
        (
            f"MH20 {CRISIS}",
            ("MH20@2013", "MH20@2005", "MH21@2005"),
            "MH20 and the title contradict each other",
        ),
        (
            f"MH21.2013 {CRISIS}",
            ("MH21@2013", "MH21@2005"),
            "MH21 of 2013 and the title contradict each other",
        ),
        (
            f"QQ20 {CRISIS}",
            ("MH21@2005",),
            "The title is that of MH21@2005, but QQ20 is not in the catalogue",
        ),
        (
            "MH20 care planning",
            ("MH20@2013", "MH20@2005"),
            "The words after MH20 are not a title in the catalogue",
        ),
        ("Respond to a crisis", (), "compared letter by letter"),
    ],
)
def test_a_label_that_does_not(
    text: str, candidates: tuple[str, ...], why: str, catalogue: Catalogue
) -> None:
    resolution = resolve(text, catalogue)
    assert resolution.as_json()["standard"] is None
    assert resolution.as_json()["candidates"] == list(candidates)
    assert why in resolution.why


def test_in_an_old_profile_a_code_means_its_old_edition(catalogue: Catalogue) -> None:
    revision = catalogue.revisions[0]
    resolution = resolve_old("SFHMH20", revision, catalogue)
    assert (resolution.standard, resolution.candidates) == ("MH20@2005", ("MH20@2013",))
    assert resolve_old("MH20.2013", revision, catalogue).standard == "MH20@2013"
    assert resolve_old("GEN99", revision, catalogue).standard == "GEN99@2013"
    assert resolve_old("45", revision, catalogue).standard is None


def test_every_alias_and_id_of_the_catalogue_finds_its_standard(catalogue: Catalogue) -> None:
    for standard in catalogue.standards:
        assert resolve(standard.id, catalogue).standard == standard.id
        for alias in standard.aliases:
            resolution = resolve(alias, catalogue)
            assert standard.id in (resolution.standard, *resolution.candidates), alias


OWN = Catalogue(
    suites=(Suite("LOCAL", "Ours"), Suite("CMD", "Theirs")),
    standards=(
        Standard("PMVA@1", "PMVA", "1", "Safe holds", "LOCAL"),
        Standard("PMVA@2026", "PMVA", "2026", "Safer holds", "LOCAL"),
        Standard("BLS-2@1", "BLS-2", "1", "Life support", "LOCAL"),
        Standard("CM@1", "CM", "1", "Case management", "LOCAL"),
        Standard("ALIKE@1", "ALIKE", "1", "CM", "LOCAL"),
        Standard("CMD7@undated", "CMD7", "undated", "Theirs", "CMD"),
    ),
)


@pytest.mark.parametrize(
    ("text", "standard", "candidates", "why"),
    [
        ("PMVA", "PMVA@2026", ("PMVA@1",), "its latest is PMVA@2026"),
        ("pmva@1", "PMVA@1", (), "PMVA of 1 is PMVA@1."),
        ("PMVA 2026", "PMVA@2026", (), ""),
        ("PMVA (2026): Safer holds", "PMVA@2026", (), "both name"),
        ("PMVA: Safe holds", "PMVA@1", ("PMVA@2026",), "both name"),
        ("PMVA 2025", None, ("PMVA@2026", "PMVA@1"), "There is no edition 2025 of PMVA."),
        ("PMVA refresher", None, ("PMVA@2026", "PMVA@1"), "are not a title"),
        ("BLS-2", "BLS-2@1", (), ""),
        ("bls2", "BLS-2@1", (), ""),
        ("Life support", "BLS-2@1", (), ""),
        # A national alias that begins like a local code stays national.
        ("CM D7", "CMD7@undated", (), ""),
        # A code that is another's title: never a guess.
        ("CM", None, ("CM@1", "ALIKE@1"), "CM is the code of CM@1 and the title of ALIKE@1."),
        ("nothing here", None, (), "no code and no title"),
    ],
)
def test_a_local_competence_is_found_by_its_code_and_title(
    text: str, standard: str | None, candidates: tuple[str, ...], why: str
) -> None:
    meaning = resolve(text, OWN)
    assert (meaning.standard, meaning.candidates) == (standard, candidates)
    assert why in meaning.why
