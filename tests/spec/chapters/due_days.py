"""Due days that begin later: new holders and new members."""

from tests.spec.spec import Chapter, Spec

CHAPTER = Chapter(
    "due-days",
    "Due days of new holders and new members",
    "A due day is never before the day the holding came into effect, nor before the day the "
    "person joined the population "
    "that the change asks: on that day it is still owed.",
    (
        Spec(
            "Not before the holding came into effect",
            "Evidence from before the change, a decision after the due day: owed on the first "
            "day, overdue on the next.",
            """
            decisions
            outcome | decided_on | practice_as_of | held_from
            met     | 2024-06-01 | 2024-01-01     | 2024-06-10

            changes
            subject | version | standard  | class | effective_on
            POL-1   | 1       | MH14@2013 | major | 2024-02-01
            """,
            """
            on         | status      | reasons
            2024-06-09 | not_held    |
            2024-06-10 | due         | showing_owed, signature_owed
            2024-06-11 | not_current | showing_overdue, signature_overdue
            """,
        ),
        Spec(
            "The holding came into effect with the earliest held_from among its mets",
            "A decision released early brings the whole holding forward; a renewal never puts it off.",
            """
            decisions
            person | outcome | decided_on | practice_as_of | held_from
            ann    | met     | 2024-05-01 | 2024-01-01     | 2024-06-10
            ann    | met     | 2024-05-20 | 2024-01-01     | 2024-05-25
            ben    | met     | 2024-05-01 | 2024-01-01     |
            ben    | met     | 2024-05-20 | 2024-01-01     |

            changes
            subject | version | standard  | class       | effective_on
            POL-1   | 1       | MH14@2013 | significant | 2024-02-01
            """,
            """
            person | on         | status      | reasons
            ann    | 2024-05-25 | due         | signature_owed
            ann    | 2024-05-26 | not_current | signature_overdue
            ann    | 2024-06-10 | not_current | signature_overdue
            ben    | 2024-05-01 | due         | signature_owed
            ben    | 2024-05-20 | not_current | signature_overdue
            """,
        ),
        Spec(
            "A change with a population asks only its members, on their days",
            "Someone else owes nothing, and a member nothing after leaving.",
            """
            decisions
            person | outcome | decided_on
            ann    | met     | 2024-01-01
            ben    | met     | 2024-01-01
            cal    | met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on | population
            POL-1   | 1       | MH14@2013 | significant | 2024-02-01   | wards

            members
            person | population | from       | to
            ann    | wards      | 2024-01-01 | 2024-04-01
            cal    | clinics    | 2024-01-01 |
            """,
            """
            person | on         | status      | reasons
            ann    | 2024-02-29 | due         | signature_owed
            ann    | 2024-03-31 | not_current | signature_overdue
            ann    | 2024-04-01 | current     |
            ben    | 2024-03-31 | current     |
            cal    | 2024-03-31 | current     |
            """,
        ),
        Spec(
            "An alert for a population too",
            "From the day of joining.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class    | effective_on | population
            ALERT-1 | 1       | MH14@2013 | critical | 2024-02-01   | wards

            members
            population | from       | to
            wards      | 2024-03-01 | 2024-04-01
            """,
            """
            on         | status      | reasons
            2024-02-29 | current     |
            2024-03-01 | not_current | alert_unsigned
            2024-04-01 | current     |
            """,
        ),
        Spec(
            "Not before the day of joining",
            "Joining after the due day, the first day is still owed.",
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
            """,
            """
            on         | status      | reasons
            2024-05-31 | current     |
            2024-06-01 | due         | signature_owed
            2024-06-02 | not_current | signature_overdue
            """,
        ),
        Spec(
            "Joined again after a gap, the day of joining is the new one",
            "It is the membership that covers the day which counts.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on | population
            POL-1   | 1       | MH14@2013 | significant | 2024-02-01   | wards

            members
            population | from       | to
            wards      | 2024-01-01 | 2024-05-01
            wards      | 2024-06-01 |
            """,
            """
            on         | status      | reasons
            2024-04-30 | not_current | signature_overdue
            2024-05-31 | current     |
            2024-06-01 | due         | signature_owed
            2024-06-02 | not_current | signature_overdue
            """,
        ),
        Spec(
            "Touching or overlapping memberships are one",
            "Leaving a ward for the next on the same day is no new start.",
            """
            decisions
            person | outcome | decided_on
            ann    | met     | 2024-01-01
            ben    | met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on | population
            POL-1   | 1       | MH14@2013 | significant | 2024-02-01   | wards

            members
            person | population | from       | to
            ann    | wards      | 2024-01-01 | 2024-06-01
            ann    | wards      | 2024-06-01 |
            ben    | wards      | 2024-05-01 |
            ben    | wards      | 2024-01-01 | 2024-06-01
            """,
            """
            person | on         | status      | reasons
            ann    | 2024-06-01 | not_current | signature_overdue
            ben    | 2024-06-01 | not_current | signature_overdue
            """,
        ),
        Spec(
            "A membership of another population is no part of it",
            "Coming from the clinics, the day of joining the wards is the day of joining.",
            """
            decisions
            outcome | decided_on
            met     | 2024-01-01

            changes
            subject | version | standard  | class       | effective_on | population
            POL-1   | 1       | MH14@2013 | significant | 2024-02-01   | wards

            members
            population | from       | to
            clinics    | 2024-01-01 | 2024-06-01
            wards      | 2024-06-01 |
            """,
            """
            on         | status      | reasons
            2024-05-31 | current     |
            2024-06-01 | due         | signature_owed
            2024-06-02 | not_current | signature_overdue
            """,
        ),
    ),
)
