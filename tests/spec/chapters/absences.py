"""Long absences."""

from tests.spec.spec import Chapter, Spec

SIGNATURE = """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-03-01
            """


def _signature(title: str, rule: str, absences: str, answers: str) -> Spec:
    """A signature due on 29 March 2024, and these absences."""
    return Spec(title, rule, f"{SIGNATURE}\n            absences\n            from | to{absences}", answers)


CHAPTER = Chapter(
    "absences",
    "Long absences",
    "A long absence (28 days or more, or open) that begins on or before the due day and ends "
    "after the effective day moves "
    "the due day: a signature to the first day back, showing and bridging to 28 days after it, "
    "if that is later.",
    (
        _signature(
            "A signature is due on the first day back",
            "`to` is that day.",
            """
            2024-03-10 | 2024-05-01
            """,
            """
            on         | status      | reasons
            2024-04-30 | due         | signature_owed
            2024-05-01 | due         | signature_owed
            2024-05-02 | not_current | signature_overdue
            """,
        ),
        Spec(
            "Showing and bridging are due 28 days after the first day back",
            "There must be time to practise.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class    | effective_on
            POL-1   | 1       | MH14@2013 | major    | 2024-03-01
            ED-1    | 1       | MH14@2013 | bridging | 2023-06-01
            ED-2    | 1       | MH14@2013 | bridging | 2024-01-02

            absences
            from       | to
            2024-03-10 | 2025-02-01
            """,
            """
            on         | status      | reasons
            2024-03-10 | due         | bridging_owed, showing_owed, signature_owed
            2025-02-01 | due         | bridging_owed, showing_owed, signature_owed
            2025-02-02 | not_current | bridging_owed, showing_owed, signature_overdue
            2025-03-01 | not_current | bridging_owed, showing_owed, signature_overdue
            2025-03-02 | not_current | bridging_overdue, showing_overdue, signature_overdue
            """,
        ),
        _signature(
            "27 days are not long, 28 are",
            "Counted from the first day away to the day before the first day back.",
            """
            2024-03-20 | 2024-04-16
            """,
            """
            on         | status      | reasons
            2024-03-30 | not_current | signature_overdue
            """,
        ),
        _signature(
            "28 days are long",
            "One day more.",
            """
            2024-03-20 | 2024-04-17
            """,
            """
            on         | status      | reasons
            2024-04-17 | due         | signature_owed
            2024-04-18 | not_current | signature_overdue
            """,
        ),
        _signature(
            "It must begin on or before the due day",
            "Beginning on the due day it moves it.",
            """
            2024-03-29 | 2024-05-01
            """,
            """
            on         | status      | reasons
            2024-05-01 | due         | signature_owed
            2024-05-02 | not_current | signature_overdue
            """,
        ),
        _signature(
            "Beginning after the due day it moves nothing",
            "It was overdue already.",
            """
            2024-03-30 | 2024-05-01
            """,
            """
            on         | status      | reasons
            2024-03-30 | not_current | signature_overdue
            """,
        ),
        _signature(
            "It must end after the effective day",
            "Back on the effective day itself, the person was there when it took effect.",
            """
            2024-01-02 | 2024-03-01
            """,
            """
            on         | status      | reasons
            2024-03-29 | due         | signature_owed
            2024-03-30 | not_current | signature_overdue
            """,
        ),
        Spec(
            "Back on the effective day, a showing due early is not put off",
            "The 28 days to practise are for those who were away when it took effect.",
            """
            decisions
            person | outcome | decided_on
            ann    | met     | 2024-01-01
            ben    | met     | 2024-01-01

            changes
            subject | version | standard  | class    | effective_on | due_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-03-01   | 2024-03-10

            absences
            person | from       | to
            ann    | 2024-01-02 | 2024-03-01
            ben    | 2024-01-02 | 2024-03-02
            """,
            """
            person | on         | status      | reasons
            ann    | 2024-03-11 | not_current | bridging_overdue
            ben    | 2024-03-11 | due         | bridging_owed
            ben    | 2024-03-30 | due         | bridging_owed
            ben    | 2024-03-31 | not_current | bridging_overdue
            """,
        ),
        _signature(
            "It moves a due day later, never earlier",
            "Back before the due day, the usual one stands.",
            """
            2024-01-02 | 2024-03-02
            """,
            """
            on         | status      | reasons
            2024-03-29 | due         | signature_owed
            2024-03-30 | not_current | signature_overdue
            """,
        ),
        _signature(
            "While an absence is open there is no due day",
            "What is owed stays owed.",
            """
            2024-03-29 |
            """,
            """
            on         | status | reasons
            2024-03-30 | due    | signature_owed
            9999-12-31 | due    | signature_owed
            """,
        ),
        _signature(
            "Touching or overlapping absences are one",
            "Two of less than 28 days make a long one, in whatever order they were entered.",
            """
            2024-04-01 | 2024-04-20
            2024-03-20 | 2024-04-01
            """,
            """
            on         | status      | reasons
            2024-04-20 | due         | signature_owed
            2024-04-21 | not_current | signature_overdue
            """,
        ),
        _signature(
            "An absence within another does not end it",
            "The first day back is the later one.",
            """
            2024-03-10 | 2024-06-01
            2024-03-20 | 2024-04-20
            """,
            """
            on         | status      | reasons
            2024-06-01 | due         | signature_owed
            2024-06-02 | not_current | signature_overdue
            """,
        ),
        _signature(
            "With a day between, they are two",
            "Neither is long.",
            """
            2024-03-20 | 2024-04-01
            2024-04-02 | 2024-04-20
            """,
            """
            on         | status      | reasons
            2024-03-30 | not_current | signature_overdue
            """,
        ),
        _signature(
            "A later absence is taken against the due day as moved so far",
            "The second begins after the day to which the first moved it: too late.",
            """
            2024-03-20 | 2024-05-01
            2024-05-02 | 2024-07-01
            """,
            """
            on         | status      | reasons
            2024-05-01 | due         | signature_owed
            2024-05-02 | not_current | signature_overdue
            """,
        ),
        Spec(
            "One absence can lead to the next",
            "Showing moves to 28 days after the first return; the second absence begins by "
            "then, and moves it again.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class | effective_on
            POL-1   | 1       | MH14@2013 | major | 2024-03-01

            signatures
            subject | version | signed_on
            POL-1   | 1       | 2024-03-01

            absences
            from       | to
            2024-09-01 | 2024-10-15
            2024-06-01 | 2024-08-05
            """,
            """
            on         | status      | reasons
            2024-09-02 | due         | showing_owed
            2024-11-12 | due         | showing_owed
            2024-11-13 | not_current | showing_overdue
            """,
        ),
        Spec(
            "The due day of a new holder or member is what an absence moves",
            "First the day of joining, then the absence.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on | population
            POL-1   | 1       | MH14@2013 | significant | 2024-02-01   | wards

            members
            population | from
            wards      | 2024-06-01

            absences
            from       | to
            2024-06-01 | 2024-08-01
            """,
            """
            on         | status      | reasons
            2024-08-01 | due         | signature_owed
            2024-08-02 | not_current | signature_overdue
            """,
        ),
        Spec(
            "An absence never moves an expiry",
            "The clock of the holding runs on.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            outcome | decided_on
            met     | 2023-01-01

            absences
            from       | to
            2023-06-01 | 2024-06-01
            """,
            """
            on         | status      | reasons | expires_on
            2024-01-30 | not_current | expired | 2024-01-01
            """,
        ),
    ),
)
