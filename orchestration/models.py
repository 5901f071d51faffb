from django.db import models
from django.db.models import Q

from aicmo_site.kernel.rows import NamedIndex, Row, id_field


class Status(models.TextChoices):
    PENDING = "PENDING"
    RUNNING = "RUNNING"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    COMPLETED = "COMPLETED"
    COMPENSATING = "COMPENSATING"
    COMPENSATED = "COMPENSATED"
    FAILED = "FAILED"


CLAIMABLE = (Status.PENDING, Status.RUNNING, Status.COMPENSATING)
FINAL = (Status.COMPLETED, Status.COMPENSATED)
LIVE = tuple(status for status in Status if status not in FINAL)  # FAILED too: its rows still wait to be undone


class Run(Row):
    """One pass of the pipeline, and the lock on it: whoever holds the lease at this epoch may advance it."""

    id = id_field(primary_key=True)
    brief_id = id_field()
    client_id = id_field(blank=True, default="")
    status = models.CharField(max_length=32, choices=Status.choices, default=Status.PENDING)
    outcome = models.CharField(max_length=32, blank=True, default="")  # completed, failed, rejected, cancelled
    input = models.JSONField()  # {intake or brief_id, and options}, as submitted
    answers = models.JSONField(default=list, blank=True)  # what people have said to the brief, one dictionary each
    adjustments = models.JSONField(default=list, blank=True)  # what people wanted otherwise in the plan, in order
    evidence = models.JSONField(default=dict, blank=True)  # what the deletion must not take
    metadata = models.JSONField(default=dict, blank=True)
    last_error = models.TextField(blank=True, default="")
    completed_at = models.DateTimeField(null=True, blank=True)
    # where it stands
    workflow_version = models.PositiveIntegerField()
    next_step = models.CharField(max_length=64, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    awaiting = models.CharField(max_length=16, blank=True, default="")  # the stop at which it rests: brief, copy
    content_sha256 = models.CharField(max_length=64, blank=True, default="")  # what an approval must name
    cancel_requested = models.BooleanField(default=False)
    # the lease
    claimed_by = models.CharField(max_length=128, blank=True, default="")
    claimed_at = models.DateTimeField(null=True, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    epoch = models.PositiveBigIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)  # claims that ended without word since the last progress
    outage_since = models.DateTimeField(null=True, blank=True)  # the first transient error since the last progress
    outage_retries = models.PositiveIntegerField(default=0)  # transient errors since then
    retry_count = models.PositiveIntegerField(default=0)  # transient errors in all
    # where it came from
    idempotency_key = models.CharField(max_length=255, null=True, blank=True, unique=True)
    retry_of = id_field(blank=True, default="")

    class Meta:
        db_table = "workflow_runs"
        permissions = [
            ("start_run", "Can start and retry runs"),
            ("cancel_run", "Can cancel runs and resume their undoing"),
            ("answer_run", "Can answer questions and put briefs right"),
            ("decide_run", "Can approve runs, ask for changes and reject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["brief_id"], condition=Q(status__in=LIVE), name="uq_workflow_runs_one_live_run_per_brief"
            ),
            models.UniqueConstraint(
                fields=["retry_of"],
                condition=Q(status__in=LIVE) & ~Q(retry_of=""),
                name="uq_workflow_runs_one_live_retry_per_run",
            ),
        ]
        indexes = [
            NamedIndex(fields=["brief_id"], name="ix_workflow_runs_brief_id"),
            NamedIndex(fields=["client_id"], name="ix_workflow_runs_client_id"),
            NamedIndex(fields=["status"], name="ix_workflow_runs_status"),
            NamedIndex(
                fields=["status", "claimed_by", "lease_expires_at"], name="ix_workflow_runs_status_claimed_expires"
            ),
            NamedIndex(fields=["retry_of"], name="ix_workflow_runs_retry_of"),
            NamedIndex(fields=["-created_at", "id"], name="ix_workflow_runs_created_at"),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.status})"


class StepState(models.TextChoices):
    DONE = "done"
    SENT_BACK = "sent_back"  # done, and its verdict was to do an earlier step again
    FAILED = "failed"
    UNDONE = "undone"


STANDING = (StepState.DONE, StepState.SENT_BACK)  # what such a step made is there


class RunStep(Row):
    """The journal: what a step of a run made, written in the commit that made it."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="steps", db_index=False)
    step_name = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=StepState.choices)
    created = models.JSONField(default=dict)  # IDs by table: {"strategy_document": ["strategy_…"]}
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    error = models.TextField(blank=True, default="")

    class Meta:
        db_table = "workflow_steps"
        verbose_name = "workflow step"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "step_name", "revision"], name="uq_workflow_steps_run_step_revision")
        ]

    def __str__(self) -> str:
        return f"{self.step_name} r{self.revision}: {self.state}"


class RunEvent(Row):
    """One fact of a run's story, in the commit that made it true. Append-only."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="events", db_index=False)
    kind = models.CharField(max_length=32)
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "workflow_events"
        verbose_name = "workflow event"
        ordering = ["id"]
        indexes = [NamedIndex(fields=["run"], name="ix_workflow_events_run_id")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.actor}"


