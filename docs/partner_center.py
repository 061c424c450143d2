#!/usr/bin/env python3
"""partner_center.py [--check]: writes docs/partner_center.md, the table of the resources of Partner Center, from the
headers that declare them. With --check, fails if the file is not what it would write."""

import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
include = root / "include"

# The functions of descry::bound for the verbs of a declaration.
CALLS = {
    "get": ["get"], "put": ["update", "modify"], "patch": ["patch", "modify"], "patch_whole": ["patch", "modify"],
    "create": ["create"], "action": ["invoke"], "remove": ["remove"], "exists": ["exists"], "download": ["download"],
    "upload": ["upload"], "list_of": ["get", "all", "pages"], "in_pages": ["get", "all", "pages"],
}


def top_level(text):
    """The arguments of a template, up to its closing bracket."""
    out, depth = [""], 0
    for c in text:
        if c == ">" and depth == 0:
            return [re.sub(r"\s+", " ", argument).strip() for argument in out]
        depth += {"<": 1, "(": 1, ">": -1, ")": -1}.get(c, 0)
        if c == "," and depth == 0:
            out.append("")
        else:
            out[-1] += c
    raise SystemExit("a declaration does not end: " + text[:80])


def calls_of(verbs):
    """The functions for these verbs, in their order."""
    out = []
    for verb in verbs:
        names = re.findall(r"[a-z_]+", verb)
        found = [call for name in names if name in CALLS for call in CALLS[name]]
        if "starts" in names:
            found = ["start"]
        out += [call for call in found if call not in out]
    return [call for call in out if call != "modify" or "get" in out]  # which reads first


def resources():
    """Each resource by its qualified name: its header, path, model and calls."""
    out = {}
    for header in sorted(include.glob("partner_center/**/*.hpp")):
        text = header.read_text()
        for match in re.finditer(r"struct (\w+)\s*:\s*descry::resource<", text):
            space = re.findall(r"^namespace ([\w:]+) \{", text[:match.start()], re.M)[-1]
            arguments = top_level(text[match.end():])
            if len(arguments) < 4:
                continue
            name = f"{space}::{match.group(1)}".removeprefix("partner_center::")
            out[name] = {"header": header.relative_to(include), "path": arguments[2].strip('"'),
                         "model": arguments[0], "calls": calls_of(arguments[3:])}
    return out


def chain():
    """Each resource that the chain names, with its expression."""
    steps = {}
    for header in sorted(include.glob("partner_center/chain/*.hpp")):
        for match in re.finditer(r"^struct (\w+_step) : step<\d> \{(.*?)^\};", header.read_text(), re.M | re.S):
            steps[match.group(1)] = re.sub(r"\s+", " ", match.group(2))

    out = {}

    def visit(step, before):
        body = steps[step]
        for place, name, argument in re.findall(r"(\w+_step) (\w+)\(([^)]*)\) const", body):
            visit(place, f"{before}{name}({'id' if argument else ''}).")
        for kind, arguments in re.findall(r"PARTNER_CENTER_(\w+)\(([^)]*)\)", body):
            name, resource, *place = [argument.strip() for argument in arguments.split(",")]
            expression = f"{before}{name}({'id' if kind.endswith('BY_ID') else ''})"
            out[resource] = expression
            if place:
                visit(place[0], expression + ".")
        for resource, name, arguments in re.findall(
                r"template <class R = ([\w:]+)> auto (\w+)\(([^)]*)\) const", body):
            ids = ", ".join(re.findall(r"(\w+)(?:,|$)", arguments))
            out[resource] = f"{before}{name}({ids})"

    visit("partner_step", "")
    return out


def page():
    declared, named = resources(), chain()
    unknown = set(named) - set(declared)
    if unknown:
        raise SystemExit(f"the chain names resources without a declaration: {sorted(unknown)}")
    lines = ["# The resources of Partner Center", "",
             "Written by `docs/partner_center.py` from the headers, which also name the operations of Microsoft's",
             "documentation. Call `partner.<chain>.<call>()`, or `partner.at<R>(key).<call>()` with a resource that the",
             "chain does not name. A program includes the headers of the resources that it calls; the chain leads through",
             "resources whose header is not included, but a call of such a resource is an error that names it.",
             "`<partner_center/partner_center.hpp>` includes all.", ""]
    folders = {}
    for name, resource in declared.items():
        folders.setdefault(resource["header"].parent.name, []).append((name, resource))
    for folder in sorted(folders):
        lines += [f"## {folder}", "", "| chain, or resource | calls | model | path | header |", "|---|---|---|---|---|"]
        for name, r in sorted(folders[folder], key=lambda each: (each[1]["path"], each[0])):
            where = named.get(name, f"at<{name}>(key)")
            calls = ", ".join(f"`{call}`" for call in r["calls"])
            lines.append(f"| `{where}` | {calls} | `{r['model']}` | `{r['path']}` | `{r['header'].name}` |")
        lines.append("")
    return "\n".join(lines)


target = root / "docs" / "partner_center.md"
text = page()
if "--check" not in sys.argv:
    target.write_text(text)
elif not target.exists() or target.read_text() != text:
    raise SystemExit("docs/partner_center.md is not what docs/partner_center.py writes")
