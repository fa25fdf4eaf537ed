"""Files to rulebook: everything wrong in any of them is found before they are refused."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Final

from bot.errors import RulebookRefused
from bot.rulebook.constraints import read_constraints
from bot.rulebook.document import START, Node, compose
from bot.rulebook.fields import Fields, items_of, text_of
from bot.rulebook.filing import FOLDERS, Register, folder, refuse_misfiled, stem
from bot.rulebook.lint import Problems, Wrong
from bot.rulebook.overlay import Base, File, laid_over
from bot.rulebook.parameters import Parameter, read_parameter, refuse_disordered
from bot.rulebook.properties import Property, read_properties
from bot.rulebook.rulebook import Contents, Rulebook
from bot.rulebook.rules import Rule, read_rule
from bot.rulebook.sources import Source, read_sources
from bot.rulebook.traits import read_traits
from bot.rulebook.verdict import NEEDED
from bot.rulebook.vocabulary import Vocabulary

TRAITS: Final = "traits.yaml"
RETIRED: Final = "retired.yaml"
PROPERTIES: Final = "properties.yaml"
SOURCES: Final = ("sources/guide.yaml", "sources/facts.yaml")
WRONG: Final = "sources/wrong.yaml"
SINGLE: Final = frozenset({TRAITS, RETIRED, PROPERTIES, *SOURCES, WRONG})
PARAMETERS: Final = "parameters"
READ_ELSEWHERE: Final = frozenset(
    {"brackets", "calls", "profiles", "lessons", "quiz", "scenarios", "glossary"}
)


def load(files: Mapping[str, str], day: date, overlay: File | None = None) -> Rulebook:
    """Return the rulebook that the texts of rules/ write, with a community's file laid over it.

    Args:
        files: Every YAML text by its path below rules/.
        day: The day whose parameters hold.
        overlay: The community's file.

    Raises:
        RulebookRefused: Something is wrong; `problems` has every line.
        OverlayRefused: Something is wrong in the community's file alone.
    """
    loading = Loading(files, day)
    contents = loading.contents()
    if problems := loading.problems():
        raise RulebookRefused(problems=problems)
    if overlay:
        base = Base(contents, loading.written, loading.register)
        contents = laid_over(base, overlay)
    return Rulebook(contents)


class Loading:
    """Reads file after file, first those that say what the others may name.

    `written` has the condition of each rule as it stands in its file.
    """

    def __init__(self, files: Mapping[str, str], day: date) -> None:
        self._files = {
            path: files[path] for path in sorted(files) if folder(path) not in READ_ELSEWHERE
        }
        self._day = day
        self._problems = {path: Problems(path, subject(path)) for path in self._files}
        self.register = Register(self._retired())
        self.written: dict[str, Node | None] = {}

    def problems(self) -> list[str]:
        """Return every problem met, by file and place."""
        return [line for path in sorted(self._problems) for line in self._problems[path].lines()]

    def contents(self) -> Contents:
        """Return everything that the files say, as far as it can be read."""
        sources: dict[str, Source] = {}
        for path in SOURCES:
            sources |= read_sources(*self._open(path))
        wrong = read_sources(*self._open(WRONG), right=sources)
        node, problems = self._open(TRAITS)
        fields = Fields(node, problems)
        version = fields.text("version")
        traits = read_traits(fields.node("traits"), problems)
        vocabulary = Vocabulary(traits, self._parameters(sources), sources)
        constraints = tuple(read_constraints(fields.node("constraints"), vocabulary, problems))
        fields.finish()
        rules = tuple(self._rules(vocabulary)) if traits else ()
        properties = self._properties(vocabulary) if traits else ()
        self._refuse_unread()
        return Contents(
            version=version,
            hash=self._hash(),
            traits=traits,
            parameters=vocabulary.parameters,
            sources=sources | wrong,
            constraints=constraints,
            rules=rules,
            properties=properties,
        )

    def _parameters(self, sources: Mapping[str, Source]) -> dict[str, Parameter]:
        parameters: dict[str, Parameter] = {}
        written: dict[str, Fields] = {}
        for path in self._inside({PARAMETERS}):
            node, problems = self._open(path)
            fields = Fields(node, problems)
            parameter = read_parameter(fields, self._day, sources)
            if parameter.name and parameter.name != stem(path):
                place = fields.place("name")
                problems.add(place, Wrong.NAME_IS_NOT_FILE, name=parameter.name)
            parameters[parameter.name] = parameter
            written[parameter.name] = fields
        refuse_disordered(parameters, written)
        for name in NEEDED:
            if name not in parameters:
                self._open(f"{PARAMETERS}/{name}.yaml")
        return parameters

    def _rules(self, vocabulary: Vocabulary) -> Iterator[Rule]:
        for path in self._inside(FOLDERS):
            node, problems = self._open(path)
            rule = read_rule(node, FOLDERS[folder(path)], vocabulary, problems)
            fields = Fields(node, problems)
            if rule.id:
                refuse_misfiled(rule, fields.place("id"), problems)
            self.register.enter(rule, fields.place("id"), problems)
            self.written[rule.id] = fields.optional("when")
            yield rule

    def _properties(self, vocabulary: Vocabulary) -> tuple[Property, ...]:
        node, problems = self._open(PROPERTIES)
        return tuple(read_properties(node, vocabulary, problems))

    def _retired(self) -> frozenset[str]:
        node, problems = self._open(RETIRED)
        fields = Fields(node, problems)
        ids = [text_of(item, problems) for item in items_of(fields.node("retired"), problems)]
        fields.finish()
        return frozenset(ids)

    def _open(self, path: str) -> tuple[Node | None, Problems]:
        """Return a file's document and where its problems are noted."""
        problems = self._problems.setdefault(path, Problems(path, subject(path)))
        if path not in self._files:
            problems.add(START, Wrong.NO_SUCH_FILE)
            return None, problems
        return compose(self._files[path], problems), problems

    def _inside(self, folders: Collection[str]) -> list[str]:
        return [path for path in self._files if folder(path) in folders]

    def _refuse_unread(self) -> None:
        for path in self._files:
            if path not in SINGLE and folder(path) not in {PARAMETERS, *FOLDERS}:
                self._problems[path].add(START, Wrong.UNREAD_FILE)

    def _hash(self) -> str:
        content = sha256()
        for path, text in self._files.items():
            content.update(f"{path}\0{text}\0".encode(errors="replace"))
        return content.hexdigest()


def subject(path: str) -> str:
    """Return the name that a file of a rule or parameter gives it."""
    return stem(path) if folder(path) in {PARAMETERS, *FOLDERS} else ""
