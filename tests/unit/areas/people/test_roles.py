"""The table of who may do what is whole and makes sense."""

from standing.areas.people.roles import UNIT_ROLES, WHO_MAY, Ability, Role, Scope

FOR_EVERYONE = {
    Ability.SEE_CATALOGUE,
    Ability.SEE_POLICIES,
    Ability.SEE_PROFILES,
    Ability.SEE_PROPOSALS,
    Ability.SEE_REVISIONS,
}


def test_every_ability_has_its_row() -> None:
    assert set(WHO_MAY) == set(Ability)


def test_somebody_has_every_ability() -> None:
    assert all(WHO_MAY[ability] for ability in Ability)


def test_a_role_for_one_unit_reaches_nobody_beyond_it() -> None:
    wide = {
        (ability, role)
        for ability, reach in WHO_MAY.items()
        for role, scope in reach.items()
        if role in UNIT_ROLES and scope is not Scope.UNIT and ability not in FOR_EVERYONE
    }
    assert wide == set()


def test_a_role_that_reaches_units_can_be_given_for_one() -> None:
    of_units = {role for reach in WHO_MAY.values() for role, scope in reach.items() if scope is Scope.UNIT}
    assert of_units <= UNIT_ROLES


def test_only_a_practitioner_is_limited_to_themself() -> None:
    own = {role for reach in WHO_MAY.values() for role, scope in reach.items() if scope is Scope.OWN}
    assert own == {Role.PRACTITIONER}


def test_an_administrator_sees_no_record() -> None:
    """Accounts and units are kept without looking at anybody's competence."""
    assert Role.ADMINISTRATOR not in WHO_MAY[Ability.SEE_RECORD]
    assert Role.ADMINISTRATOR not in WHO_MAY[Ability.RECORD_DECISION]


def test_roles_are_written_as_words() -> None:
    assert Role.INFORMATION_GOVERNANCE_LEAD.words == "information-governance lead"
    assert Role.ROTA_MAKER.words == "rota maker"
