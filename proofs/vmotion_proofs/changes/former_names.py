"""A changed model under the names that its parts had before, and what was found out of it told under the new ones.

A renaming is an isomorphism. So a change that renames is judged under the former names, where certificates, lemmas and runs of
the unchanged model are of use and a pure renaming is the very same model; only what people read has the new names. A member that
nothing uses any more changes no run, so one that is removed is still there where the change is judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vmotion_model.language import Model, Type
from vmotion_model.language.renaming import Renaming
from vmotion_proofs.results.verdicts import Behaviour, PropertyResult, Run
from vmotion_specs.properties import Property
from vmotion_specs.renaming import renamed_property


@dataclass(frozen=True)
class Former:
    """``names`` are the new names of a change, ``model`` is the changed model under the former ones."""

    names: Renaming
    model: Model
    properties: tuple[Property, ...]

    @classmethod
    def of(cls, names: Renaming, model: Model, properties: Sequence[Property]) -> "Former":
        """A changed model, which has the new names, and what is asked of it, under the former names."""
        if not names:
            return cls(names, model, tuple(properties))
        former = names.back.model(model)
        return cls(names, former, tuple(renamed_property(p, names.back, former) for p in properties))

    def told(self, results: Sequence[PropertyResult]) -> tuple[PropertyResult, ...]:
        """Results under the new names."""
        if not self.names:
            return tuple(results)
        return tuple(
            replace(r, id=self.names.property(r.id), run=self._run(r.run), witness=self._run(r.witness))
            for r in results
        )

    def behaviour(self, found: Behaviour) -> Behaviour:
        """A comparison under the new names."""
        if not self.names:
            return found
        added, removed = (replace(d, run=self._run(d.run)) for d in (found.added, found.removed))
        return Behaviour(added, removed)

    def _run(self, run: Run | None) -> Run | None:
        if run is None:
            return None
        names = self.names
        types: dict[str, Type] = {o.var.name: o.var.type for p in self.properties for o in p.observers}
        types |= {v.name: v.type for v in self.model.variables}
        steps = tuple(
            replace(
                step,
                role=names.role(step.role),
                command=names.command(step.command),
                changed={
                    names.variable(n): (names.value(old, types[n]), names.value(new, types[n]))
                    if n in types
                    else (old, new)
                    for n, (old, new) in step.changed.items()
                },
            )
            for step in run.steps
        )
        return replace(run, steps=steps)
