"""Before pre-copy: the source is asked to prepare, refuses, answers."""

from vmotion_model.language import Command
from vmotion_model.protocol.state import config, history, management, source
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    READING,
    VMX_STATES,
    Event,
    Fault,
    Source,
    SourceCall,
    SourceReply,
    Version,
    Vm,
)

from .guards_and_effects import S, answer, called, up

PREPARE = (
    Command(
        "prepare",
        S,
        guard={
            "asked to prepare": called(SourceCall.PREPARE),
            "no migration under way": source.state == Source.NONE,
            "the VM runs here": source.vm == Vm.RUNNING,
            "the specification is current": config.version == Version.SPECIFIED,
        },
        effect={
            source.state: Source.READY,
            config.read_only: True,
            history.source_failed: False,
            **answer(SourceReply.PREPARED),
        },
        description="The source validates the request, makes the config read-only and starts the protection timer.",
        citation=ARTICLE + ", step 4",
        events=(Event.CONFIG_LOCKED,),
    ),
    Command(
        "report_stale_specification",
        S,
        guard={
            "asked to prepare": called(SourceCall.PREPARE),
            "no migration under way": source.state == Source.NONE,
            "the config was edited": config.version == Version.OTHER,
        },
        effect=answer(SourceReply.STALE),
        description="The config is no longer what the specification was computed from: the source says so.",
        citation=READING,
    ),
    Command(
        "refuse_prepare",
        S,
        guard={
            "asked to prepare": called(SourceCall.PREPARE),
            "no migration under way": source.state == Source.NONE,
        },
        effect=answer(SourceReply.REFUSED),
        description="The source host cannot send a vMotion, or the VM is in no state to be sent: it refuses.",
        citation=ARTICLE + ", step 4",
        failures=("F01", "F02", "F03", "F04", "F32"),
        fault=Fault.REFUSAL,
    ),
    Command(
        "refuse_stopped_vm",
        S,
        guard={
            "asked to prepare": called(SourceCall.PREPARE),
            "no migration under way": source.state == Source.NONE,
            "the VM does not run": source.vm != Vm.RUNNING,
        },
        effect=answer(SourceReply.REFUSED),
        description="The VM does not run here: there is nothing to migrate live.",
        citation="vSphere API, MigrationNotReady",
        failures=("F06",),
    ),
    Command(
        "prepare_again",
        S,
        guard={
            "asked to prepare": called(SourceCall.PREPARE),
            "prepared already": source.state == Source.READY,
        },
        effect=answer(SourceReply.PREPARED),
        description="The source is prepared already and says so again.",
        citation=READING,
    ),
    Command(
        "answer_failed",
        S,
        guard={
            "asked": called(SourceCall.PREPARE, SourceCall.START),
            "finished with failure": (source.state == Source.FINISHED) & (source.vm == Vm.RUNNING),
        },
        effect=answer(SourceReply.FAILED),
        description="The source answers that the migration failed.",
        citation=VMX_STATES,
    ),
    Command(
        "report_failure_again",
        S,
        guard={
            "finished with failure": up & (source.state == Source.FINISHED) & (source.vm == Vm.RUNNING),
            "nothing is under way": management.from_source == SourceReply.NONE,
        },
        effect={management.from_source: SourceReply.FAILED},
        description="The source reports its failure again, until it is told that vCenter knows.",
        citation=READING,
    ),
    Command(
        "answer_absent",
        S,
        guard={
            "asked": called(SourceCall.START, SourceCall.CANCEL, SourceCall.CLOSE),
            "no migration under way": source.state == Source.NONE,
        },
        effect=answer(SourceReply.ABSENT),
        description="The source host answers that no such VMX takes part in a migration.",
        citation=READING,
    ),
)
