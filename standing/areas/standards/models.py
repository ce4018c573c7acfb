"""The catalogue as tables: suites, standards by edition, what sources say of them, revisions and their crosswalks.

Texts that come from documents are kept whole, however long: no column cuts a title or a sentence.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from standing.core.catalogue import LOCAL
from standing.core.rules.carry_over import TREATMENTS


class CatalogueVersion(models.Model):
    """The one row that says which catalogue this is: another word after every write.

    So a reader that holds the catalogue in memory knows when it is old.
    """

    version = models.CharField(max_length=32)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="catalogue_has_one_version"),)


class SourceDocument(models.Model):
    """A file that was imported, by its digest, so that the same file is known again."""

    sha256 = models.CharField(max_length=64, unique=True)
    format = models.CharField(max_length=50)
    file = models.TextField()
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ("-imported_at",)


class StagedSource(models.Model):
    """A file somebody sent to look at before it is imported. Only that account can go on with it; it is kept a day."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file = models.TextField()
    content = models.BinaryField()
    staged_at = models.DateTimeField()


class Suite(models.Model):
    """A group of standards, and who keeps it."""

    code = models.CharField(max_length=30, unique=True)
    name = models.TextField()
    alias_prefix = models.CharField(
        max_length=20, blank=True, help_text="letters its codes are also met with in front"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Standard(models.Model):
    """One edition of a National Occupational Standard, or of a local competence; `id` is `CODE@EDITION`."""

    id = models.CharField(max_length=60, primary_key=True)
    code = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    title = models.TextField()
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="standards")
    summary = models.TextField(blank=True, help_text="one sentence in our own words")
    facets = models.JSONField(default=dict, help_text="facet name to list of values")
    note = models.TextField(blank=True)
    source = models.TextField(help_text="the document and row this comes from")
    order = models.PositiveIntegerField(help_text="place in the catalogue")

    class Meta:
        ordering = ("order",)
        indexes = (models.Index(fields=("code",), name="standard_by_code"),)
        constraints = (
            models.UniqueConstraint(fields=("code", "edition"), name="standard_code_and_edition_once"),
            models.CheckConstraint(condition=~Q(title=""), name="standard_has_a_title"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.title}"

    @property
    def is_local(self) -> bool:
        """Whether it is the service's own competence rather than a national standard. Reads the suite: select it."""
        return self.suite.code == LOCAL


class Alias(models.Model):
    """Another way the standard is written somewhere."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("standard", "text"), name="alias_of_a_standard_once"),)


class StatementOfStatus(models.Model):
    """What a source says of a standard, as of a day. Two sources may disagree; both statements stand."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="statements_of_status")
    status = models.CharField(max_length=40)
    source = models.CharField(max_length=300)
    as_of = models.DateField(help_text="the last day of the period by which the source is dated")
    printed = models.CharField(max_length=100, blank=True, help_text="the date as the source gives it")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("standard", "source", "as_of"), name="one_statement_a_source_and_day"
            ),
            models.CheckConstraint(
                condition=~Q(status="") & ~Q(source=""), name="statement_names_status_and_source"
            ),
        )


