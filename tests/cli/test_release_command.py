"""`udbud release` on a new tender, and `udbud verify` for those who hold what it made."""

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from importlib import metadata, resources
from pathlib import Path

import docx
import jsonschema
import pytest
import referencing
from commands import REQUIREMENTS, Udbud, replace, written

RELEASE = Path("output/tender")
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"  # in fields too, which python-docx leaves out
KEYGEN = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")


def number(udbud: Udbud) -> None:
    """A tender that can be released: every requirement has its id."""
    assert udbud("number").code == 0


def package() -> Path:
    return next(RELEASE.glob("*.zip"))


class TestRelease:
    def test_what_it_makes_can_be_verified_as_folder_and_as_zip(self, udbud: Udbud) -> None:
        number(udbud)
        answer = udbud("release")
        assert answer.code == 0, answer.out
        names = sorted(written(RELEASE))
        assert {"SHA256SUMS", "manifest.json", "provenance.intoto.json", "kravspecifikation.docx"} <= set(names)
        assert udbud("verify", str(RELEASE)).code == 0
        shutil.copy(package(), "elsewhere.zip")
        held = udbud("verify", "elsewhere.zip")
        assert (held.code, held.err) == (0, "")

    def test_the_zip_holds_what_the_folder_holds(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release")
        with zipfile.ZipFile(package()) as held:
            inside = {name.partition("/")[2]: held.read(name) for name in held.namelist()}
        beside = {package().name, "provenance.intoto.json", "sbom.cdx.json"}
        assert inside == {name: data for name, data in written(RELEASE).items() if name not in beside}

    def test_the_same_bytes_again(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release")
        first = written(RELEASE)
        shutil.rmtree("output")
        udbud("release")
        assert written(RELEASE) == first

    def test_a_municipalitys_own_and_every_ones(self, udbud: Udbud) -> None:
        number(udbud)
        towns = [path.name for path in Path("sources").rglob("municipalities.yaml")]
        assert towns
        keys = re.findall(r"key: ([a-z0-9-]+)", Path("sources/municipalities.yaml").read_text("utf-8"))
        assert udbud("release", "--no-pages", "--for", keys[0]).code == 0
        own = written(Path(f"output/tender-{keys[0]}"))
        assert [name for name in own if name.endswith(f"_{keys[0]}.zip")]
        answer = udbud("release", "--no-pages", "--for", "all")
        assert answer.code == 0, answer.out
        assert written(Path(f"output/tender-{keys[0]}")) == own
        for key in keys:
            assert udbud("verify", f"output/tender-{key}").code == 0
        assert not RELEASE.exists()
        assert udbud("release", "--for", "all", "--publish").code == 2
        assert udbud("release", "--for", "nobody").code == 2

    def test_the_list_of_libraries_is_what_the_standard_says(self, udbud: Udbud) -> None:
        number(udbud)
        assert udbud("release").code == 0
        made = json.loads((RELEASE / "sbom.cdx.json").read_text("utf-8"))
        folder = Path(str(resources.files("cyclonedx.schema") / "_res"))
        schemas = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
        known = [(name, referencing.Resource.from_contents(s)) for name, s in schemas.items() if "bom-" not in name]
        registry = referencing.Registry().with_resources(
            [(f"http://cyclonedx.org/schema/{name}", resource) for name, resource in known]
        )
        jsonschema.Draft7Validator(schemas["bom-1.6.SNAPSHOT.schema.json"], registry=registry).validate(made)
        assert made["metadata"]["component"]["name"] == "udbud-pipeline"
        found = {c["name"]: c["version"] for c in made["components"]}
        assert {name: metadata.version(name) for name in found} == found
        assert {"lxml", "docxtpl", "markdown-it-py", "mdurl"} <= set(found), "and what those need"
        assert "pytest" not in found

    def test_a_changed_list_of_libraries_is_named(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release")
        replace(RELEASE / "sbom.cdx.json", '"pillow"', '"pillov"')
        assert "sbom.cdx.json" in udbud("verify", str(RELEASE)).out

    def test_sums_can_be_checked_without_this_program(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release")
        lines = (RELEASE / "SHA256SUMS").read_text().splitlines()
        assert len(lines) >= 5
        for line in lines:
            sha256, name = line.split("  ")
            assert hashlib.sha256((RELEASE / name).read_bytes()).hexdigest() == sha256

    def test_an_error_leaves_the_last_release(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release")
        first = written(RELEASE)
        replace(REQUIREMENTS, "- Type: MK", "- Type: Mk2")
        assert udbud("release").code == 1
        assert written(RELEASE) == first

    def test_a_build_of_the_edition_is_no_release(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release")
        udbud("build", "--edition", "tender")
        assert not list(RELEASE.glob("*.zip"))


class TestVerify:
    @pytest.mark.parametrize(
        ("name", "code"),
        [("kravmatrix.xlsx", "file-changed"), ("SHA256SUMS", "sums-differ"), ("*.zip", "statement-differs")],
    )
    def test_a_changed_file_is_named(self, name: str, code: str, udbud: Udbud) -> None:
        number(udbud)
        udbud("release")
        path = next(RELEASE.glob(name))
        data = path.read_bytes()
        path.write_bytes(data[:20] + bytes([data[20] ^ 1]) + data[21:])
        answer = udbud("verify", str(RELEASE))
        assert answer.code == 1
        assert f"[{code}]" in answer.out

    def test_a_file_slipped_into_the_zip_is_named(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release")
        shutil.copy(package(), "held.zip")
        with zipfile.ZipFile("held.zip", "a") as held:
            held.writestr(held.namelist()[0].partition("/")[0] + "/extra.docx", b"x")
        assert "[file-not-listed]" in udbud("verify", "held.zip").out

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all"])
    def test_what_is_no_zip_is_said(self, data: bytes, udbud: Udbud) -> None:
        Path("held.zip").write_bytes(data)
        answer = udbud("verify", "held.zip")
        assert (answer.code, "[damaged-zip]" in answer.out) == (1, True)


class TestPublish:
    def test_texts_and_numbers_are_recorded(self, udbud: Udbud) -> None:
        number(udbud)
        assert udbud("release", "--publish").code == 0
        kept = next(Path("sources/releases").glob("*.json"))
        assert kept.read_bytes() == (RELEASE / "requirements.json").read_bytes()
        version = kept.stem
        rows = [line.split(",") for line in Path("sources/ids.csv").read_text().splitlines()[1:]]
        assert {(row[3], row[4]) for row in rows} == {(version, version)}
        printed = {r["id"]: r["number"] for r in json.loads(kept.read_bytes())["requirements"]}
        assert {row[0]: row[5] for row in rows} == printed

    def test_publishing_again_changes_nothing(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release", "--publish")
        first = written(Path("sources"))
        assert udbud("release", "--publish").code == 0
        assert written(Path("sources")) == first

    def test_other_texts_under_the_same_version_are_refused(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release", "--publish")
        text = Path(REQUIREMENTS).read_text("utf-8")
        Path(REQUIREMENTS).write_text(text.replace("sekunder", "minutter", 1), "utf-8")
        first = written(Path("sources"))
        answer = udbud("release", "--publish")
        assert (answer.code, "[already-published]" in answer.out) == (1, True)
        assert written(Path("sources")) == first

    def test_without_the_data_there_is_nothing_to_record(self, udbud: Udbud) -> None:
        number(udbud)
        replace("sources/tender.yaml", '  - {key: kravdata, number: "", title: Kravene som data}\n', "")
        assert "[cannot-publish]" in udbud("release", "--publish").out


@KEYGEN
class TestSignature:
    @staticmethod
    def key(name: str = "key") -> Path:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", name, "-C", "test"], check=True)
        return Path(name)

    def test_signed_and_checked(self, udbud: Udbud) -> None:
        number(udbud)
        key = self.key()
        assert udbud("release", "--sign", str(key)).code == 0
        Path("signers").write_text(f"udbud@fjordlandet.example {key.with_suffix('.pub').read_text()}")
        answer = udbud("verify", str(RELEASE), "--signers", "signers")
        assert (answer.code, "udbud@fjordlandet.example" in answer.out) == (0, True)
        assert "was not checked" in udbud("verify", str(RELEASE)).out

    def test_somebody_elses_key_or_other_sums_are_refused(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release", "--sign", str(self.key()))
        Path("signers").write_text(f"other@kunde.example {self.key('other').with_suffix('.pub').read_text()}")
        assert "[bad-signature]" in udbud("verify", str(RELEASE), "--signers", "signers").out
        sums = RELEASE / "SHA256SUMS"
        sums.write_bytes(sums.read_bytes() + b"\n")
        assert "[bad-signature]" in udbud("verify", str(RELEASE)).out

    def test_a_file_that_is_no_key_writes_nothing(self, udbud: Udbud) -> None:
        number(udbud)
        Path("key").write_text("no key")
        answer = udbud("release", "--sign", "key")
        assert (answer.code, "[cannot-sign]" in answer.out) == (1, True)
        assert not RELEASE.exists()


class TestChanges:
    """The document's table of changes, read by python-docx."""

    @staticmethod
    def table() -> list[list[str]]:
        tables = docx.Document("output/internal/kravspecifikation.docx").tables
        rows = [[["".join(w.text for w in c._tc.iter(TEXT)) for c in row.cells] for row in t.rows] for t in tables]
        return next((t[1:] for t in rows if t[0] == ["Krav", "Titel", "Ændring"]), [])

    def test_new_changed_and_withdrawn_are_told_apart(self, udbud: Udbud) -> None:
        number(udbud)
        udbud("release", "--publish")
        replace(REQUIREMENTS, "for hver henvendelse", "for enhver henvendelse")
        replace(REQUIREMENTS, "- Type: K\n", "- Type: K\n- Status: Udgået\n")
        with Path(REQUIREMENTS).open("a", encoding="utf-8") as file:
            file.write("\n## Et nyt krav\n\n- Type: K\n- Verifikation: prøve\n\nLøsningen skal vise kanalen.\n")
        replace("sources/tender.yaml", 'version: "', 'version: "9.')
        answer = udbud("build")
        assert answer.code == 0, answer.out
        found = {row[0]: row[2] for row in self.table()}
        assert found.pop("F-001") == "ændret: Kravtekst"
        assert found.pop("F-002") == "udgået"
        assert list(found.values()) == ["nyt krav"]

    def test_a_first_edition_has_no_table(self, udbud: Udbud) -> None:
        udbud("build")
        assert self.table() == []

    def test_a_record_that_cannot_be_read_is_named(self, udbud: Udbud) -> None:
        Path("sources/releases").mkdir()
        Path("sources/releases/1.json").write_text("{")
        assert "[bad-release]" in udbud("check").out
