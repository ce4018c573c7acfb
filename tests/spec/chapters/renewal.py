"""What a renewal makes of the expiry."""

from tests.spec.spec import Chapter, Spec


def _renewed(title: str, rule: str, days: list[str], expires_on: str) -> Spec:
    """A spec of one question: a validity of 12 months, a met on each day, and the expiry they lead to."""
    facts = [
        "standards",
        "standard | validity_months",
        "MH14@2013 | 12",
        "",
        "decisions",
        "outcome | decided_on",
    ]
    facts += [f"met | {day}" for day in days]
    return Spec(
        title, rule, "\n".join(facts), f"on | status | expires_on\n2025-02-05 | current | {expires_on}"
    )


CHAPTER = Chapter(
    "renewal",
    "Renewing",
    "A `met` while a holding is open renews it. In the last 90 days before the expiry the "
    "anniversary is kept, so that "
    "nobody loses days by being early; otherwise the clock runs from the new decision, and the "
    "expiry never moves back.",
    (
        _renewed(
            "On the first of the last 90 days the anniversary is kept",
            "The expiry, 30 January 2025, is 90 days after 1 November 2024.",
            ["2024-01-30", "2024-11-01"],
            "2026-01-30",
        ),
        _renewed(
            "A day before them the clock runs from the decision",
            "91 days before the expiry is too early to keep the anniversary.",
            ["2024-01-30", "2024-10-31"],
            "2025-10-31",
        ),
        _renewed(
            "On the expiry day the anniversary is kept",
            "The person is current on that day, and on time.",
            ["2024-01-30", "2025-01-30"],
            "2026-01-30",
        ),
        _renewed(
            "In grace the clock runs from the decision",
            "The anniversary is not kept after the expiry.",
            ["2024-01-30", "2025-01-31"],
            "2026-01-31",
        ),
        _renewed(
            "A renewal entered again on the next day gains nothing",
            "The expiry has moved a year on, so the second is early, and would end sooner: the "
            "later day stands.",
            ["2024-01-30", "2024-12-30", "2024-12-31"],
            "2026-01-30",
        ),
        _renewed(
            "Just before the last 90 days and just in them",
            "The first renewal moved the expiry, so the second is far from it.",
            ["2024-01-30", "2024-10-31", "2024-11-01"],
            "2025-11-01",
        ),
        Spec(
            "With a validity shorter than the last 90 days the anniversary is not kept",
            "The governing `met` must have been decided before they began, and two months are "
            "shorter than they are.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 2

            decisions
            outcome | decided_on
            met     | 2024-12-20
            met     | 2025-01-20
            """,
            """
            on         | status | reasons  | expires_on
            2025-01-20 | due    | expiring | 2025-03-20
            """,
        ),
        Spec(
            "The anniversary is kept only for a met from before the last 90 days",
            "Decided on the first of them, the governing `met` is itself as fresh as a renewal.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            person | outcome | decided_on | expires_on
            ann    | met     | 2024-01-01 | 2024-03-31
            ann    | met     | 2024-03-01 |
            ben    | met     | 2023-12-31 | 2024-03-31
            ben    | met     | 2024-03-01 |
            """,
            """
            person | on         | status  | expires_on
            ann    | 2024-03-01 | current | 2025-03-01
            ben    | 2024-03-01 | current | 2025-03-31
            """,
        ),
        Spec(
            "The expiry never moves back by a renewal",
            "A shorter rule, begun since, would end sooner: the later day stands.",
            """
            standards
            standard  | rule_from  | validity_months
            MH14@2013 |            | 36
            MH14@2013 | 2024-06-01 | 12

            decisions
            outcome | decided_on
            met     | 2024-01-01
            met     | 2024-07-01
            """,
            """
            on         | status  | expires_on
            2024-07-01 | current | 2027-01-01
            """,
        ),
        Spec(
            "An expires_on given moves it wherever it says",
            "Also back: an assessor who states a day means it.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 36

            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-01 |
            met     | 2024-07-01 | 2025-01-01
            """,
            """
            on         | status  | expires_on
            2024-07-01 | current | 2025-01-01
            """,
        ),
        Spec(
            "A renewal keeps the anniversary of an expiry that was given",
            "The expiry so far is what counts, however it came about.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-01 | 2024-08-31
            met     | 2024-08-01 |
            """,
            """
            on         | status  | expires_on
            2024-08-01 | current | 2025-08-31
            """,
        ),
        Spec(
            "Renewed under a rule without validity, the expiry goes",
            "It never expires from then on.",
            """
            standards
            standard  | rule_from  | validity_months
            MH14@2013 |            | 12
            MH14@2013 | 2024-06-01 |

            decisions
            outcome | decided_on
            met     | 2024-01-01
            met     | 2024-07-01
            """,
            """
            on         | status  | expires_on
            2024-06-30 | current | 2025-01-01
            2024-07-01 | current |
            """,
        ),
        Spec(
            "An expiry of none renewed under a rule that has one",
            "The clock runs from the decision.",
            """
            standards
            standard  | rule_from  | validity_months
            MH14@2013 |            |
            MH14@2013 | 2024-06-01 | 12

            decisions
            outcome | decided_on
            met     | 2024-01-01
            met     | 2024-07-01
            """,
            """
            on         | status  | expires_on
            2024-06-30 | current |
            2024-07-01 | current | 2025-07-01
            """,
        ),
        Spec(
            "Once kept, the anniversary is not kept again within the same 90 days",
            "The met that governs is the newest, and that is the one that has to lie before them.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 2

            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-01 | 2024-06-01
            met     | 2024-05-20 |
            met     | 2024-05-25 |
            """,
            """
            on         | status | reasons  | expires_on
            2024-05-20 | due    | expiring | 2024-08-01
            2024-05-25 | due    | expiring | 2024-08-01
            """,
        ),
        Spec(
            "Whether a met renews is said by the grace of the one before it",
            "Not by its own: without grace then, the holding had lapsed, and what was shown in it is not taken over.",
            """
            standards
            standard  | rule_from  | validity_months | grace_days
            MH14@2013 |            | 12              | 0
            MH14@2013 | 2024-06-01 | 12              | 28

            decisions
            outcome | decided_on | practice_as_of
            met     | 2023-06-10 |
            bridged | 2024-06-10 |
            met     | 2024-06-11 | 2024-04-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-05-01
            """,
            """
            on         | status      | reasons           | expires_on
            2024-06-10 | due         | expiring          | 2024-06-10
            2024-06-11 | due         | signature_owed    | 2025-06-11
            2024-06-12 | not_current | signature_overdue | 2025-06-11
            """,
        ),
        Spec(
            "The newest met gives the grace, and decides whether the next renews",
            "In effect later or not: 28 days of grace have become 0, so the last decision opens "
            "a new holding.",
            """
            standards
            standard  | rule_from  | validity_months | grace_days
            MH14@2013 |            | 12              | 28
            MH14@2013 | 2024-06-01 | 1               | 0

            decisions
            outcome | decided_on | practice_as_of
            met     | 2024-01-01 |
            met     | 2025-01-10 |
            met     | 2025-02-11 | 2024-12-01

            changes
            subject | version | standard  | class | effective_on
            POL-1   | 1       | MH14@2013 | major | 2025-01-05
            """,
            """
            on         | status | reasons                                | expires_on
            2025-02-10 | due    | expiring                               | 2025-02-10
            2025-02-11 | due    | expiring, showing_owed, signature_owed | 2025-03-11
            """,
        ),
    ),
)
