"""How a holding opens, renews and closes."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "holding",
    "Opening a holding",
    "For a pair and a day, the decisions in effect are walked in order. The first `met` opens a "
    "holding; later ones renew "
    "it; a `revoked` ends it.",
    (
        Spec(
            "Nothing is held before the first met",
            "The day it is decided is the first.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 24

            decisions
            outcome | decided_on
            met     | 2024-01-15
            """,
            """
            on         | status   | expires_on
            2024-01-14 | not_held |
            2024-01-15 | current  | 2026-01-15
            """,
        ),
        Spec(
            "A decision is in effect from held_from",
            "Its clock still runs from the day it was decided.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 24

            decisions
            outcome | decided_on | held_from
            met     | 2024-01-15 | 2024-02-01
            """,
            """
            on         | status   | expires_on
            2024-01-31 | not_held |
            2024-02-01 | current  | 2026-01-15
            """,
        ),
        Spec(
            "Without validity a holding never expires",
            "It has no expiry day.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-15
            """,
            """
            on         | status
            2024-01-15 | current
            9999-12-31 | current
            """,
        ),
        Spec(
            "expires_on is stronger than validity",
            "Shorter or longer, or where the standard never expires.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 24
            MH15@2013 |

            decisions
            person | standard  | outcome | decided_on | expires_on
            ann    | MH14@2013 | met     | 2024-01-15 | 2024-12-31
            ben    | MH14@2013 | met     | 2024-01-15 | 2030-01-15
            cal    | MH15@2013 | met     | 2024-01-15 | 2024-12-31
            """,
            """
            person | standard  | on         | status  | expires_on
            ann    | MH14@2013 | 2024-01-15 | current | 2024-12-31
            ben    | MH14@2013 | 2024-01-15 | current | 2030-01-15
            cal    | MH15@2013 | 2024-01-15 | current | 2024-12-31
            """,
        ),
        Spec(
            "A met may expire on the day it is decided",
            "The person is current on the expiry day.",
            """
            decisions
            outcome | decided_on | expires_on
            met     | 2024-01-15 | 2024-01-15
            """,
            """
            on         | status | reasons  | expires_on
            2024-01-15 | due    | expiring | 2024-01-15
            2024-01-16 | grace  | in_grace | 2024-01-15
            """,
        ),
        Spec(
            "not_yet changes nothing",
            "It is neutral, before a met and after it.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 24

            decisions
            outcome | decided_on
            not_yet | 2024-01-01
            met     | 2024-01-15
            not_yet | 2024-02-01
            """,
            """
            on         | status   | expires_on
            2024-01-14 | not_held |
            2024-02-01 | current  | 2026-01-15
            """,
        ),
        Spec(
            "Until the last day of grace a met renews; after it, a new holding opens",
            "A new holding forgets how far practice was shown before: here the change of June "
            "is owed again, for the "
            "assessor looked at evidence of May.",
            """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 12              | 28

            decisions
            person | outcome | decided_on | practice_as_of
            ann    | met     | 2023-01-01 |
            ann    | bridged | 2023-07-01 |
            ann    | met     | 2024-01-29 | 2023-05-01
            ben    | met     | 2023-01-01 |
            ben    | bridged | 2023-07-01 |
            ben    | met     | 2024-01-30 | 2023-05-01

            changes
            subject | version | standard  | class    | effective_on | due_on
            ED-1    | 1       | MH14@2013 | bridging | 2023-06-01   | 2024-05-31
            """,
            """
            person | on         | status  | reasons       | expires_on
            ann    | 2024-02-01 | current |               | 2025-01-29
            ben    | 2024-02-01 | due     | bridging_owed | 2025-01-30
            """,
        ),
        Spec(
            "The walk follows the day of the decision, not of its effect",
            "The older decision, released later, is still walked first: the newer one renews it.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            outcome | decided_on | held_from
            met     | 2024-01-01 | 2024-12-20
            met     | 2024-12-01 |
            """,
            """
            on         | status  | expires_on
            2024-12-19 | current | 2025-12-01
            2024-12-20 | current | 2026-01-01
            """,
        ),
        Spec(
            "Within a day met comes first, then bridged, then revoked",
            "Whatever their ids: here the revocation ends what the others began.",
            """
            decisions
            decision | outcome | decided_on
            1        | revoked | 2024-01-15
            2        | bridged | 2024-01-15
            3        | met     | 2024-01-15
            """,
            """
            on         | status      | reasons
            2024-01-15 | not_current | revoked
            """,
        ),
        Spec(
            "A bridged of the same day finds the holding open",
            "Practice is shown up to the change, though the met rests on older evidence.",
            """
            decisions
            decision | outcome | decided_on | practice_as_of
            1        | bridged | 2024-03-15 |
            2        | met     | 2024-03-15 | 2024-01-15

            changes
            subject | version | standard  | class    | effective_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-03-01
            """,
            """
            on         | status
            2024-03-15 | current
            """,
        ),
        Spec(
            "Within a day, a met with an expiry is walked after one without",
            "So the stated day wins over the usual validity.",
            """
            standards
            standard  | validity_months
            MH14@2013 | 24

            decisions
            decision | outcome | decided_on | expires_on
            1        | met     | 2024-01-15 | 2024-12-31
            2        | met     | 2024-01-15 |
            """,
            """
            on         | status  | expires_on
            2024-01-15 | current | 2024-12-31
            """,
        ),
        Spec(
            "Within a day, the earliest expiry is walked last",
            "So the earliest stated day wins.",
            """
            decisions
            decision | outcome | decided_on | expires_on
            1        | met     | 2024-01-15 | 2024-12-31
            2        | met     | 2024-01-15 | 2025-12-31
            """,
            """
            on         | status  | expires_on
            2024-01-15 | current | 2024-12-31
            """,
        ),
    ),
)
