"""The catalogue as tables: suites, standards by edition, aliases, statements of status, crosswalks, source documents."""

from django.db import models
from django.db.models import Q

from standing.core.rules.carry_over import KINDS


class SourceDocument(models.Model):
    """A file that was imported, by its digest, so that the same file is known again."""

    sha256 = models.CharField(max_length=64, unique=True)
    format = models.CharField(max_length=50)
    file = models.CharField(max_length=255)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ("imported_at",)


class Suite(models.Model):
    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Standard(models.Model):
    """One edition of a National Occupational Standard, or of a local competence; `id` is `CODE@EDITION`."""

    id = models.CharField(max_length=60, primary_key=True)
    code = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="standards")
    summary = models.CharField(max_length=500, blank=True, help_text="one sentence in our own words")
    facets = models.JSONField(default=dict, help_text="facet name to list of values")
    is_local = models.BooleanField(default=False)
    source = models.CharField(max_length=300, help_text="the document and row this comes from")
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


class Alias(models.Model):
    """Another way the standard is written somewhere."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=100)

    class Meta:
        ordering = ("standard", "id")
        constraints = (models.UniqueConstraint(fields=("standard", "text"), name="alias_of_a_standard_once"),)


class StatementOfStatus(models.Model):
    """What a source says of a standard, as of a day. Two sources may disagree; both statements stand."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="statements_of_status")
    status = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    as_of = models.CharField(max_length=10, help_text="a day, or the month or year where that is all the source gives")

    class Meta:
        ordering = ("standard", "as_of", "source")
        constraints = (
            models.UniqueConstraint(fields=("standard", "source", "as_of"), name="one_statement_a_source_and_day"),
        )


class Revision(models.Model):
    """A revision of standards: what its document says, and the days a steward has set, if any yet."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    published = models.CharField(max_length=10, help_text="a day, or the month or year the document gives")
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ("published", "code")

    def __str__(self) -> str:
        return self.title


class CrosswalkRow(models.Model):
    """What one old standard becomes in a revision. `need` says whether all of its targets are needed, or any."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    old = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="successor_rows")
    kind = models.CharField(max_length=20)
    need = models.CharField(max_length=3)
    context = models.CharField(max_length=100, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    targets: "models.ManyToManyField[Standard, CrosswalkTarget]" = models.ManyToManyField(
        Standard, through="CrosswalkTarget", related_name="predecessor_rows"
    )

    class Meta:
        ordering = ("revision", "order")
        constraints = (
            models.UniqueConstraint(fields=("revision", "old"), name="crosswalk_row_an_old_standard_once"),
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="crosswalk_row_of_a_known_kind"),
            models.CheckConstraint(condition=Q(need__in=["all", "any"]), name="crosswalk_row_needs_all_or_any"),
        )


class CrosswalkTarget(models.Model):
    row = models.ForeignKey(CrosswalkRow, on_delete=models.CASCADE, related_name="links")
    new = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="predecessor_links")
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ("row", "order")
        constraints = (
            models.UniqueConstraint(fields=("row", "new"), name="crosswalk_target_of_a_row_once"),
        )
