"""The roles, what each may do and see, and over whom: one table, and the only one.

A role is granted to an account for a unit (and the units below it) or for the whole service. `OWN` is the
account's own record, `UNIT` the people of the units granted, `SERVICE` everyone.
"""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    ROTA_MAKER = "rota_maker"
    ASSESSOR = "assessor"
    INTERNAL_VERIFIER = "internal_verifier"
    CLINICAL_LEAD = "clinical_lead"
    POLICY_AUTHOR = "policy_author"
    FRAMEWORK_STEWARD = "framework_steward"
    WORKFORCE_LEAD = "workforce_lead"
    LEARNING_LEAD = "learning_lead"
    INFORMATION_GOVERNANCE_LEAD = "information_governance_lead"
    CONTRIBUTOR = "contributor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        """The role as it is written in a sentence."""
        return self.value.replace("_", " ").replace("information governance", "information-governance")


class Scope(StrEnum):
    OWN = "own"
    UNIT = "unit"
    SERVICE = "service"


class Ability(StrEnum):
    """What can be done or seen. The value is how a refusal says it: "You cannot ..."."""

    SEE_CATALOGUE = "look at the catalogue"
    SEE_PROFILES = "look at role profiles"
    SEE_RECORD = "see this person's record"
    SEE_NOT_YET = "see decisions of not yet met about this person"
    SEE_TEAM = "see this team"
    SIGN_CHANGE = "sign this change"
    RECORD_DECISION = "record a decision about this person"
    CORRECT_DECISION = "correct a decision about this person"
    MANAGE_PEOPLE = "change where this person works, or when they are away"
    OPEN_CLAIM = "open or close a claim for this person"
    SEE_CLAIMS = "see how this person’s claims stand"
    ADD_EVIDENCE = "add evidence about this person"
    ALLOCATE_CLAIM = "say who assesses this person’s claims"
    KEEP_CRITERIA = "enter the criteria of a standard"
    SETTLE_IDENTIFIABLE = "settle what may identify a person who uses services"
    APPOINT_ASSESSORS = "appoint this assessor, or end an appointment"
    KEEP_ASSESSORS = "say how far this assessor has come"
    VERIFY = "verify decisions about this person"
    SEE_VERIFICATION = "look at sampling and verification"
    APPEAL = "appeal against this decision"
    SIT_ON_PANEL = "decide this appeal on the panel"
    SUSPEND = "suspend this person, or end a suspension"
    RESTRICT = "restrict what this person does, or end a restriction"
    SEE_LIMITS = "see the limits of what this person does"
    OBSERVE = "record what was observed of this person’s practice"
    SEE_POLICIES = "look at policies"
    KEEP_POLICIES = "keep policies, or propose a change"
    AGREE_CHANGE = "agree the class of a change"
    SET_FEEDS = "set where feeds of guidance and law are fetched from"
    ISSUE_CHANGE = "put a change into force"
    SET_REFRESH_RULES = "set refresh rules"
    EDIT_PROFILES = "change role profiles"
    ISSUE_DOCUMENTS = "issue job descriptions"
    KEEP_TEMPLATES = "change the template of job descriptions"
    IMPORT_SOURCES = "import a source document"
    KEEP_CATALOGUE = "add revisions or standards to the catalogue"
    SEE_REVISIONS = "look at revisions of the standards"
    EDIT_CROSSWALKS = "change the crosswalk of a revision"
    APPROVE_CROSSWALKS = "approve the crosswalk of a revision"
    ADOPT_REVISION = "adopt a revision, or undo it"
    REHEARSE = "rehearse what a change would do to these people"
    KEEP_LOCAL_COMPETENCES = "add or describe local competences"
    IMPORT_RECORDS = "bring in a spreadsheet of what people hold"
    KEEP_PEOPLE = "add or rename people and posts"
    ADD_STARTERS = "add starters to this unit"
    END_ACCESS = "record that this person leaves, or end their access"
    MERGE_RECORDS = "merge or split two records of one person"
    MANAGE_SERVICE = "manage accounts and units"
    SEE_AUDIT = "see the audit trail"
    ISSUE_STATEMENT = "issue a statement of competence about this person"
    SEE_PROPOSALS = "look at what is decided together"
    RUN_PROPOSALS = "open or run what is decided together"
    KEEP_CONSTITUENCIES = "say who is in the groups that decide together"
    SEE_MESSAGES = "see what messages are sent, and to whom"
    ERASE_WORDS = "erase words from the audit trail"
    SEE_COVER = "see who can work"
    KEEP_ROTAS = "keep rotas"
    SET_COVER_RULES = "set cover rules"
    KEEP_REGISTRATIONS = "record the professional registration of this person"


EVERYONE = tuple(Role)

WHO_MAY: Mapping[Ability, Mapping[Role, Scope]] = {
    Ability.SEE_CATALOGUE: dict.fromkeys(EVERYONE, Scope.SERVICE),
    Ability.SEE_PROFILES: dict.fromkeys(EVERYONE, Scope.SERVICE),
    Ability.SEE_RECORD: {
        Role.PRACTITIONER: Scope.OWN,
        Role.MANAGER: Scope.UNIT,
        Role.ASSESSOR: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
        Role.AUDITOR: Scope.SERVICE,
    },
    Ability.SEE_NOT_YET: {
        Role.PRACTITIONER: Scope.OWN,
        Role.MANAGER: Scope.UNIT,
        Role.ASSESSOR: Scope.UNIT,
        Role.INTERNAL_VERIFIER: Scope.UNIT,
    },
    Ability.SEE_TEAM: {
        Role.MANAGER: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
        Role.AUDITOR: Scope.SERVICE,
    },
    Ability.SIGN_CHANGE: {Role.PRACTITIONER: Scope.OWN},
    Ability.RECORD_DECISION: {Role.ASSESSOR: Scope.UNIT},
    Ability.CORRECT_DECISION: {Role.ASSESSOR: Scope.UNIT, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.MANAGE_PEOPLE: {Role.MANAGER: Scope.UNIT, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.OPEN_CLAIM: {
        Role.PRACTITIONER: Scope.OWN,
        Role.MANAGER: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.SEE_CLAIMS: {
        Role.PRACTITIONER: Scope.OWN,
        Role.MANAGER: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.ADD_EVIDENCE: {Role.PRACTITIONER: Scope.OWN},
    Ability.ALLOCATE_CLAIM: {Role.MANAGER: Scope.UNIT, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.KEEP_CRITERIA: {Role.FRAMEWORK_STEWARD: Scope.SERVICE, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.SETTLE_IDENTIFIABLE: {Role.INFORMATION_GOVERNANCE_LEAD: Scope.SERVICE},
    Ability.APPOINT_ASSESSORS: {
        Role.INTERNAL_VERIFIER: Scope.UNIT,
        Role.CLINICAL_LEAD: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.KEEP_ASSESSORS: {Role.INTERNAL_VERIFIER: Scope.UNIT, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.VERIFY: {Role.INTERNAL_VERIFIER: Scope.UNIT},
    Ability.SEE_VERIFICATION: {
        Role.INTERNAL_VERIFIER: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
        Role.AUDITOR: Scope.SERVICE,
    },
    Ability.APPEAL: {Role.PRACTITIONER: Scope.OWN},
    Ability.SIT_ON_PANEL: {Role.CLINICAL_LEAD: Scope.UNIT, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.SUSPEND: {
        Role.MANAGER: Scope.UNIT,
        Role.CLINICAL_LEAD: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.RESTRICT: {Role.MANAGER: Scope.UNIT, Role.CLINICAL_LEAD: Scope.UNIT},
    Ability.SEE_LIMITS: {
        Role.PRACTITIONER: Scope.OWN,
        Role.MANAGER: Scope.UNIT,
        Role.ROTA_MAKER: Scope.UNIT,
        Role.CLINICAL_LEAD: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.OBSERVE: {Role.MANAGER: Scope.UNIT, Role.ASSESSOR: Scope.UNIT},
    Ability.SEE_POLICIES: dict.fromkeys(EVERYONE, Scope.SERVICE),
    Ability.KEEP_POLICIES: {Role.POLICY_AUTHOR: Scope.SERVICE},
    Ability.AGREE_CHANGE: {Role.CLINICAL_LEAD: Scope.UNIT},
    Ability.SET_FEEDS: {Role.ADMINISTRATOR: Scope.SERVICE},
    Ability.ISSUE_CHANGE: {Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.SET_REFRESH_RULES: {Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.EDIT_PROFILES: {Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.ISSUE_DOCUMENTS: {Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.KEEP_TEMPLATES: {Role.WORKFORCE_LEAD: Scope.SERVICE, Role.ADMINISTRATOR: Scope.SERVICE},
    Ability.IMPORT_SOURCES: {Role.FRAMEWORK_STEWARD: Scope.SERVICE},
    Ability.KEEP_CATALOGUE: {Role.FRAMEWORK_STEWARD: Scope.SERVICE},
    Ability.SEE_REVISIONS: dict.fromkeys(EVERYONE, Scope.SERVICE),
    Ability.EDIT_CROSSWALKS: {Role.FRAMEWORK_STEWARD: Scope.SERVICE},
    Ability.APPROVE_CROSSWALKS: {Role.FRAMEWORK_STEWARD: Scope.SERVICE, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.ADOPT_REVISION: {Role.FRAMEWORK_STEWARD: Scope.SERVICE},
    Ability.REHEARSE: {
        Role.MANAGER: Scope.UNIT,
        Role.FRAMEWORK_STEWARD: Scope.SERVICE,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.KEEP_LOCAL_COMPETENCES: {
        Role.FRAMEWORK_STEWARD: Scope.SERVICE,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.IMPORT_RECORDS: {Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.KEEP_PEOPLE: {Role.WORKFORCE_LEAD: Scope.SERVICE, Role.ADMINISTRATOR: Scope.SERVICE},
    Ability.ADD_STARTERS: {Role.MANAGER: Scope.UNIT, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.END_ACCESS: {Role.MANAGER: Scope.UNIT, Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.MERGE_RECORDS: {Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.MANAGE_SERVICE: {Role.ADMINISTRATOR: Scope.SERVICE},
    Ability.SEE_AUDIT: {Role.AUDITOR: Scope.SERVICE, Role.ADMINISTRATOR: Scope.SERVICE},
    Ability.ISSUE_STATEMENT: {
        Role.PRACTITIONER: Scope.OWN,
        Role.MANAGER: Scope.UNIT,
        Role.ASSESSOR: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.SEE_PROPOSALS: dict.fromkeys(EVERYONE, Scope.SERVICE),
    Ability.RUN_PROPOSALS: {
        Role.WORKFORCE_LEAD: Scope.SERVICE,
        Role.FRAMEWORK_STEWARD: Scope.SERVICE,
        Role.POLICY_AUTHOR: Scope.SERVICE,
    },
    Ability.KEEP_CONSTITUENCIES: {Role.WORKFORCE_LEAD: Scope.SERVICE},
    Ability.SEE_MESSAGES: {Role.WORKFORCE_LEAD: Scope.SERVICE, Role.ADMINISTRATOR: Scope.SERVICE},
    Ability.ERASE_WORDS: {Role.INFORMATION_GOVERNANCE_LEAD: Scope.SERVICE},
    Ability.SEE_COVER: {
        Role.MANAGER: Scope.UNIT,
        Role.ROTA_MAKER: Scope.UNIT,
        Role.CLINICAL_LEAD: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
        Role.AUDITOR: Scope.SERVICE,
    },
    Ability.KEEP_ROTAS: {
        Role.MANAGER: Scope.UNIT,
        Role.ROTA_MAKER: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.SET_COVER_RULES: {
        Role.MANAGER: Scope.UNIT,
        Role.CLINICAL_LEAD: Scope.UNIT,
        Role.WORKFORCE_LEAD: Scope.SERVICE,
    },
    Ability.KEEP_REGISTRATIONS: {Role.MANAGER: Scope.UNIT, Role.WORKFORCE_LEAD: Scope.SERVICE},
}
"""Who may do what, and over whom. A role that is not named in a row may not."""

UNIT_ROLES = frozenset(
    {Role.MANAGER, Role.ROTA_MAKER, Role.ASSESSOR, Role.INTERNAL_VERIFIER, Role.CLINICAL_LEAD}
)
"""The roles that are granted for a unit or, without one, for the whole service. The others are never for a
unit: an administrator of one ward, say, would have a power that the table gives over everyone.
"""
