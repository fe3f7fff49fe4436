"""The command, as it is typed."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from skill import __main__ as command
from skill import authoring, operating
from skill.alexa.interaction_model import target
from skill.alexa.manifest import TARGET as MANIFEST
from skill.server import Serving, default_workers
from skill.speech.loader import LOCALES
from skill.store import open_store
from skill.store.base import Store

FIELDS = ["at_ms", "window_ms", "say", "kind", "exercise", "set", "rep"]

SKILL = "amzn1.ask.skill.12345678-1234-1234-1234-123456789abc"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of whoever runs the tests play a part."""
    for name in ("SKILL_ID", "STORE", "VERIFY", "TIMING"):
        monkeypatch.delenv(f"BACK_COACH_{name}", raising=False)


@pytest.fixture
def copy(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the content and the model of our own, and let the command work there."""
    for folder in ("content", "interaction_model"):
        shutil.copytree(root / folder, tmp_path / folder)
    for module in (operating, authoring):
        monkeypatch.setattr(module, "content_root", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Give what would have been served; nothing is, and nothing is stored."""
    calls: list[tuple[object, ...]] = []
    monkeypatch.setenv("BACK_COACH_STORE", "sqlite://")
    monkeypatch.setattr(operating, "serve", lambda *given: calls.append(given))
    return calls


def run(*arguments: str) -> Result:
    """Type the command."""
    return CliRunner().invoke(command.main, arguments)


def spoil(root: Path) -> str:
    """Make a mistake in the content, and give the beginning of what is to be said of it."""
    name = "content/exercises/torso-lift.yaml"
    before = (root / name).read_text()
    (root / name).write_text(before.replace("rank: 1\n", "rank: first\n"))
    line = before[: before.index("rank: 1\n")].count("\n") + 1
    return f"{name}:{line}: rank: "


def test_content_without_findings_is_said_to_be(copy: Path) -> None:
    """An author sees that everything is in order."""
    result = run("check")

    assert (copy / "content").is_dir()
    assert (result.exit_code, result.output) == (0, "content/ has no findings\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("rehearse", "home-beginner"),
        ("talk", "open back coach", "--clock", "virtual"),
        ("model", "--check"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_content_with_a_finding_is_refused(copy: Path, arguments: tuple[str, ...]) -> None:
    """Every command says where to mend it, with exit code 1 and no traceback."""
    complaint = spoil(copy)

    result = run(*arguments)

    assert result.exit_code == 1
    assert result.stderr.startswith(complaint)
    assert result.stdout == ""


def test_content_with_a_finding_is_not_served(
    copy: Path, served: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is coached by content that doesn't hold together."""
    monkeypatch.setenv("BACK_COACH_SKILL_ID", SKILL)
    complaint = spoil(copy)

    result = run("serve")

    assert (result.exit_code, served) == (1, [])
    assert result.stderr.startswith(complaint)


MODELS = [target(locale) for locale in LOCALES]


def test_stale_models_are_told_and_written(copy: Path) -> None:
    """`--check` only says so, with exit code 1; without it they are written, and then are up to date."""
    path = copy / "content/intents/en.yaml"
    path.write_text(path.read_text().replace('- "go ahead"', '- "ready to roll"'))
    before = [(copy / name).read_text() for name in MODELS]

    stale = run("model", "--check")

    assert stale.exit_code == 1
    assert stale.stderr == "".join(f"{name}:1: out of date with content/: run back-coach model\n" for name in MODELS)
    assert [(copy / name).read_text() for name in MODELS] == before
    assert run("model").exit_code == 0
    assert all('"ready to roll"' in (copy / name).read_text() for name in MODELS)
    assert (run("model", "--check").exit_code, run("model", "--check").output) == (
        0,
        "interaction_model/ is up to date\n",
    )


def test_a_stale_model_is_told_beside_what_is_right(copy: Path) -> None:
    """Who has changed what people can say, and only checks that, hears what is still to be done."""
    path = copy / "content/intents/en.yaml"
    path.write_text(path.read_text().replace('- "go ahead"', '- "ready to roll"'))
    told = "content/ has no findings\ninteraction_model/ is older than content/: run back-coach model\n"
    assert (run("check").exit_code, run("check").output) == (0, told)


def test_what_is_written_is_told(copy: Path) -> None:
    """Whoever makes the model sees which files have changed."""
    path = copy / "content/intents/en-GB.yaml"
    path.write_text(path.read_text() + "  # a remark\n")
    assert run("model").output == "interaction_model/ is up to date\n"
    (copy / MODELS[1]).write_text("{}")
    assert run("model").output == f"{MODELS[1]} is written\ninteraction_model/ is up to date\n"


def test_a_file_that_nobody_reads_is_told(copy: Path) -> None:
    """Another ending, or another folder, and what it says would be missed in silence."""
    (copy / "content/topic").mkdir()
    (copy / "content/.editor").mkdir()
    hidden = (".editor/why.yaml", "topics/.why.yaml.swp", "topics/why.yaml~")
    for name in ("topics/sleep.yml", "topic/why.yaml", "notes.yaml", "listing/de.yaml", *hidden):
        (copy / "content" / name).touch()
    folders = "exercises, routines, topics, conditions, nearby, intents, listing or speech"
    assert run("check").stderr.splitlines() == [
        "content/listing/de.yaml:1: this is not read: the page in the store has one file, en.yaml",
        f"content/notes.yaml:1: this is not read here: put it into {folders}",
        f"content/topic/why.yaml:1: this is not read here: put it into {folders}",
        "content/topics/sleep.yml:1: this is not read: name it sleep.yaml, or delete it",
    ]


def test_a_locale_of_its_own_is_stale_alone(copy: Path) -> None:
    """What one locale says otherwise is in no other model."""
    path = copy / "content/intents/en-AU.yaml"
    path.write_text(path.read_text().replace("my back is crook", "my back is ordinary"))

    assert run("model", "--check").stderr.splitlines() == [
        f"{target('en-AU')}:1: out of date with content/: run back-coach model"
    ]


def test_a_missing_package_is_stale_and_can_be_written(copy: Path) -> None:
    """The first models and the first manifest are made like every other."""
    shutil.rmtree(copy / "interaction_model")

    assert len(run("model", "--check").stderr.splitlines()) == len(LOCALES) + 1
    assert run("model").exit_code == 0
    assert all((copy / name).exists() for name in (*MODELS, MANIFEST))


def test_an_address_is_put_into_the_manifest(copy: Path) -> None:
    """Whoever serves the skill writes the address once."""
    path = copy / "content/listing/en.yaml"
    path.write_text(path.read_text().replace("https://back-coach.example", "https://example.org"))

    assert run("model").exit_code == 0
    assert "back-coach.example" not in (copy / MANIFEST).read_text()
    assert (copy / MANIFEST).read_text().count('"uri": "https://example.org/alexa"') == 2


@pytest.mark.parametrize(
    ("locale", "utterance", "number"),
    [
        ("en-US", "call nine one one", "nine one one"),
        ("en-GB", "call nine nine nine", "nine nine nine"),
        ("en-AU", "call triple zero", "triple zero"),
        ("en-CA", "call nine one one", "nine one one"),
        ("en-IN", "call one one two", "one one two"),
    ],
)
def test_a_talk_is_held_in_the_locale_asked_for(locale: str, utterance: str, number: str) -> None:
    """What is said is heard by the locale's own model, and answered in the locale's own words."""
    result = run("talk", f"open back coach; {utterance}", "--clock", "virtual", "--locale", locale)

    assert result.exit_code == 0
    assert f"Please call {number}, or get to" in result.stdout


def test_a_routine_is_rehearsed_as_text() -> None:
    """Every word with its minute and second."""
    result = run("rehearse", "home-beginner")

    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert all(re.fullmatch(r" {0,2}\d+:\d\d\.\d  (talk |cue  |count|rest ) \S.*", line) for line in lines[:-1])
    assert lines[0].endswith("Move within comfort. To stop, say Alexa, stop.")
    assert any(line.endswith("Well done. That's all of it.") for line in lines)
    assert re.fullmatch(r" 12:\d\d\.0  the end", lines[-1])


def test_a_routine_is_rehearsed_as_json() -> None:
    """One object a line, with exactly the documented fields."""
    result = run("rehearse", "home-beginner", "--json")

    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert all(list(row) == FIELDS for row in rows)
    assert {row["kind"] for row in rows} == {"talk", "cue", "count", "rest"}
    assert {type(row["at_ms"]) for row in rows} == {type(row["window_ms"]) for row in rows} == {int}
    assert {type(row["set"]) for row in rows} == {type(row["rep"]) for row in rows} == {int, type(None)}


def test_a_level_changes_the_rehearsal() -> None:
    """An exercise alone is rehearsed at the level that is asked for."""
    easy, hard = run("rehearse", "torso-lift"), run("rehearse", "torso-lift", "--level", "advanced")

    assert "Hands by your hips, palms up." in easy.stdout
    assert "Both arms stretched out ahead of you" in hard.stdout


def test_a_routine_that_is_not_there_names_those_that_are() -> None:
    """The exit code is that of a command typed wrongly."""
    result = run("rehearse", "marathon")

    assert result.exit_code == 2
    assert "there is no 'marathon'; there are five-minute, " in result.stderr
    assert "torso-lift" in result.stderr


@pytest.mark.parametrize(
    ("environ", "arguments", "message"),
    [
        (
            {"BACK_COACH_VERIFY": "off"},
            ("--host", "0.0.0.0"),  # noqa: S104 - the host to refuse
            "BACK_COACH_VERIFY=off is refused on host 0.0.0.0",
        ),
        ({"BACK_COACH_VERIFY": "perhaps"}, (), "BACK_COACH_VERIFY='perhaps' is not understood"),
        ({"BACK_COACH_STORE": "nowhere"}, (), "BACK_COACH_STORE='nowhere' is not a store"),
        ({"BACK_COACH_TIMING": "fast"}, (), "BACK_COACH_TIMING='fast' is not understood"),
        ({"BACK_COACH_SKILL_ID": "mine"}, (), "BACK_COACH_SKILL_ID='mine' is not a skill id"),
        ({"SSL_CERT_FILE": "/nowhere.pem"}, (), "SSL_CERT_FILE='/nowhere.pem' is no file"),
        ({"BACK_COACH_SKILL_ID": SKILL, "BACK_COACH_STORE": "sqlite:////no/where.sqlite"}, (), ""),
        ({}, (), "BACK_COACH_SKILL_ID is not set"),
    ],
)
def test_a_setting_that_cannot_be_meant_stops_the_server(
    served: list[tuple[object, ...]],
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    arguments: tuple[str, ...],
    message: str,
) -> None:
    """One line says what to write instead, with exit code 1 and no traceback."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    result = run("serve", *arguments)

    assert (result.exit_code, served) == (1, [])
    assert result.stderr.startswith(message)
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("environ", "arguments", "given"),
    [
        ({"BACK_COACH_VERIFY": "off"}, (), Serving(workers=default_workers())),
        (
            {"BACK_COACH_SKILL_ID": SKILL},
            ("--host", "::", "--port", "443", "--workers", "4", "--certfile", "README.md", "--keyfile", "LICENSE"),
            Serving("::", 443, 4, Path("README.md"), Path("LICENSE")),
        ),
    ],
)
def test_the_server_is_started_as_told(
    served: list[tuple[object, ...]],
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    arguments: tuple[str, ...],
    given: Serving,
) -> None:
    """Host, port, workers and certificate are the command's; the rest is the environment's."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert run("serve", *arguments).exit_code == 0
    assert [call[1:] for call in served] == [(given,)]


@pytest.mark.parametrize("half", ["--certfile", "--keyfile"])
def test_https_needs_both_its_files(served: list[tuple[object, ...]], half: str) -> None:
    """A certificate without its key, or a key alone, is a command typed wrongly."""
    result = run("serve", half, "README.md")

    assert (result.exit_code, served) == (2, [])
    assert "HTTPS needs both" in result.stderr


def test_one_utterance_plays_a_routine_to_its_end() -> None:
    """Whoever says one thing is ready whenever the coach asks, up to the end of the workout."""
    result = run("talk", "--clock", "virtual", "ask back coach for a beginner routine")

    lines = result.stdout.splitlines()
    heard = [line.split("coach  ")[1] for line in lines if re.match(r" *\d+:\d\d\.\d  coach ", line)]
    assert result.exit_code == 0
    assert re.fullmatch(r"Back Coach listens at http://127\.0\.0\.1:\d+/alexa", lines[0])
    words = " ".join(heard)
    assert words.index("You'll need a mat, and room to stretch out.") < words.index("March on the spot")
    assert words.count("Up. Last one. Hold. Down. Eight.") == 2
    assert "Well done. That's all of it." in words
    assert "session ended" in lines[-1]
    assert sum("ready  (said for you)" in line for line in lines) == 5


@pytest.mark.parametrize("utterances", [("open back coach", "no", "stop"), ("open back coach; no; stop",)])
def test_a_list_of_utterances_ends_with_the_session(utterances: tuple[str, ...]) -> None:
    """Each is said in turn, whether they are arguments of their own or separated by semicolons."""
    result = run("talk", "--clock", "virtual", *utterances)

    said = re.findall(r"\d  you    (.*)", result.stdout)
    assert result.exit_code == 0
    assert said == ["open back coach", "no", "stop"]
    assert result.stdout.splitlines()[-1].endswith("session ended (by the coach)")


def test_a_list_that_runs_out_lets_the_microphone_close() -> None:
    """With nothing left to say, the reprompt comes and the session ends."""
    result = run("talk", "--clock", "virtual", "open back coach", "list")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].endswith("session ended (no answer)")


def test_a_store_remembers_from_one_talk_to_the_next(tmp_path: Path) -> None:
    """Given a store, the second talk knows the first."""
    store = f"sqlite:///{tmp_path}/coach.sqlite"

    first = run("talk", "--clock", "virtual", "--store", store, "open back coach", "stop")
    second = run("talk", "--clock", "virtual", "--store", store, "open back coach", "stop")

    assert "Welcome to Back Coach." in first.stdout
    assert "Welcome to Back Coach." not in second.stdout
    assert (first.exit_code, second.exit_code) == (0, 0)


@pytest.mark.parametrize("option", ["--help", "-h", "--version"])
def test_the_command_explains_itself(option: str) -> None:
    """Help and version are there, under their usual names."""
    assert run(option).exit_code == 0


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give the store that the settings name, with a household of three and somebody else in it."""
    monkeypatch.setenv("BACK_COACH_STORE", f"sqlite:///{tmp_path}/me.sqlite")
    store = open_store(f"sqlite:///{tmp_path}/me.sqlite")
    for listener in ("ann", "ann#bob", "ann#cy", "anna"):
        store.save(listener, json.dumps({"of": listener}), expected_version=0)
    return store


def test_a_command_mistyped_is_guessed() -> None:
    """Commands are known by their names before any of them is loaded."""
    assert "Did you mean 'serve'?" in run("serv").output


def test_a_store_is_prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`migrate` says what it has done, and the second time that there was nothing to do."""
    monkeypatch.setenv("BACK_COACH_STORE", f"sqlite:///{tmp_path}/new.sqlite")

    results = [run("migrate") for _ in range(2)]

    assert [result.exit_code for result in results] == [0, 0]
    assert [result.output for result in results] == [
        "the store is prepared: 0001\n",
        "the store is up to date (0001)\n",
    ]


@pytest.mark.parametrize(
    ("listener", "exported"), [("ann", ["ann", "ann#bob", "ann#cy"]), ("ann#bob", ["ann#bob"]), ("anna", ["anna"])]
)
def test_a_listener_is_exported_and_erased(stored: Store, listener: str, exported: list[str]) -> None:
    """An account goes with its persons, a person alone; what is exported is what is then erased, and nobody else."""
    everybody = {"ann", "ann#bob", "ann#cy", "anna"}

    result = run("export", listener)

    assert json.loads(result.stdout) == {one: {"of": one} for one in exported}
    assert run("erase", listener).output == f"erased: {len(exported)}\n"
    assert {one for one in everybody if stored.load(one).version} == everybody - set(exported)


def test_a_store_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks sees which store was asked, and so does whoever looks over their shoulder."""
    monkeypatch.setenv("BACK_COACH_STORE", "postgresql://me:se@cret@host/coach?password=secret")
    monkeypatch.setattr(operating, "open_existing", lambda _: open_store("sqlite://"))
    assert run("export", "nobody").stderr.endswith(" in postgresql://…\n")


@pytest.mark.parametrize("command_", ["export", "erase"])
def test_a_store_that_is_not_there_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command_: str) -> None:
    """A file whose name is misspelt is told as that, and not left behind as an empty store."""
    monkeypatch.setenv("BACK_COACH_STORE", f"sqlite:///{tmp_path}/misspelt.sqlite")
    result = run(command_, "ann")
    assert (result.exit_code, result.stderr) == (
        1,
        f"There is no store in sqlite:///{tmp_path}/misspelt.sqlite: check BACK_COACH_STORE.\n",
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command_", ["export", "erase"])
@pytest.mark.parametrize("listener", ["nobody", "ann#dan", "bob"])
def test_nobody_is_exported_or_erased(stored: Store, command_: str, listener: str) -> None:
    """A listener of whom nothing is stored is told as that: it may be the wrong store."""
    result = run(command_, listener)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing is stored of this listener in sqlite:///" in result.stderr
    assert stored.load("ann").version