class ModelCall(Row):
    """What a language model was asked in a run, and its answer as it came: whoever asks the same is given the same.

    Written in a commit of its own before that of the step it was asked for, and deleted with what the step made.
    """

    id = id_field(primary_key=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="model_calls", db_index=False)
    step_name = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()
    about = models.TextField(blank=True, default="")
    prompt_name = models.CharField(max_length=64)
    prompt_version = models.PositiveIntegerField()
    prompt_sha256 = models.CharField(max_length=64)
    model = models.TextField()
    key = models.CharField(max_length=64)  # the hash of all that the answer hangs on
    settings = models.JSONField(default=dict)
    messages = models.JSONField()
    schema = models.JSONField()
    answer = models.TextField(blank=True)
    stopped = models.CharField(max_length=32, blank=True, default="")  # why it ends: length, refusal, content_filter
    tokens_in = models.PositiveIntegerField()
    tokens_out = models.PositiveIntegerField()
    seconds = models.FloatField()
    attempt = models.PositiveIntegerField(default=1)  # 2: its first answer was no answer, and was sent back
    cost = models.DecimalField(max_digits=14, decimal_places=6, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "workflow_model_calls"
        verbose_name = "call of the model"
        verbose_name_plural = "calls of the model"
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="uq_workflow_model_calls_run_key")]

    def __str__(self) -> str:
        return f"{self.prompt_name} v{self.prompt_version}{f' on {self.about}' if self.about else ''}"


class RunEdit(Row):
    """What a person wrote in a place of a run's copy, from the moment it is saved. Kept beside the run like its
    answers, so that a retry has it. `round`: which took it, from 1; none while it waits."""

    id = id_field(primary_key=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="edits", db_index=False)
    position = models.PositiveIntegerField()
    channel = models.CharField(max_length=128)
    piece = models.CharField(max_length=16, blank=True)
    field = models.CharField(max_length=64)
    line = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    author = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    round = models.PositiveIntegerField(null=True, blank=True)
    is_over = models.BooleanField(default=False)  # a later edit, or a wish, took its place

    class Meta:
        db_table = "workflow_edits"
        verbose_name = "edit"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="uq_workflow_edits_run_position")]

    def __str__(self) -> str:
        return f"{self.channel} {self.piece} {self.field}: {self.text[:60]}"


class KeptText(Row):
    """A text that stood in a place of a copy which is gone with its run; `author` is who or what wrote it."""

    id = id_field(primary_key=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="kept_texts", db_index=False)
    position = models.PositiveIntegerField()
    channel = models.CharField(max_length=128)
    piece = models.CharField(max_length=16, blank=True)
    field = models.CharField(max_length=64)
    line = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    author = models.CharField(max_length=16)
    reason = models.TextField(blank=True)
    round = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "workflow_kept_texts"
        verbose_name = "kept text"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="uq_workflow_kept_texts_run_position")]

    def __str__(self) -> str:
        return f"{self.channel} {self.piece} {self.field} r{self.round}"


class CommentState(models.TextChoices):
    OPEN = "open"
    DONE = "done"  # a difference showed it in the latest round; it holds in every later one
    ENDED = "ended"  # by a person


class CommentKind(models.TextChoices):
    WISH = "wish"  # a comment that asks: it goes with every round until it is ended
    COMMENT = "comment"


class RunComment(Row):
    """What a person says of a run's copy at a place, whose empty parts name the whole, or in reply. Kept like events:
    it stands until a person ends it, whatever becomes of the run, and of the words that it is about."""

    id = id_field(primary_key=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="comments", db_index=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=CommentKind.choices, default=CommentKind.WISH)
    reply_to = id_field(blank=True, default="")  # the comment that began the thread
    channel = models.CharField(max_length=128, blank=True, default="")
    piece = models.CharField(max_length=16, blank=True, default="")
    field = models.CharField(max_length=64, blank=True, default="")
    passage = models.TextField(blank=True, default="")
    text = models.TextField()
    author = models.CharField(max_length=150)
    at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=CommentState.choices, default=CommentState.OPEN)
    resolved_by = models.CharField(max_length=150, blank=True, default="")
    resolved_at = models.DateTimeField(null=True, blank=True)
    outcomes = models.JSONField(default=list, blank=True)  # of each round: {round, done, parts}
    is_parked = models.BooleanField(default=False)  # a wish said beside the copy, until somebody asks for changes

    class Meta:
        db_table = "workflow_comments"
        verbose_name = "workflow comment"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="uq_workflow_comments_run_position")]

    def __str__(self) -> str:
        return f"{self.text[:60]} ({self.state})"


class ReviewLink(Row):
    """A client's way to a run's copy without an account, made by an approver, who thereby approves `content_sha256`
    for the agency: no other content is shown by it. The token is kept nowhere, only its hash."""

    class May(models.TextChoices):
        """Each may what the one before may."""

        READ = "read"
        COMMENT = "comment"
        DECIDE = "decide"

    id = id_field(primary_key=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="review_links", db_index=False)
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=100)  # whose it is
    may = models.CharField(max_length=16, choices=May.choices)
    content_sha256 = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_by = models.CharField(max_length=150)
    decision = models.CharField(max_length=32, blank=True, default="")  # about this content: one
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "workflow_review_links"
        verbose_name = "client's link"
        ordering = ["created_at", "id"]
        indexes = [NamedIndex(fields=["run"], name="ix_workflow_review_links_run_id")]

    def __str__(self) -> str:
        return f"{self.label} ({self.may})"