class OtherTitle(models.Model):
    """The title that another source prints for a standard, in other words than the catalogue's."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="other_titles")
    source = models.CharField(max_length=300)
    title = models.TextField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("standard", "source"), name="other_title_a_source_once"),
        )


class CompetencyList(models.Model):
    """A numbered list of competencies that can be recognised again; its entries say which standard a number means."""

    name = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    as_of = models.DateField()
    printed = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("id",)


class CompetencyListEntry(models.Model):
    """A number of a list, its standard, the digest of its words, and where they are known to break off."""

    list = models.ForeignKey(CompetencyList, on_delete=models.CASCADE, related_name="entries")
    number = models.CharField(max_length=10)
    standard = models.CharField(max_length=60, help_text="the id of the standard meant, held or not yet")
    digest = models.CharField(max_length=64, blank=True)
    printed_as = models.CharField(
        max_length=10, blank=True, help_text="the number on the page, where it is another"
    )
    cut = models.CharField(
        max_length=10, blank=True, help_text="the part that breaks off in the document, if any"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("list", "number"), name="list_entry_a_number_once"),)


class Revision(models.Model):
    """A revision of standards: what its document says, and the days a steward has set, if any yet."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.TextField()
    suite = models.CharField(max_length=30, help_text="the code of the suite revised")
    published = models.CharField(max_length=40, help_text="a day, or the month or year the document gives")
    as_of = models.DateField(help_text="the last day of the time it was published in")
    source = models.CharField(max_length=300)
    same_code_edition = models.CharField(
        max_length=20, help_text="the edition of a standard that keeps its code"
    )
    old_codes = models.JSONField(
        default=list, help_text="each old code the document must have, and its id, in order"
    )
    issued_codes = models.JSONField(
        default=list, help_text="each code issued for the first time, and its id, in order"
    )
    effective_on = models.DateField(null=True)
    transition_ends_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(transition_ends_on__isnull=True) | Q(transition_ends_on__gte=F("effective_on")),
                name="transition_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Judgement(models.Model):
    """A steward's judgement of a row that the document leaves open: reworded or widened, and why."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="judgements")
    old = models.CharField(max_length=60, help_text="the id of the old standard, held or not yet")
    kind = models.CharField(max_length=20)
    why = models.TextField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("revision", "old"), name="judgement_of_a_row_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["reworded", "widened"]), name="judgement_says_reworded_or_widened"
            ),
        )


class CrosswalkRow(models.Model):
    """What one old standard becomes in a revision. `need` says whether all of its targets are needed, or any."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    old = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="successor_rows")
    kind = models.CharField(max_length=20)
    need = models.CharField(max_length=3)
    treatment = models.CharField(max_length=60)
    context = models.CharField(max_length=100, blank=True)
    source_words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.TextField()
    targets: "models.ManyToManyField[Standard, CrosswalkTarget]" = models.ManyToManyField(
        Standard, through="CrosswalkTarget", related_name="predecessor_rows"
    )

    class Meta:
        ordering = ("revision", "order")
        constraints = (
            models.UniqueConstraint(fields=("revision", "old"), name="crosswalk_row_an_old_standard_once"),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(TREATMENTS)), name="crosswalk_row_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(treatment__in=sorted(set(TREATMENTS.values()))),
                name="crosswalk_row_of_a_known_treatment",
            ),
            models.CheckConstraint(
                condition=Q(need__in=["all", "any"]), name="crosswalk_row_needs_all_or_any"
            ),
        )


class CrosswalkTarget(models.Model):
    """One new standard of a row, in the order of the document."""

    row = models.ForeignKey(CrosswalkRow, on_delete=models.CASCADE, related_name="links")
    new = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="predecessor_links")
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ("row", "order")
        constraints = (models.UniqueConstraint(fields=("row", "new"), name="crosswalk_target_of_a_row_once"),)


class Register(models.Model):
    """A register of standards that was read, whole and as it stood: what another body says, on its day."""

    name = models.CharField(max_length=200)
    file = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    as_of = models.DateField(null=True, help_text="the newest day on which an entry says it was changed")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ("-as_of", "-read_at")

    def __str__(self) -> str:
        return self.name


class RegisterEntry(models.Model):
    """A row of a register. `key` is its reference as references are compared."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="entries")
    row = models.PositiveIntegerField()
    urn = models.CharField(max_length=255)
    key = models.CharField(max_length=255)
    title = models.TextField(blank=True)
    suite = models.TextField(blank=True)
    developed_by = models.TextField(blank=True)
    validity = models.CharField(max_length=20, blank=True)
    printed_validity = models.CharField(max_length=255, blank=True)
    status = models.CharField(max_length=255, blank=True)
    category = models.CharField(max_length=255, blank=True)
    review_on = models.DateField(null=True, help_text="indicative; reaching it ends nothing")
    created_on = models.DateField(null=True)
    modified_on = models.DateField(null=True)

    class Meta:
        ordering = ("register", "row")
        indexes = (models.Index(fields=("register", "key"), name="register_entry_by_reference"),)
        constraints = (
            models.UniqueConstraint(fields=("register", "row"), name="register_entry_a_row_once"),
            models.CheckConstraint(
                condition=Q(validity__in=["", "current", "legacy"]), name="register_entry_of_a_known_validity"
            ),
        )


class RegisterOrigin(models.Model):
    """A reference that an entry of a register names as its original."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, related_name="origins")
    urn = models.CharField(max_length=255)
    key = models.CharField(max_length=255)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ("entry", "order")
        indexes = (models.Index(fields=("key",), name="register_origin_by_reference"),)
