"""General decisions, and decisions in a context."""

from tests.spec.spec import Chapter, Spec

REQUIRED = """
            requirements
            role  | standard  | context      | from
            nurse | MH14@2013 |              | 2020-01-01
            nurse | MH14@2013 | forensic     | 2020-01-01
            nurse | MH14@2013 | older people | 2020-01-01

            assignments
            role  | from
            nurse | 2020-01-01
            """

CHAPTER = Chapter(
    "contexts",
    "Contexts",
    "A decision is general or made in one context. A pair in a context is met by decisions in "
    "it and by general ones; a "
    "general pair by general ones alone.",
    (
        Spec(
            "A general met counts in every context",
            "It was not limited to any.",
            REQUIRED
            + """
            decisions
            outcome | decided_on
            met     | 2024-01-01
            """,
            """
            on         | context      | status
            2024-01-01 |              | current
            2024-01-01 | forensic     | current
            2024-01-01 | older people | current
            """,
        ),
        Spec(
            "A met in one context is too narrow for the others",
            "Nor is it general. The reason says that something is held, and where it does not reach.",
            REQUIRED
            + """
            decisions
            outcome | decided_on | context
            met     | 2024-01-01 | forensic
            """,
            """
            on         | context      | status   | reasons
            2023-12-31 |              | not_held |
            2024-01-01 |              | not_held | context_too_narrow
            2024-01-01 | forensic     | current  |
            2024-01-01 | older people | not_held | context_too_narrow
            """,
        ),
        Spec(
            "Too narrow beside a claim",
            "Someone working towards it is in progress, with the same reason.",
            REQUIRED
            + """
            decisions
            outcome | decided_on | context
            met     | 2024-01-01 | forensic

            claims
            opened_on  | closed_on
            2024-02-01 | 2024-03-01
            """,
            """
            on         | context | status      | reasons
            2024-02-01 |         | in_progress | context_too_narrow
            2024-03-01 |         | not_held    | context_too_narrow
            """,
        ),
        Spec(
            "A holding that has expired elsewhere is still too narrow; a revoked one is not",
            "Open or expired, it is a holding.",
            REQUIRED
            + """
            standards
            standard  | validity_months | grace_days
            MH14@2013 | 12              | 0

            decisions
            outcome | decided_on | context
            met     | 2023-01-01 | forensic
            revoked | 2024-06-01 | forensic
            """,
            """
            on         | context      | status      | reasons            | expires_on
            2024-05-31 | forensic     | not_current | expired            | 2024-01-01
            2024-05-31 | older people | not_held    | context_too_narrow |
            2024-06-01 | forensic     | not_current | revoked            |
            2024-06-01 | older people | not_held    |                    |
            """,
        ),
        Spec(
            "A met in effect later is too narrow from then on",
            "A decision not in effect holds nothing anywhere.",
            REQUIRED
            + """
            decisions
            outcome | decided_on | held_from  | context
            met     | 2024-01-01 | 2024-02-01 | forensic
            """,
            """
            on         | status   | reasons
            2024-01-31 | not_held |
            2024-02-01 | not_held | context_too_narrow
            """,
        ),
        Spec(
            "In a context, general and own decisions are one walk",
            "The own one renews the general one there, and there alone.",
            REQUIRED
            + """
            standards
            standard  | validity_months
            MH14@2013 | 12

            decisions
            outcome | decided_on | context
            met     | 2024-01-01 |
            met     | 2024-12-01 | forensic
            """,
            """
            on         | context      | status | reasons  | expires_on
            2024-12-01 |              | due    | expiring | 2025-01-01
            2024-12-01 | older people | due    | expiring | 2025-01-01
            2024-10-03 | forensic     | due    | expiring | 2025-01-01
            2025-01-01 | forensic     | current |         | 2026-01-01
            """,
        ),
        Spec(
            "A revocation in one context leaves the other named contexts standing",
            "But not the general pair: whoever may not in one context cannot be said to in general.",
            REQUIRED
            + """
            decisions
            outcome | decided_on | context
            met     | 2024-01-01 |
            revoked | 2024-03-01 | forensic
            """,
            """
            on         | context      | status      | reasons
            2024-03-01 | forensic     | not_current | revoked
            2024-03-01 |              | not_current | revoked
            2024-03-01 | older people | current     |
            """,
        ),
        Spec(
            "A later general met restores all",
            "In the context revoked, and in general.",
            REQUIRED
            + """
            decisions
            outcome | decided_on | context
            met     | 2024-01-01 |
            revoked | 2024-03-01 | forensic
            met     | 2024-04-01 |
            """,
            """
            on         | context  | status
            2024-04-01 | forensic | current
            2024-04-01 |          | current
            """,
        ),
        Spec(
            "A later met in the context restores that context alone",
            "The general pair needs a general decision.",
            REQUIRED
            + """
            decisions
            outcome | decided_on | context
            met     | 2024-01-01 |
            revoked | 2024-03-01 | forensic
            met     | 2024-04-01 | forensic
            """,
            """
            on         | context  | status      | reasons
            2024-04-01 | forensic | current     |
            2024-04-01 |          | not_current | revoked
            """,
        ),
        Spec(
            "A general revocation ends every context",
            "Also what was met in the context itself.",
            REQUIRED
            + """
            decisions
            outcome | decided_on | context
            met     | 2024-01-01 | forensic
            revoked | 2024-03-01 |
            """,
            """
            on         | context      | status      | reasons
            2024-03-01 | forensic     | not_current | revoked
            2024-03-01 |              | not_held    |
            2024-03-01 | older people | not_held    |
            """,
        ),
    ),
)
