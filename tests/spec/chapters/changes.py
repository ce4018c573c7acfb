"""What changes ask of a holder."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "changes",
    "Changes",
    "A change is something new that practice must reflect, from its effective day: a policy "
    "version, guidance, a law in "
    "force, a safety alert, a new edition. Its class says what it asks.",
    (
        Spec(
            "significant: a signature within 28 days",
            "Owed up to and including the due day, overdue after it.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-03-01
            """,
            """
            on         | status      | reasons
            2024-02-29 | current     |
            2024-03-01 | due         | signature_owed
            2024-03-29 | due         | signature_owed
            2024-03-30 | not_current | signature_overdue
            """,
        ),
        Spec(
            "significant with due_on: that day",
            "Earlier or later than the usual one.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on | due_on
            POL-1   | 1       | MH14@2013 | significant | 2024-03-01   | 2024-03-05
            """,
            """
            on         | status      | reasons
            2024-03-05 | due         | signature_owed
            2024-03-06 | not_current | signature_overdue
            """,
        ),
        Spec(
            "major: a signature within 28 days, and showing within 3 months",
            "Owed and overdue may stand together.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class | effective_on
            POL-1   | 1       | MH14@2013 | major | 2024-03-01
            """,
            """
            on         | status      | reasons
            2024-03-29 | due         | showing_owed, signature_owed
            2024-03-30 | not_current | showing_owed, signature_overdue
            2024-06-01 | not_current | showing_owed, signature_overdue
            2024-06-02 | not_current | showing_overdue, signature_overdue
            """,
        ),
        Spec(
            "major with due_on: showing by that day, the signature still within 28 days",
            "The day given is for the showing.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class | effective_on | due_on
            POL-1   | 1       | MH14@2013 | major | 2024-03-01   | 2024-03-10
            """,
            """
            on         | status      | reasons
            2024-03-10 | due         | showing_owed, signature_owed
            2024-03-11 | not_current | showing_overdue, signature_owed
            2024-03-29 | not_current | showing_overdue, signature_owed
            2024-03-30 | not_current | showing_overdue, signature_overdue
            """,
        ),
        Spec(
            "Signing does not help showing",
            "What is owed to a major change is shown to an assessor.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01
            bridged | 2024-05-01

            changes
            subject | version | standard  | class | effective_on
            POL-1   | 1       | MH14@2013 | major | 2024-03-01

            signatures
            subject | version | signed_on
            POL-1   | 1       | 2024-03-10
            """,
            """
            on         | status  | reasons
            2024-03-09 | due     | showing_owed, signature_owed
            2024-03-10 | due     | showing_owed
            2024-05-01 | current |
            """,
        ),
        Spec(
            "bridging: within 12 months less a day",
            "A new edition. Signing does not help.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class    | effective_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-04-01

            signatures
            subject | version | signed_on
            ED-1    | 1       | 2024-04-01
            """,
            """
            on         | status      | reasons
            2024-04-01 | due         | bridging_owed
            2025-03-31 | due         | bridging_owed
            2025-04-01 | not_current | bridging_overdue
            """,
        ),
        Spec(
            "bridging with due_on: that day",
            "Such as the end of a longer transition.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class    | effective_on | due_on
            ED-1    | 1       | MH14@2013 | bridging | 2024-04-01   | 2025-06-30
            """,
            """
            on         | status      | reasons
            2025-06-30 | due         | bridging_owed
            2025-07-01 | not_current | bridging_overdue
            """,
        ),
        Spec(
            "minor: nothing",
            "It is worth telling, no more.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class | effective_on
            POL-1   | 1       | MH14@2013 | minor | 2024-03-01
            """,
            """
            on         | status
            2024-03-01 | current
            9999-12-31 | current
            """,
        ),
        Spec(
            "Practice that is not older owes nothing",
            "Assessed on the effective day is assessed on what it brought; the day before is not.",
            """
            decisions
            person | outcome | decided_on
            ann    | met     | 2024-03-01
            ben    | met     | 2024-02-29

            changes
            subject | version | standard  | class | effective_on
            POL-1   | 1       | MH14@2013 | major | 2024-03-01
            """,
            """
            person | on         | status  | reasons
            ann    | 2024-03-01 | current |
            ben    | 2024-03-01 | due     | showing_owed, signature_owed
            """,
        ),
        Spec(
            "A renewal shows it too",
            "Practice as of is the latest among all that took part since the holding opened.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01
            met     | 2024-05-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-03-01
            POL-2   | 1       | MH14@2013 | bridging    | 2024-03-01
            """,
            """
            on         | status      | reasons
            2024-04-30 | not_current | bridging_owed, signature_overdue
            2024-05-01 | current     |
            """,
        ),
        Spec(
            "A signature counts from its day, also from before the change takes effect",
            "People sign what was sent to them in good time.",
            """
            decisions
            person | outcome | decided_on
            ann    | met     | 2024-01-01
            ben    | met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-03-01

            signatures
            person | subject | version | signed_on
            ann    | POL-1   | 1       | 2024-02-01
            ben    | POL-1   | 1       | 2024-05-01
            """,
            """
            person | on         | status      | reasons
            ann    | 2024-03-01 | current     |
            ben    | 2024-04-30 | not_current | signature_overdue
            ben    | 2024-05-01 | current     |
            """,
        ),
        Spec(
            "A signature of the same or a later version, by number",
            "Version 10 is later than version 9. An earlier version or another subject is no signature.",
            """
            decisions
            person | outcome | decided_on
            ann    | met     | 2024-01-01
            ben    | met     | 2024-01-01
            cal    | met     | 2024-01-01
            dee    | met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 9       | MH14@2013 | significant | 2024-03-01

            signatures
            person | subject | version | signed_on
            ann    | POL-1   | 9       | 2024-03-02
            ben    | POL-1   | 10      | 2024-03-02
            cal    | POL-1   | 8       | 2024-03-02
            dee    | POL-2   | 9       | 2024-03-02
            """,
            """
            person | on         | status  | reasons
            ann    | 2024-03-02 | current |
            ben    | 2024-03-02 | current |
            cal    | 2024-03-02 | due     | signature_owed
            dee    | 2024-03-02 | due     | signature_owed
            """,
        ),
        Spec(
            "Withdrawn, a change asks nothing from that day",
            "Also what was overdue is no longer asked.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on | withdrawn_on
            POL-1   | 1       | MH14@2013 | significant | 2024-03-01   | 2024-06-01
            ALERT-1 | 1       | MH14@2013 | critical    | 2024-05-01   | 2024-06-01
            """,
            """
            on         | status      | reasons
            2024-04-30 | not_current | signature_overdue
            2024-05-31 | not_current | alert_unsigned, signature_overdue
            2024-06-01 | current     |
            """,
        ),
        Spec(
            "A change touches only the standards it names",
            "One row each.",
            """
            standards
            standard
            MH14@2013
            MH15@2013
            MH16@2013

            decisions
            standard  | outcome | decided_on
            MH14@2013 | met     | 2024-01-01
            MH15@2013 | met     | 2024-01-01
            MH16@2013 | met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-03-01
            POL-1   | 1       | MH15@2013 | significant | 2024-03-01
            """,
            """
            standard  | on         | status  | reasons
            MH14@2013 | 2024-03-01 | due     | signature_owed
            MH15@2013 | 2024-03-01 | due     | signature_owed
            MH16@2013 | 2024-03-01 | current |
            """,
        ),
        Spec(
            "Several changes can give the same reason, and owed and overdue together",
            "Each is shown once.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-02-01
            POL-2   | 1       | MH14@2013 | significant | 2024-03-01
            """,
            """
            on         | status      | reasons
            2024-02-29 | due         | signature_owed
            2024-03-01 | not_current | signature_overdue, signature_owed
            2024-03-30 | not_current | signature_overdue
            """,
        ),
    ),
)
