"""usage: tables.py ENTENTE DATA: every comparison of every shipped dossier in the four formats and
three languages, as other programs read them, against the dossier itself."""
import csv
import html.parser
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

VERDICTS = {"same": "=", "different": "≠", "escalates": "↑", "de-escalates": "↓", "only-from": "◐",
            "only-to": "◑", "contradicted": "×", "unknown": "?"}


def words(text, lang):
    """As ent_text_get()."""
    if text is None or isinstance(text, str):
        return text or ""
    order = {"zh-Hant": ["zh-Hant", "zh-Hans", "en"], "zh-Hans": ["zh-Hans", "zh-Hant", "en"],
             "en": ["en"]}[lang]
    return next((text[tag] for tag in order if tag in text), next(iter(text.values())))


class Page(html.parser.HTMLParser):
    """Rows of cells of text, ids and links."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.ids, self.links, self.open = [], [], [], []
        self.scopes, self.lang, self.n_notes = 0, None, 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.open.append(tag) if tag not in ("meta", "br") else None
        self.lang = given.get("lang") if tag == "html" else self.lang
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        self.n_notes += given.get("role") == "doc-footnote"
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self.scopes += tag == "th" and "scope" not in given

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data):
        if ("th" in self.open or "td" in self.open) and "sup" not in self.open:
            self.rows[-1][-1] += data


class Expected:
    """What a table must hold, from the file."""

    def __init__(self, dossier, comparison, lang):
        self.lang = lang
        self.subjects = [s["id"] for s in comparison["subjects"]]
        self.cells = {(c["dimension"], c["subject"]): c for c in reversed(comparison["cells"])}
        used = {key[0] for key in self.cells}
        self.dimensions = [d for d in comparison["dimensions"] if d["id"] in used]
        self.verdicts = [v for v in comparison.get("verdicts", []) if v["dimension"] in used]
        self.n_pairs = len({(v["from"], v["to"]) for v in comparison.get("verdicts", [])})
        self.n_columns = len(self.subjects) + self.n_pairs

    def evidence(self):
        for thing in list(self.cells.values()) + self.verdicts:
            for use in thing.get("evidence", []):
                use = {"passage": use} if isinstance(use, str) else use
                yield (use["passage"], use.get("stance", "supports"), use.get("grade"),
                       json.dumps(use.get("note")))


def check_numbers(marks, n, expected):
    """Numbered 1 to n in the order of reading; all referred to, as often as there is evidence."""
    first = list(dict.fromkeys(marks))
    assert first == list(range(1, n + 1)), (first, n)
    assert n == len(set(expected.evidence())), (n, len(set(expected.evidence())))
    assert len(marks) == len(list(expected.evidence())), len(marks)


def check_csv(text, expected):
    assert text.replace("\r\n", "").count("\r") == 0
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert all(len(row) == 2 + 3 * expected.n_columns for row in rows), "ragged"
    body = rows[1:1 + len(expected.dimensions)]
    for row, dimension in zip(body, expected.dimensions):
        assert row[0] == words(dimension.get("group"), expected.lang), row[:2]
        assert row[1] == words(dimension["name"], expected.lang), row[:2]
        for i, subject in enumerate(expected.subjects):
            cell = expected.cells.get((dimension["id"], subject))
            found, status, notes = row[2 + 3 * i:5 + 3 * i]
            assert found == (words(cell["text"], expected.lang) if cell else ""), (found, cell)
            assert len(notes.split("; ") if notes else []) == len((cell or {}).get("evidence", []))
            assert bool(status) >= (cell is not None and cell.get("modality", "reported") != "reported")
        signs = [field[-1] for field in row[2 + 3 * len(expected.subjects)::3] if field]
        there = [VERDICTS[v["kind"]] for v in expected.verdicts if v["dimension"] == dimension["id"]]
        assert sorted(signs) == sorted(there), (signs, there)
    notes = [row for row in rows[1 + len(body):] if row[1]]
    marks = [int(n) for row in body for field in row[4::3] if field for n in field.split("; ")]
    assert [int(row[1]) for row in notes] == list(range(1, len(notes) + 1))
    check_numbers(marks, len(notes), expected)


def check_html(text, expected):
    page = Page(text)
    assert not page.open and page.scopes == 0 and page.lang == expected.lang
    assert len(set(page.ids)) == len(page.ids)
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inner) == set(page.ids), set(inner) ^ set(page.ids)
    assert "src=" not in text and "<script" not in text and "@import" not in text
    rows = [row for row in page.rows[1:] if len(row) > 1]
    assert len(rows) == len(expected.dimensions)
    assert all(len(row) == 1 + expected.n_columns for row in rows)
    for row, dimension in zip(rows, expected.dimensions):
        for i, subject in enumerate(expected.subjects):
            cell = expected.cells.get((dimension["id"], subject))
            start = re.sub(r"\s+", " ", words(cell["text"], expected.lang)) if cell else "—"
            assert re.sub(r"\s+", " ", row[1 + i]).startswith(start), (row[1 + i], start)
    marks = [int(link.rsplit("-n", 1)[1]) for link in re.findall(r'href="#([^"]+)" role="doc-noteref"', text)]
    check_numbers(marks, page.n_notes, expected)
    if shutil.which("xmllint"):
        read = subprocess.run(["xmllint", "--html", "--noout", "-"], input=text.encode(), capture_output=True)
        assert read.returncode == 0 and not read.stderr, read.stderr.decode()


def check_markdown(text, expected):
    table = [line for line in text.split("\n") if line.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table}
    assert widths == {expected.n_columns + 2}, widths
    notes = [int(n) for n in re.findall(r"^\[\^(\d+)\]: .", text, re.M)]
    assert notes == list(range(1, len(notes) + 1))
    check_numbers([int(n) for line in table for n in re.findall(r"\[\^(\d+)\]", line)], len(notes), expected)


def check_latex(text, expected):
    body = text[text.index("\\begin{document}\n"):]
    depth = 0
    for token in re.findall(r"\\.|[{}]", re.sub(r"\\url\{[^}]*\}", "", body)):
        depth += {"{": 1, "}": -1}.get(token, 0)
        assert depth >= 0
    assert depth == 0
    plain = re.sub(r"\\url\{[^}]*\}", "", body)
    raw = re.search(r"(?<!\\)[%#~^_]", plain)
    assert not raw, plain[max(0, raw.start() - 40):raw.start() + 40]
    rows = re.split(r" \\\\\*?\n", body[body.index("\\endfoot") + 8:body.index("\\end{longtable}")])
    rows = [row for row in rows if row.strip() and "\\multicolumn" not in row]
    assert len(rows) == len(expected.dimensions), (len(rows), len(expected.dimensions))
    assert all(len(re.findall(r"(?<!\\)&", row)) == expected.n_columns for row in rows)
    notes = [int(n) for n in re.findall(r"^\\item\[\\tablemark\{(\d+)\}\] ", body, re.M)]
    marks = [int(n) for row in rows for n in re.findall(r"\\tablemark\{(\d+),?\}", row)]
    assert notes == list(range(1, len(notes) + 1))
    check_numbers(marks, len(notes), expected)


CHECKS = {"csv": check_csv, "html-table": check_html, "md": check_markdown, "tex": check_latex}


def compile_latex(entente, dossier, view):
    """One with Chinese in it, where there is a TeX that can."""
    if not (shutil.which("xelatex") and shutil.which("kpsewhich")
            and subprocess.run(["kpsewhich", "ctex.sty"], capture_output=True).returncode == 0):
        print("# xelatex or ctex is not installed: nothing was compiled")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "table.tex"
        subprocess.run([entente, "export", dossier, "--view", view, "--lang", "zh-Hans", "-o", path], check=True)
        run = subprocess.run(["xelatex", "-interaction=nonstopmode", "-halt-on-error", path],
                             cwd=folder, capture_output=True)
        assert run.returncode == 0, run.stdout.decode(errors="replace")[-2000:]


def main(entente, data):
    n = 0
    last = None
    for path in sorted(pathlib.Path(data, "dossiers").glob("*.dossier")):
        dossier = json.loads(path.read_text())
        comparisons = {c["id"]: c for c in dossier.get("comparisons", [])}
        for view in dossier["views"]:
            if view["kind"] != "comparison" or view.get("filter"):
                continue
            for lang in ("en", "zh-Hans", "zh-Hant"):
                expected = Expected(dossier, comparisons[view["of"]], lang)
                for kind, check in CHECKS.items():
                    made = subprocess.run([entente, "export", path, "--view", view["id"], "--lang", lang,
                                           "--format", kind, "-o", "-"], capture_output=True, check=True)
                    assert not made.stderr, made.stderr.decode()
                    try:
                        check(made.stdout.decode(), expected)
                    except AssertionError:
                        print(f"not ok - {path.name} {view['id']} {lang} {kind}")
                        raise
                    n += 1
            last = (path, view["id"])
    assert n > 0
    compile_latex(entente, *last)
    print(f"{n} tables")


if __name__ == "__main__":
    main(*sys.argv[1:])
